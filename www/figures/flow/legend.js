/** What the colours and widths of the flow's figure mean. */
import { html, nothing } from 'lit';
import { withTerms } from '../../glossary/with-terms.js';
import { t } from '../../i18n/t.js';

/** @param {import('./scene.js').Scene} scene */
export function flowLegend({ run, range, at }) {
  return html`<div class="legend flow-legend"><span class="number">−${range}</span>
    <i class="diverging"></i><span class="number">${range}</span>
    <span>${withTerms(t('flow.states', { n: at.units }))}</span></div>
    ${run.steps[0].attention ? html`<div class="legend"><b class="ribbon-key"></b><span>${withTerms(t('flow.ribbon'))}</span></div>` : nothing}`;
}
