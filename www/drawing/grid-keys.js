/** Where keys lead: along a row of things, and among the cells of a grid. Both end where they end. */

/** @param {number} value @param {number} last @param {number} [first] */
export const clamp = (value, last, first = 0) => Math.max(first, Math.min(value, last));

/** The place that a key leads to along a row; nothing for other keys. @param {string} key @param {number} at @param {number} count @returns {number|undefined} */
export function alongRow(key, at, count) {
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: count - 1 }[key];
  return to === undefined ? undefined : clamp(to, count - 1);
}

/**
 * The cell that a key leads to; nothing for other keys.
 * @param {string} key
 * @param {{ row: number, column: number }} at below 0: a heading
 * @param {{ rows: number, columns: number }} size
 * @param {number} [first] the uppermost row; below 0: there are headings
 * @returns {{ row: number, column: number }|undefined}
 */
export function inGrid(key, { row, column }, { rows, columns }, first = 0) {
  const along = alongRow(key, column, columns);
  if (along !== undefined) return { row, column: along };
  const to = { ArrowUp: row - 1, ArrowDown: row + 1, PageUp: 0, PageDown: rows - 1 }[key];
  return to === undefined ? undefined : { row: clamp(to, rows - 1, first), column };
}
