/**
 * Serves the built site as a plain static host would, under a path that is not the root: no special headers, no fallback.
 * Usage: node tests/browser/serve.mjs [PORT] (SEQ2SEE_DIST names another folder than dist/)
 */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sirv from 'sirv';
import { root } from '../../scripts/tools.mjs';

/** Where the site lies on the host. */
export const PATH = '/some/where/';

/**
 * @param {number} port 0: any
 * @param {{ folder?: string, brotli?: boolean, onSent?: (bytes: number, url: string) => void }} [options] `brotli`: send `FILE.br` where it is there;
 *   `onSent`: called with size and address of every body sent
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function serve(port, { folder = siteFolder(), brotli = false, onSent } = {}) {
  const files = sirv(folder, { etag: true, brotli });
  const server = createServer((request, response) => {
    const missing = () => void response.writeHead(404).end('not here');
    const { url = '' } = request;
    response.on('finish', () => onSent?.(Number(response.getHeader('content-length') ?? 0), url));
    if (!request.url?.startsWith(PATH)) return missing();
    request.url = request.url.slice(PATH.length - 1);
    files(request, response, missing);
  });
  await new Promise((resolve) => server.listen(port, () => resolve(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://localhost:${address.port}${PATH}`, close: () => server.close() };
}

/** The built site. */
export function siteFolder() {
  const folder = process.env.SEQ2SEE_DIST || join(root, 'dist');
  if (!existsSync(join(folder, 'index.html'))) throw new Error(`there is no site in ${folder}: run \`npm run build\` first`);
  return folder;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { url } = await serve(Number(process.argv[2] ?? 8090));
  console.log(url);
}
