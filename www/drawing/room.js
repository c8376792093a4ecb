/** Tells a component how much room there is, from when it comes into the page until it leaves it. */
export class Room {
  /**
   * @param {import('lit').LitElement} host
   * @param {(width: number) => void} taken called with the width of the content in pixels, now and whenever that changes
   * @param {string} [child] selector of the child whose room is meant; none: the component's own
   */
  constructor(host, taken, child) {
    this.host = host;
    this.child = child;
    this.watching = false;
    this.observer = new ResizeObserver(([entry]) => taken(entry.contentRect.width));
    host.addController(this);
  }

  hostConnected() {
    this.#watch();
  }

  /** A child is there after the first time. */
  hostUpdated() {
    if (!this.watching) this.#watch();
  }

  hostDisconnected() {
    this.observer.disconnect();
    this.watching = false;
  }

  #watch() {
    const watched = this.child ? this.host.querySelector(this.child) : this.host;
    if (!watched) return;
    this.observer.observe(watched);
    this.watching = true;
  }
}
