import { fileURLToPath } from 'node:url';
import { inventoryPlugin, unwatched } from './scripts/vite-inventory.mjs';
import { offlinePlugin } from './scripts/vite-offline.mjs';
import { policyPlugin } from './scripts/vite-policy.mjs';
import { previewPlugin } from './scripts/vite-preview.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const port = Number(process.env.PORT ?? 8080);

/**
 * How the site is served and built.
 * @param {Parameters<typeof inventoryPlugin>[0]} [packages] which packages are under way
 * @returns {import('vite').UserConfig}
 */
export const siteConfig = (packages) => ({
  root,
  // Relative addresses: the site works under any path of any host.
  base: './',
  plugins: [inventoryPlugin(packages), previewPlugin(process.env.SITE_URL), offlinePlugin(), policyPlugin()],
  worker: { format: 'es' },
  // The page's own dependencies: what the benchmark compares with is installed by it alone.
  optimizeDeps: { entries: ['index.html'] },
  server: { port, strictPort: true, watch: { ignored: unwatched(root) } },
  preview: { port, strictPort: true },
  build: {
    target: 'es2023',
    // Nothing is inlined that a host could compress and a browser keep.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // Two files for the first screen: what starts the networks, and what makes the page. The rest comes when it is asked for.
        codeSplitting: {
          groups: [
            { name: 'start', test: /www\/main\.js$/, priority: 2 },
            { name: 'show', test: /www\/show\.js$/, priority: 1 },
          ],
        },
      },
    },
  },
});

export default siteConfig();
