/**
 * A browser that translates the page puts its words into `<font>` elements in place of the text nodes that figures keep.
 * The page asks not to be translated; where it is all the same, a text node stands in the old place again, so that the next
 * label is written where it is seen.
 */

/** Watches for wrapped text from now on. @param {HTMLElement} root */
export function unwrapText(root) {
  const observer = new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) if (node instanceof HTMLElement && node.localName === 'font') unwrap(node);
    }
  });
  observer.observe(root, { childList: true, subtree: true });
}

/** @param {HTMLElement} font */
function unwrap(font) {
  if (font.isConnected && font.parentElement?.localName !== 'font') font.replaceWith(document.createTextNode(font.textContent ?? ''));
}
