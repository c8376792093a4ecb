/** How fast WebAssembly reads memory on this machine: `bandwidth.wat`. */
import * as Comlink from 'comlink';

class Bandwidth {
  /** @type {any} */
  #exports;

  /** @param {import('./main.js').Opening} opening */
  async open({ root }) {
    const { instance } = await WebAssembly.instantiateStreaming(fetch(new URL('bandwidth.wasm', root)));
    this.#exports = instance.exports;
    // Pages that nobody has written are all the same page.
    this.#exports.fill(64 << 20);
  }

  /** Milliseconds to read this many bytes once, when they are read over and over. @param {number} bytes @returns {number} */
  msToRead(bytes) {
    const rounded = Math.ceil(bytes / 64) * 64;
    const times = Math.max(1, Math.ceil((64 << 20) / rounded));
    this.#exports.read(rounded, 1);
    const begun = performance.now();
    this.#exports.read(rounded, times);
    return (performance.now() - begun) / times;
  }
}

Comlink.expose(new Bandwidth());
