import { css, html, LitElement, nothing } from 'lit';
import { bytes, waiting } from '../format';
import { messages } from '../messages';
import { shared } from '../style/shared';

/**
 * How far an upload is.
 *
 * @fires cancel when the person wants to stop it
 */
export class UploadProgress extends LitElement {
  static override properties = { name: {}, sent: { type: Number }, total: { type: Number }, announced: { state: true } };

  declare name: string;
  declare sent: number;
  declare total: number;
  /** What screen readers are told: every tenth of the way, not every packet. */
  declare private announced: string;
  private readonly began = performance.now();

  static override styles = [
    shared,
    css`
      .box { display: grid; gap: 0.75rem; justify-items: start; }
      progress { width: 100%; height: 0.75rem; accent-color: var(--accent); }
      .line { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; width: 100%; justify-content: space-between; }
      h3 { overflow-wrap: anywhere; font-size: 1rem; }
    `,
  ];

  constructor() {
    super();
    this.name = '';
    this.sent = 0;
    this.total = 1;
    this.announced = '';
  }

  protected override willUpdate(): void {
    const tenth = Math.floor((this.sent / this.total) * 10) * 10;
    this.announced = this.complete ? messages.upload.checking : `${messages.upload.sending} ${tenth} %`;
  }

  private get complete(): boolean {
    return this.sent >= this.total;
  }

  protected override render() {
    const texts = messages.upload;
    return html`<div class="box">
      <h3>${texts.sending}: ${this.name}</h3>
      <progress max=${this.total} .value=${this.complete ? this.total : this.sent} aria-label=${texts.sending}></progress>
      <p class="line small soft number">
        <span>${this.complete ? texts.checking : texts.sent(bytes(this.sent), bytes(this.total))}</span>
        ${this.complete ? nothing : html`<span>${this.remaining()}</span>`}
      </p>
      <button type="button" @click=${() => this.dispatchEvent(new Event('cancel'))}>${texts.cancelUpload}</button>
      <p class="visually-hidden" role="status">${this.announced}</p>
    </div>`;
  }

  private remaining(): string {
    const seconds = (performance.now() - this.began) / 1000;
    if (seconds < 1 || this.sent === 0) {
      return '';
    }
    return messages.upload.remaining(waiting(((this.total - this.sent) / this.sent) * seconds));
  }
}

customElements.define('upload-progress', UploadProgress);
