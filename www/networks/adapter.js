/** What an adapter calls itself, as far as the browser tells. @param {Partial<GPUAdapterInfo>} [info] */
export const adapterName = ({ vendor, architecture, description } = {}) =>
  description || [vendor, architecture].filter(Boolean).join(' ') || 'WebGPU';
