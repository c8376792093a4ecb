/**
 * Under the hood: where the last sentence ran, and what each token cost. The counts in the `data-`
 * attributes are those of the whole sentence where they do not say `per-token`.
 */
import { html, nothing } from 'lit';
import { t } from '../../i18n/t.js';
import { Part } from '../../drawing/part.js';
import { gpuState, milliseconds } from '../../controls/backend-switch.js';

export class HoodPanel extends Part {
  static properties = { run: { attribute: false }, measured: { attribute: false }, gpu: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../../networks/types.js').Run|null} */
    this.run = null;
    /** What each backend took last. @type {Partial<Record<'cpu'|'gpu', { msPerToken: number, adapter: string }>>} */
    this.measured = {};
    /** @type {import('../../networks/gpu.js').Availability} */
    this.gpu = { availability: 'checking' };
    /** Of the last complete run: while a new one goes on, its numbers stay. @type {import('../../networks/client.js').Hood|null} */
    this.hood = null;
  }

  willUpdate() {
    this.hood = this.run?.hood ?? this.hood;
  }

  render() {
    const hood = this.hood;
    return html`<h2>${t('hood.title')}</h2>
      <dl class="hood" data-testid="hood" data-ms-per-token=${hood?.msPerToken ?? nothing}
        data-ms-per-token-with-encoder=${hood?.msPerTokenWithEncoder ?? nothing} data-tokens=${hood?.tokens ?? nothing}
        data-dispatches=${hood?.dispatches ?? nothing} data-dispatches-per-token=${hood?.dispatchesPerToken ?? nothing}
        data-readbacks=${hood?.readbacks ?? nothing} data-readbacks-per-token=${hood?.readbacksPerToken ?? nothing}
        data-pipelines=${hood?.pipelines ?? nothing} data-backend=${hood?.backend ?? nothing}
        data-adapter=${hood?.adapter ?? nothing}>
        ${hood ? this.#rows(hood) : nothing}
      </dl>`;
  }

  /** @param {import('../../networks/client.js').Hood} hood */
  #rows(hood) {
    const gpu = hood.backend === 'gpu';
    return html`
      ${row(t('hood.backend'), t(`backend.${hood.backend}`))}
      ${row(t('hood.adapter'), hood.adapter || t('hood.cpu'))}
      ${row(t('hood.time'), t('hood.ms', { ms: milliseconds(hood.msPerToken) }))}
      ${
        gpu
          ? html`${row(t('hood.dispatches'), t('hood.each', { n: count(hood.dispatchesPerToken) }))}
            ${row(t('hood.readbacks'), t('hood.each', { n: count(hood.readbacksPerToken) }))}
            ${row(t('hood.pipelines'), String(hood.pipelines))}`
          : nothing
      }
      ${row(gpu ? t('backend.cpu') : t('backend.gpu'), this.#other(gpu ? 'cpu' : 'gpu'))}`;
  }

  /** What is known of the other backend. @param {'cpu'|'gpu'} backend */
  #other(backend) {
    const time = this.measured[backend];
    if (time) return t('backend.perToken', { ms: milliseconds(time.msPerToken) });
    return backend === 'gpu' ? gpuState(this.gpu) : '–';
  }
}

/** @param {string} term @param {string} value */
const row = (term, value) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`;

/** @param {number} n */
const count = (n) => (Number.isInteger(n) ? String(n) : n.toFixed(1));

customElements.define('see-hood', HoodPanel);
