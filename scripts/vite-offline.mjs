/**
 * The Vite plugin for visits without a network: the manifest by which the page can be installed, and a service worker (Workbox)
 * that keeps page, scripts, styles and fonts. Packages and checkpoints the page keeps itself (`www/networks/files.js`).
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Sizes in which the icon is drawn, in pixels (`scripts/preview-picture.mjs`). */
export const ICONS = [192, 512];

/** @returns {import('vite').Plugin} */
export function offlinePlugin() {
  let root = process.cwd();
  let folder = '';
  return {
    name: 'seq2see-offline',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      folder = join(root, config.build.outDir);
    },
    transformIndexHtml: () => [{ tag: 'link', attrs: { rel: 'manifest', href: './manifest.webmanifest' }, injectTo: 'head' }],
    generateBundle() {
      for (const size of ICONS) {
        const fileName = `icon-${size}.png`;
        this.emitFile({ type: 'asset', fileName, source: readFileSync(join(root, 'www/icons', fileName)) });
      }
      this.emitFile({ type: 'asset', fileName: 'manifest.webmanifest', source: JSON.stringify(manifest(), null, 2) });
    },
    async closeBundle() {
      if (existsSync(join(folder, 'index.html'))) await writeServiceWorker(folder);
    },
  };
}

/** How the page stands among a device's programs. */
export const manifest = () => ({
  name: 'seq2see: see sequence to sequence',
  short_name: 'seq2see',
  description: 'Watch neural networks translate a sentence, word by word.',
  start_url: './',
  scope: './',
  display: 'standalone',
  background_color: '#faf9f6',
  theme_color: '#faf9f6',
  icons: ICONS.map((size) => ({ src: `./icon-${size}.png`, sizes: `${size}x${size}`, type: 'image/png', purpose: 'any maskable' })),
});

/**
 * A new worker waits until no tab shows the old page: two versions are never mixed. Names with a hash are kept as they are.
 * @param {string} folder of the built site
 */
async function writeServiceWorker(folder) {
  const { generateSW } = await import('workbox-build');
  const { warnings } = await generateSW({
    globDirectory: folder,
    globPatterns: ['index.html', 'assets/**/*.{js,css,woff2,svg}', 'pkg/{cpu,lab}/*.js'],
    swDest: join(folder, 'sw.js'),
    dontCacheBustURLsMatching: /-[\w-]{8,}\.\w+$/,
    // What the link carries is read by the page.
    ignoreURLParametersMatching: [/./],
    navigateFallback: 'index.html',
    inlineWorkboxRuntime: true,
    sourcemap: false,
  });
  if (warnings.length) throw new Error(warnings.join('\n'));
}
