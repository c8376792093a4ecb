import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { inventoryPlugin, unwatched } from './scripts/vite-inventory.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  root,
  // Relative addresses: the site works under any path of any host.
  base: './',
  plugins: [inventoryPlugin()],
  worker: { format: 'es' },
  server: { host: '127.0.0.1', watch: { ignored: unwatched(root) } },
  preview: { host: '127.0.0.1' },
  build: {
    target: 'es2023',
    // Nothing is inlined that a host could compress and a browser keep.
    assetsInlineLimit: 0,
  },
});
