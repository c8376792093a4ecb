/** What the client tells of devices and downloads, put into the store; the choice of device, put into effect. */

/**
 * @param {import('../state/store.js').Store} store
 * @param {import('./client.js').Client} client
 * @param {() => void} rerun runs the sentence anew on another device
 */
export function followDevices(store, client, rerun) {
  client.on('status', ({ backend, adapter, state }) => {
    if (state === 'ready') store.set({ device: { backend, adapter } });
  });
  client.on('progress', (progress) => store.set({ progress }));
  client.on('gpu', (/** @type {import('./gpu.js').Availability} */ gpu) => {
    store.set({ gpu });
    if (gpu.availability === 'lost') store.set({ notice: { code: 'gpu-lost' } });
    if (gpu.availability === 'none' && store.state.backend === 'gpu') store.set({ notice: { code: 'gpu-none' } });
  });
  client.on('pace', (/** @type {import('./client.js').Hood} */ { backend, adapter, msPerToken }) => {
    store.set({ measured: { ...store.state.measured, [backend]: { msPerToken, adapter } } });
  });
  store.subscribe((state, before) => {
    if (state.backend === before.backend) return;
    client.setBackend(state.backend);
    rerun();
  });
  if (store.state.backend !== 'auto') client.setBackend(store.state.backend);
}
