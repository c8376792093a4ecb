/** How to read the figure, what not to read into it, what to try: short, and folded away until asked for. */
import { html } from 'lit';
import { withTerms } from '../glossary/with-terms.js';
import { t } from '../i18n/t.js';

/** @param {'recurrent'|'selfAttention'|'context'} kind of what is drawn */
export const readingHelp = (kind) => html`<details class="help">
  <summary>${t('help.title')}</summary>
  <ul>${points(kind).map((point) => html`<li>${withTerms(point)}</li>`)}</ul>
</details>`;

/** @param {'recurrent'|'selfAttention'|'context'} kind */
const points = (kind) =>
  kind === 'context'
    ? [t('help.context'), t('help.contextWhatIf')]
    : [t(`whatif.try.${kind}`), t('help.rows'), t(`help.final.${kind}`), t('help.explanation'), t('mechanism.own'), t('help.keys')];
