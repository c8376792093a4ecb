/**
 * The Vite plugin that hands packages and checkpoints to the page: served as they lie while
 * developing, copied under hashed names when building. They bypass Vite's own transforms, and a
 * package that arrives later does not reload the page.
 */
import { createReadStream, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { takeInventory } from './inventory.mjs';

/** The module made up for the page: everything that can be loaded. */
const MODULE = 'virtual:inventory';
const RESOLVED = `\0${MODULE}`;

const TYPES = /** @type {Record<string, string>} */ ({
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.safetensors': 'application/octet-stream',
});

/**
 * @param {{ state?: () => { building?: boolean, unfinished?: string[] } }} [options] what `npm start` knows of packages under way
 * @returns {import('vite').Plugin}
 */
export function inventoryPlugin({ state = () => ({}) } = {}) {
  let root = process.cwd();
  return {
    name: 'seq2see-inventory',
    configResolved(config) {
      root = config.root;
    },
    resolveId: (id) => (id === MODULE ? RESOLVED : undefined),
    load: (id) => (id === RESOLVED ? `export default ${JSON.stringify(takeInventory(root, state()).inventory)};` : undefined),
    transformIndexHtml(_html, { server, bundle }) {
      // Every load of the page takes the inventory anew: a package may have arrived since.
      const module = server?.moduleGraph.getModuleById(RESOLVED);
      if (module) server?.moduleGraph.invalidateModule(module);
      return hints(bundle ?? {}, takeInventory(root, state()).inventory);
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname).slice(1);
        if (path === 'inventory.json') return sendInventory(response, takeInventory(root, state()).inventory);
        if (!/^(pkg|models)\//.test(path)) return next();
        const asset = takeInventory(root, state()).assets.find(({ url }) => url === path);
        if (!asset) return next();
        response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
        response.setHeader('content-length', asset.bytes);
        response.setHeader('cache-control', 'max-age=31536000, immutable');
        createReadStream(asset.path).pipe(response);
      });
    },
    generateBundle() {
      for (const { url, path } of takeInventory(root, state()).assets) {
        this.emitFile({ type: 'asset', fileName: url, source: readFileSync(path) });
      }
    },
  };
}

/**
 * Scripts of the built site that are needed at once and named in no HTML: the worker, the package that it starts with, and what
 * makes the page. Only scripts: what is preloaded otherwise and used by a worker alone, browsers complain about.
 * @param {import('vite').Rolldown.OutputBundle} bundle @param {import('../www/networks/inventory.js').Inventory} inventory
 * @returns {import('vite').HtmlTagDescriptor[]}
 */
function hints(bundle, { packages }) {
  const built = Object.values(bundle);
  const worker = built.find(({ fileName }) => /^assets\/worker-.*\.js$/.test(fileName));
  if (!worker || !packages.cpu) return [];
  const page = built.flatMap((file) =>
    file.type === 'chunk' && file.facadeModuleId?.endsWith('/www/show.js') ? [file.fileName, ...file.imports] : [],
  );
  const wanted = [worker.fileName, packages.cpu.module, ...page];
  return wanted.map((name) => ({ tag: 'link', attrs: { rel: 'modulepreload', href: `./${name}` }, injectTo: 'head' }));
}

/** @param {import('node:http').ServerResponse} response @param {object} inventory */
function sendInventory(response, inventory) {
  response.setHeader('content-type', 'application/json');
  response.setHeader('cache-control', 'no-store');
  response.end(JSON.stringify(inventory));
}

/** Folders that no page is made of; watching them would cost and reload for nothing. @param {string} root */
export const unwatched = (root) =>
  ['artifacts', 'bench', 'crates', 'dist', 'models', 'pkg', 'runs', 'scripts', 'target', 'tests', 'xtask'].map((name) =>
    join(root, name, '**'),
  );
