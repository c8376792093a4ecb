/** Where the network runs: automatic, CPU or WebGPU, each with what is known of it. */
import { html, nothing } from 'lit';
import { t, tell } from '../i18n/t.js';
import { Part } from '../drawing/part.js';
import { BACKENDS } from '../state/store.js';

export class BackendSwitch extends Part {
  static properties = { state: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../state/store.js').State|null} */
    this.state = null;
  }

  render() {
    if (!this.state) return nothing;
    const { backend, gpu, device } = this.state;
    return html`<label class="pill backend" title=${device?.adapter ?? nothing}>
      <i class="lamp ${gpu.availability}" aria-hidden="true"></i>
      <span class="hidden">${t('backend.label')}</span>
      <span class="shown" aria-hidden="true">${this.#summary()}</span>
      <select data-testid="backend" .value=${backend} @change=${this.#change}>
        ${BACKENDS.map((each) => html`<option value=${each} ?selected=${each === backend}>${this.#describe(each)}</option>`)}
      </select>
    </label>`;
  }

  /** What stands in the header. */
  #summary() {
    const { backend, device, measured } = /** @type {import('../state/store.js').State} */ (this.state);
    const now = device?.backend ?? (backend === 'gpu' ? 'gpu' : 'cpu');
    const time = measured[now];
    return html`${t(`backend.${now}`)}${
      time ? html`<span class="time"> · ${t('backend.perToken', { ms: milliseconds(time.msPerToken) })}</span>` : nothing
    }`;
  }

  /** @param {'auto'|'cpu'|'gpu'} backend */
  #describe(backend) {
    const { gpu, device, measured } = /** @type {import('../state/store.js').State} */ (this.state);
    const parts = [t(`backend.${backend}`)];
    if (backend === 'auto' && device) parts.push(t(`backend.${device.backend}`));
    if (backend === 'auto') return parts.join(' · ');
    const time = measured[backend];
    if (backend === 'gpu') parts.push(gpu.adapter ?? '', time && gpu.availability === 'ready' ? '' : gpuState(gpu));
    if (time) parts.push(t('backend.perToken', { ms: milliseconds(time.msPerToken) }));
    return parts.filter(Boolean).join(' · ');
  }

  /** @param {Event} event */
  #change(event) {
    const { value } = /** @type {HTMLSelectElement} */ (event.target);
    this.tell('see-backend', /** @type {import('../state/store.js').Backend} */ (value));
  }
}

/** What is known of the WebGPU package, in words. @param {import('../networks/gpu.js').Availability} gpu */
export const gpuState = ({ availability, reason }) =>
  availability === 'ready' && reason === 'software' ? t('gpu.software') : tell(`gpu.${availability}`);

/** Two significant digits: more would only be noise. @param {number} ms */
export const milliseconds = (ms) => (ms >= 100 ? String(Math.round(ms)) : String(Number(ms.toPrecision(2))));

customElements.define('see-backend', BackendSwitch);
