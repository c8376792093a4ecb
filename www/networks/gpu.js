/**
 * Whether this machine has a GPU for WebGPU, and whether the package for it is there.
 *
 * @typedef {'checking'|'building'|'loading'|'ready'|'none'|'lost'} GpuState `ready`: can be switched to
 * @typedef {'no-webgpu'|'no-adapter'|'software'|'not-built'|'failed'|'lost'} GpuReason
 * @typedef {object} Availability
 * @property {GpuState} availability
 * @property {GpuReason} [reason] why it is `none` or `lost`; `software` with `ready`: only when asked for
 * @property {string} [message] what the browser said, in its words
 * @property {string} [adapter] its name
 */
import { adapterName } from './adapter.js';
import { inventory, refreshed } from './inventory.js';

/** Rest between two looks for a package that is still being built. */
const POLL_MS = 3000;
/** Adapters that compute on the CPU: slower there than the CPU package itself. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|basic render|software/i;

/** Asks the browser for an adapter. @returns {Promise<Availability>} */
export async function probe() {
  if (!navigator.gpu) return { availability: 'none', reason: 'no-webgpu' };
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (!adapter) return { availability: 'none', reason: 'no-adapter' };
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  const software = isFallbackAdapter || SOFTWARE.test(`${vendor} ${architecture} ${description}`);
  return { availability: 'ready', adapter: adapterName(adapter.info), ...(software ? { reason: 'software' } : {}) };
}

/**
 * Waits until the package is there, telling `onBuilding` once if it is not yet.
 * @param {() => void} onBuilding
 * @returns {Promise<boolean>} whether it is there; false: this page was built without it
 */
export async function packageThere(onBuilding) {
  if (inventory().packages.gpu) return true;
  if (!inventory().building) return false;
  onBuilding();
  while (!inventory().packages.gpu) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    await refreshed();
    if (!inventory().packages.gpu && !inventory().building) return false;
  }
  return true;
}
