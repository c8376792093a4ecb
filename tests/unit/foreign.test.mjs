/** Which changes of the page are others'. The page's own way of drawing, text away and elements in by themselves, is none. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { replacement } from '../../www/text/foreign.js';

/** @param {string} name @returns {any} */
const node = (name) => ({ nodeName: name, nodeType: name === '#text' ? 3 : name === '#comment' ? 8 : 1 });
const text = node('#text');
const font = node('FONT');
const mark = node('MARK');

/** @param {any[]} removedNodes @param {any[]} addedNodes @param {any} [previousSibling] @returns {any} */
const record = (removedNodes, addedNodes, previousSibling = null) => ({ removedNodes, addedNodes, previousSibling, nextSibling: null });

test('text that elements take the place of is put back', () => {
  assert.deepEqual(replacement(record([text], [font])), { removed: [text], added: [font] });
  assert.deepEqual(replacement(record([text], [text, mark, text])), { removed: [text], added: [text, mark, text] });
  assert.deepEqual(replacement(record([text], [], font)), { removed: [text], added: [font] });
  assert.deepEqual(replacement(record([], [font])), { removed: [], added: [font] });
});

test('a text that an element has cut in two is made one again', () => {
  const behind = node('#text');
  const cut = { ...record([], [mark], text), nextSibling: behind };
  assert.deepEqual(replacement(cut), { removed: [], added: [mark], cut: [text, behind] });
  // The page's own elements stand between comments.
  assert.equal(replacement({ ...record([], [node('SPAN')], node('#comment')), nextSibling: node('#comment') }), null);
});

test('what the page draws by itself stays', () => {
  const own = [
    record([], [node('SPAN')]),
    record([text], []),
    record([text], [text]),
    record([node('SPAN')], []),
    record([node('#comment'), text], []),
    record([], [text]),
  ];
  for (const each of own) assert.equal(replacement(each), null);
});
