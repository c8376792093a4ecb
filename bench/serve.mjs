/**
 * Serves the pages of the benchmark, isolated from other origins: browsers give such pages a fine clock.
 * Ours and the peers run one thread there all the same, as on a host without special headers.
 */
import { createServer } from 'node:http';
import sirv from 'sirv';

const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

/** @param {string} folder @param {(bytes: number) => void} onSent called with the size of every body */
export async function serveIsolated(folder, onSent) {
  const files = sirv(folder, { brotli: true, etag: true });
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(ISOLATED)) response.setHeader(name, value);
    response.on('finish', () => onSent(Number(response.getHeader('content-length') ?? 0)));
    files(request, response, () => void response.writeHead(404).end('not here'));
  });
  await new Promise((resolve) => server.listen(0, () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://localhost:${port}/bench/peers/`, close: () => server.close() };
}
