import { css, html, LitElement } from 'lit';
import type { Parameter } from '../api/types';
import { messages } from '../messages';
import { shared } from '../style/shared';
import { grouped } from './parameters';
import './headline-card';

/** What a clinician looks at first: a row of the whole walk, then a row of left beside right. */
const WHOLE_WALK = ['cadence', 'walking_speed', 'double_support_percent'];
const BOTH_SIDES = ['step_length', 'step_time', 'stance_percent', 'knee_rom'];

/** The headline parameters, measured or withheld. */
export class HeadlineCards extends LitElement {
  static override properties = { parameters: { attribute: false } };

  declare parameters: Parameter[];

  static override styles = [
    shared,
    css`
      h2 { margin-bottom: 0.75rem; }
      .cards { display: flex; flex-wrap: wrap; gap: 0.9rem; }
      .cards + .cards { margin-top: 0.9rem; }
      headline-card { flex: 1 1 15.5rem; }
      @media print { .cards { gap: 0.4rem; } headline-card { break-inside: avoid; } }
    `,
  ];

  protected override render() {
    const groups = grouped(this.parameters);
    return html`<section aria-labelledby="headline">
      <h2 id="headline">${messages.result.headline}</h2>
      ${[WHOLE_WALK, BOTH_SIDES].map((names) => {
        const shown = names.map((name) => groups.find((group) => group.name === name)).filter((group) => group !== undefined);
        return html`<div class="cards">${shown.map((group) => html`<headline-card .group=${group} ?preferWhole=${names === WHOLE_WALK}></headline-card>`)}</div>`;
      })}
    </section>`;
  }
}

customElements.define('headline-cards', HeadlineCards);
