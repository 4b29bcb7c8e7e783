import { css, html, LitElement, nothing } from 'lit';
import { messages } from '../messages';
import { shared } from '../style/shared';

/**
 * A sentence about what went wrong, read out as soon as it appears.
 *
 * @fires retry when the person asks to try again; offered with the `retry` attribute
 */
export class ProblemNote extends LitElement {
  static override properties = { text: {}, heading: {}, retry: { type: Boolean }, kind: { reflect: true } };

  declare text: string;
  declare heading: string;
  declare retry: boolean;
  declare kind: 'bad' | 'warn' | 'good';

  static override styles = [
    shared,
    css`
      .note { border: 1px solid var(--bad); border-left-width: 5px; border-radius: 8px; background: var(--bad-soft); padding: 0.8rem 1rem; display: grid; gap: 0.35rem; justify-items: start; }
      :host([kind='warn']) .note { border-color: var(--warn); background: var(--warn-soft); }
      :host([kind='good']) .note { border-color: var(--good); background: var(--good-soft); }
      h2 { font-size: 1.0625rem; }
      p { max-width: 70ch; overflow-wrap: anywhere; }
    `,
  ];

  constructor() {
    super();
    this.text = '';
    this.heading = '';
    this.retry = false;
    this.kind = 'bad';
  }

  protected override render() {
    return html`<div class="note" role=${this.kind === 'bad' ? 'alert' : 'status'}>
      ${this.heading ? html`<h2>${this.heading}</h2>` : nothing}
      <p>${this.text}</p>
      <slot></slot>
      ${this.retry ? html`<button type="button" @click=${() => this.dispatchEvent(new Event('retry'))}>${messages.retry}</button>` : nothing}
    </div>`;
  }
}

customElements.define('problem-note', ProblemNote);
