/** Tells a component how much room it has, from when it comes into the page until it leaves it. */
export class Room {
  /**
   * @param {import('lit').LitElement} host
   * @param {(width: number) => void} taken called with the width of its content in pixels, now and whenever that changes
   */
  constructor(host, taken) {
    this.host = host;
    this.observer = new ResizeObserver(([entry]) => taken(entry.contentRect.width));
    host.addController(this);
  }

  hostConnected() {
    this.observer.observe(this.host);
  }

  hostDisconnected() {
    this.observer.disconnect();
  }
}
