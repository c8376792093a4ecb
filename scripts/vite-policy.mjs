/**
 * The Vite plugin that writes the content policy of the built page: own scripts, styles, fonts and files alone, WebAssembly, no
 * inline script. Styles set on single elements stay allowed: figures place what they draw by them.
 */

/** @type {Record<string, string>} */
const POLICY = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'style-src-attr': "'unsafe-inline'",
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

/** The policy in one line. */
export const policy = Object.entries(POLICY)
  .map(([name, value]) => `${name} ${value}`)
  .join('; ');

/** The policy stands before what it is for. @type {import('vite').HtmlTagDescriptor[]} */
const TAGS = [
  { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: policy }, injectTo: 'head-prepend' },
  { tag: 'meta', attrs: { name: 'referrer', content: 'no-referrer' }, injectTo: 'head-prepend' },
];

/** The development server sends styles and reloads by scripts of its own. @returns {import('vite').Plugin} */
export const policyPlugin = () => ({ name: 'seq2see-policy', apply: 'build', transformIndexHtml: () => TAGS });
