/** Ctrl+Z takes the last change of the options back, unless a text field has the focus, which has an undo of its own. */

/** @param {import('./runner.js').Runner} runner */
export function followUndo(runner) {
  addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
    if (key.toLowerCase() !== 'z' || !(ctrlKey || metaKey) || shiftKey || altKey || isField(event.target)) return;
    if (runner.undo()) event.preventDefault();
  });
}

/** @param {EventTarget|null} target */
const isField = (target) => target instanceof Element && !!target.closest('textarea, input[type="text"], [contenteditable]');
