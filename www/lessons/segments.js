/** One of a few, as a row of segments: for what is set in a figure; its label may stand before it. */
import { html, nothing } from 'lit';
import { choices } from '../drawing/choices.js';

/**
 * @template T
 * @param {object} group
 * @param {string} group.label @param {T} group.chosen
 * @param {{ value: T, label: unknown, off?: boolean }[]} group.all @param {(value: T) => void} group.choose
 * @param {boolean} [group.labelled] whether the label stands before it
 */
export const segments = ({ labelled = false, ...group }) =>
  html`${labelled ? html`<span aria-hidden="true">${group.label}</span>` : nothing}${choices({ name: `lesson-${group.label}`, ...group })}`;
