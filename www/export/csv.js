/** The weights of a heatmap as comma-separated values (RFC 4180), in UTF-8 with the mark by which spreadsheets know it. */
import { exact } from '../drawing/scale.js';

const MARK = '\uFEFF';

/**
 * @param {object} figure
 * @param {string} figure.corner what the first column holds
 * @param {{ label: string }[]} figure.rows words made
 * @param {{ label: string }[]} figure.columns words read
 * @param {ArrayLike<number>[]} figure.weights `[rows, columns]`
 */
export function heatmapCsv({ corner, rows, columns, weights }) {
  const head = [corner, ...columns.map(({ label }) => label)].map(harmless);
  const body = rows.map(({ label }, i) => [harmless(label), ...Array.from(weights[i], exact)]);
  return MARK + [head, ...body].map((line) => `${line.map(quoted).join(',')}\r\n`).join('');
}

/** A text that a spreadsheet would take for a formula, as the text it is; the full-width signs are taken for the others. @param {string} label */
const harmless = (label) => (/^[=+\-@\t\r\n＝＋－＠]/.test(label) ? `'${label}` : label);

/** @param {string} field */
const quoted = (field) => (/[",\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
