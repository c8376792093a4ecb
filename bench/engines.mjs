/**
 * Who is measured, and how each is set up: `worker` and `kind` are those of `peers/main.js`.
 *
 * @typedef {{ id: string, label: string, worker: string, kind: string, gpu: boolean, ours: boolean, how: string }} EngineEntry
 */

/** @type {EngineEntry[]} */
export const ENGINES = [
  {
    id: 'seq2see',
    label: 'seq2see, engine alone',
    worker: 'seq2see',
    kind: 'cpu',
    gpu: false,
    ours: true,
    how: 'the CPU package called in a worker; each step also gives five candidates, attention weights and the text',
  },
  {
    id: 'seq2see-client',
    label: 'seq2see, through the page’s client',
    worker: 'client',
    kind: 'cpu',
    gpu: false,
    ours: true,
    how: '`www/networks/client.js` and its worker: every step crosses to the page’s thread; the next one is asked for before it is read',
  },
  {
    id: 'onnx-float32',
    label: 'ONNX Runtime Web, float32',
    worker: 'onnx',
    kind: 'float32',
    gpu: false,
    ours: false,
    how: '1.30.0, `onnxruntime-web/wasm` (always SIMD), `numThreads: 1`, `graphOptimizationLevel: "all"`, arg-max in the graph, a step’s outputs are the next one’s inputs',
  },
  {
    id: 'onnx-int8',
    label: 'ONNX Runtime Web, dynamic int8',
    worker: 'onnx',
    kind: 'int8',
    gpu: false,
    ours: false,
    how: 'the same with the graphs of `quantize_dynamic(per_channel=True, weight_type=QInt8)`; its GRU operator, in the encoder, knows no int8',
  },
  {
    id: 'tensorflow-wasm',
    label: 'TensorFlow.js, wasm',
    worker: 'tensorflow',
    kind: 'wasm',
    gpu: false,
    ours: false,
    how: '4.22.0, `tfjs-backend-wasm` with SIMD, one thread, products by `fused.matMul` (XNNPACK), everything in `tidy`, one `dataSync` of one id a token; float32 made of our int8 file',
  },
  {
    id: 'seq2see-gpu',
    label: 'seq2see, WebGPU',
    worker: 'seq2see',
    kind: 'gpu',
    gpu: true,
    ours: true,
    how: 'the GPU package called in a worker, sources padded to 64 as in the page',
  },
  {
    id: 'onnx-webgpu',
    label: 'ONNX Runtime Web, WebGPU',
    worker: 'onnx',
    kind: 'webgpu',
    gpu: true,
    ours: false,
    how: '`onnxruntime-web/webgpu`, `preferredOutputLocation: "gpu-buffer"` (states, keys and values never leave the device), one id read a token',
  },
  {
    id: 'tensorflow-webgpu',
    label: 'TensorFlow.js, WebGPU',
    worker: 'tensorflow',
    kind: 'webgpu',
    gpu: true,
    ours: false,
    how: '`tfjs-backend-webgpu`, one id read a token with `data()`',
  },
];

/** @type {('seq2seq-gru'|'additive'|'transformer')[]} */
export const MECHANISMS = ['seq2seq-gru', 'additive', 'transformer'];
