/** Installed by `npm run bench` alone: without them everything else still has its types. */
declare module 'onnxruntime-web/wasm';
declare module 'onnxruntime-web/webgpu';
declare module '@tensorflow/tfjs-core';
declare module '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
declare module '@tensorflow/tfjs-backend-wasm';
declare module '@tensorflow/tfjs-backend-webgpu';
declare module '@tensorflow/tfjs-core/dist/register_all_gradients';
declare module '@tensorflow/tfjs-backend-cpu';
declare module '@tensorflow/tfjs-backend-webgl';
