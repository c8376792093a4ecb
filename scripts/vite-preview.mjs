/**
 * The Vite plugin for the previews of links. A site that works under any path knows no address of its own, so its picture's is
 * relative, which some that read it do not follow: whoever builds with SITE_URL=https://… gets absolute addresses in these
 * lines, and only there.
 */

/** @param {string|undefined} site where the site will lie @returns {import('vite').Plugin} */
export const previewPlugin = (site) => ({
  name: 'seq2see-preview',
  apply: 'build',
  // After Vite has put the picture's own name in.
  enforce: 'post',
  generateBundle(_, bundle) {
    const page = bundle['index.html'];
    if (site && page?.type === 'asset') page.source = absolute(String(page.source), site);
  },
});

/** The head with absolute addresses in it. @param {string} html @param {string} site */
export function absolute(html, site) {
  const base = new URL(site.endsWith('/') ? site : `${site}/`);
  const pictures = html.replace(
    /(<meta (?:property|name)="(?:og|twitter):image" content=")([^"]+)"/g,
    (_, head, path) => `${head}${new URL(path, base)}"`,
  );
  return pictures.replace(
    '</head>',
    `  <meta property="og:url" content="${base}" />\n    <link rel="canonical" href="${base}" />\n  </head>`,
  );
}
