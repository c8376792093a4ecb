/** What the colours and widths of the flow's figure mean. */
import { html, nothing } from 'lit';
import { rangeOf } from '../flow/story.js';
import { t } from '../i18n/t.js';

/** @param {import('../types.js').Run} run */
export function flowLegend(run) {
  const range = rangeOf(run, 16);
  return html`<div class="legend flow-legend"><span class="number">−${range}</span>
    <i class="diverging"></i><span class="number">${range}</span>
    <span>${t('flow.states')}</span></div>
    ${run.steps[0].attention ? html`<div class="legend"><b class="ribbon-key"></b><span>${t('flow.ribbon')}</span></div>` : nothing}`;
}
