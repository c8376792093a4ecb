/**
 * Code that is fetched when it is first needed, once. What does not arrive (no network, a site that was deployed anew, a cut file)
 * never comes: the page is told, says so, and offers to load itself anew; nothing is asked for again at each drawing.
 *
 * @template T @param {() => Promise<T>} load @returns {() => Promise<T>}
 */
export function lazily(load) {
  /** @type {Promise<T>|undefined} */
  let arriving;
  return () => {
    arriving ??= load().catch((error) => {
      console.warn(error);
      dispatchEvent(new CustomEvent(BROKEN));
      return new Promise(() => {});
    });
    return arriving;
  };
}

/** What the window is told where a part did not arrive. */
export const BROKEN = 'see-broken';
