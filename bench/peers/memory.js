/** Remembers every WebAssembly memory made in this worker: to be imported before what makes them. */

/** @type {Set<WebAssembly.Memory>} */
const memories = new Set();

/** Bytes of all of them together; a memory never shrinks, so that this is also the most there ever was. */
export const wasmBytes = () => [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0);

/** @param {WebAssembly.Instance} instance */
function remember(instance) {
  for (const value of Object.values(instance.exports)) if (value instanceof WebAssembly.Memory) memories.add(value);
}

/** @param {any} imports */
function rememberImports(imports) {
  for (const module of Object.values(imports ?? {})) {
    for (const value of Object.values(module)) if (value instanceof WebAssembly.Memory) memories.add(value);
  }
}

for (const name of /** @type {const} */ (['instantiate', 'instantiateStreaming'])) {
  const original = /** @type {any} */ (WebAssembly[name]);
  /** @type {any} */ (WebAssembly)[name] = async (/** @type {any} */ source, /** @type {any} */ imports, /** @type {any[]} */ ...rest) => {
    rememberImports(imports);
    const result = await original(source, imports, ...rest);
    remember(result.instance ?? result);
    return result;
  };
}

WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
  construct(target, [module, imports]) {
    rememberImports(imports);
    const instance = new target(module, imports);
    remember(instance);
    return instance;
  },
});
