/**
 * Other hands in the page: a browser that translates it, an extension that marks words. They put elements in place of the text
 * nodes that the components write into, and what is written then is seen nowhere. The page asks not to be translated; where
 * its texts are replaced all the same, they are put back before the next drawing, not at once: nobody is fought with.
 */

/** @typedef {{ removed: Node[], added: Node[], cut?: [Node, Node] }} Replacement `cut`: the two ends of a text in which an element was set */

/** @type {MutationObserver|undefined} */
let observer;
/** @type {Replacement[]} */
let open = [];

/** Watches from now on. @param {Node} root */
export function watchForeign(root) {
  observer = new MutationObserver(gather);
  observer.observe(root, { childList: true, subtree: true });
}

/** Puts back what has been replaced: called before a component draws. */
export function putBack() {
  if (!observer) return;
  gather(observer.takeRecords());
  if (!open.length) return;
  for (const each of open.reverse()) mend(each);
  open = [];
  observer.takeRecords();
}

/** @param {MutationRecord[]} records */
function gather(records) {
  for (const record of records) {
    const found = replacement(record);
    if (found) open.push(found);
  }
}

/**
 * What a change is, if it is none of the page's own: that takes text away and puts elements in one after the other, never in one.
 * @param {Pick<MutationRecord, 'removedNodes'|'addedNodes'|'previousSibling'|'nextSibling'>} record @returns {Replacement|null}
 */
export function replacement({ removedNodes, addedNodes, previousSibling, nextSibling }) {
  const removed = [...removedNodes];
  const added = [...addedNodes];
  if (!removed.every(isText)) return null;
  if (removed.length && added.some(isElement)) return { removed, added };
  // A browser that translates also sets its element beside the text, and takes the text away or into it.
  const beside = [previousSibling, nextSibling].find(isFont);
  if (removed.length && !added.length && beside) return { removed, added: [beside] };
  if (removed.length || added.length !== 1) return null;
  // An extension that marks a word cuts the text in two; the page's own elements have comments around them.
  if (isElement(added[0]) && previousSibling && nextSibling && isText(previousSibling) && isText(nextSibling))
    return { removed, added, cut: [previousSibling, nextSibling] };
  return isFont(added[0]) ? { removed, added } : null;
}

/** @param {Replacement} replacement */
function mend({ removed, added, cut }) {
  if (cut) return join(added[0], cut);
  const there = added.filter((node) => node.isConnected);
  const [first] = there;
  if (!first?.parentNode) return;
  const nodes = removed.length ? removed : isBesideText(first) ? [] : [document.createTextNode(first.textContent ?? '')];
  for (const node of nodes) first.parentNode.insertBefore(node, first);
  for (const node of there) node.parentNode?.removeChild(node);
}

/** Makes one text of what an element has cut; the page writes into its beginning. @param {Node} element @param {[Node, Node]} cut */
function join(element, [before, behind]) {
  if (element.previousSibling !== before || element.nextSibling !== behind) return;
  before.nodeValue = `${before.nodeValue}${element.textContent}${behind.nodeValue}`;
  for (const node of [element, behind]) node.parentNode?.removeChild(node);
}

/** @param {Node} node */
const isText = (node) => node.nodeType === 3;
/** @param {Node} node */
const isElement = (node) => node.nodeType === 1;
/** @param {Node|null} node */
const isFont = (node) => node?.nodeName.toLowerCase() === 'font';
/** @param {Node} node */
const isBesideText = ({ previousSibling, nextSibling }) =>
  [previousSibling, nextSibling].some((node) => node && isText(node) && node.nodeValue?.trim());
