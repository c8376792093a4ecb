/**
 * Counts what a run asks of WebGPU, by wrapping the browser's own methods inside the worker: counts
 * do not depend on the machine, as times do.
 */

import { adapterName } from './adapter.js';

/** @typedef {{ dispatches: number, pipelines: number, readbacks: number }} Counts */

export class GpuCounters {
  /** @type {Counts} */
  #counts = { dispatches: 0, pipelines: 0, readbacks: 0 };
  /** The adapter that the device is of. */
  adapter = adapterName();
  /** @type {GPUDevice|null} */
  device = null;
  /** Rejects when the device is lost; never settles otherwise. @type {Promise<never>} */
  lost;

  /** Starts counting; before the package asks for an adapter. */
  constructor() {
    const counts = this.#counts;
    before(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', () => counts.dispatches++);
    before(GPUComputePassEncoder.prototype, 'dispatchWorkgroupsIndirect', () => counts.dispatches++);
    before(GPUDevice.prototype, 'createComputePipeline', () => counts.pipelines++);
    before(GPUDevice.prototype, 'createComputePipelineAsync', () => counts.pipelines++);
    before(GPUBuffer.prototype, 'mapAsync', (mode) => {
      if (mode === GPUMapMode.READ) counts.readbacks++;
    });
    this.lost = new Promise((_, reject) => this.#watchDevice(reject));
    // Nobody may be waiting when it happens.
    this.lost.catch(() => {});
  }

  /** What has been asked so far. @returns {Counts} */
  now() {
    return { ...this.#counts };
  }

  /** Remembers adapter and device as they are handed out, and listens to the device's faults.
   * @param {(fault: import('./faults.js').Fault) => void} reject */
  #watchDevice(reject) {
    const requestDevice = GPUAdapter.prototype.requestDevice;
    const counters = this;
    GPUAdapter.prototype.requestDevice = async function (descriptor) {
      const device = await requestDevice.call(this, descriptor);
      counters.adapter = adapterName(this.info);
      counters.device = device;
      device.lost.then(({ reason, message }) => {
        reject({ code: 'device-lost', message: message || 'the GPU was lost', details: { reason } });
      });
      // A kernel that failed leaves its buffers unwritten: what follows would be wrong numbers.
      device.addEventListener('uncapturederror', ({ error }) => {
        reject({ code: 'device', message: error.message, details: {} });
      });
      return device;
    };
  }
}

/**
 * Calls `action` with the arguments of every call of a method, then the method.
 * @param {any} prototype @param {string} name @param {(...args: any[]) => void} action
 */
function before(prototype, name, action) {
  const method = prototype[name];
  if (typeof method !== 'function') return;
  prototype[name] = function (/** @type {any[]} */ ...args) {
    action(...args);
    return method.apply(this, args);
  };
}
