import { css, html, LitElement } from 'lit';
import { messages } from '../messages';
import { shared } from '../style/shared';

/** What makes a video of a walk that can be measured. */
export class FilmingTips extends LitElement {
  static override properties = { open: { type: Boolean } };

  declare open: boolean;

  static override styles = [
    shared,
    css`
      details { width: fit-content; max-width: 100%; }
      summary { cursor: pointer; font-weight: 550; color: var(--accent); width: fit-content; }
      ul { margin: 0.6rem 0 0; padding-left: 1.2rem; display: grid; gap: 0.3rem; max-width: 75ch; color: var(--ink-soft); }
    `,
  ];

  constructor() {
    super();
    this.open = false;
  }

  protected override render() {
    return html`<details ?open=${this.open}>
      <summary>${messages.filming.title}</summary>
      <ul>${messages.filming.tips.map((tip) => html`<li>${tip}</li>`)}</ul>
    </details>`;
  }
}

customElements.define('filming-tips', FilmingTips);
