/**
 * Done when the first translation stands, at once where it does.
 * @param {import('./store.js').Store} store @param {AbortSignal} [signal] ends the waiting
 */
export const firstTranslation = (store, signal) =>
  new Promise((/** @type {(done?: unknown) => void} */ done) => {
    const stands = () => store.state.status === 'done' && !!store.state.run;
    if (stands()) return done();
    const followed = store.subscribe(() => {
      if (!stands()) return;
      followed();
      done();
    });
    signal?.addEventListener('abort', followed);
  });
