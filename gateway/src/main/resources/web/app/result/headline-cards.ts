import { css, html, LitElement } from 'lit';
import type { Result } from '../api/types';
import { messages } from '../messages';
import { shared } from '../style/shared';
import { grouped } from './parameters';
import './headline-card';

interface Headline {
  /** Shown as one value. */
  wholeWalk: readonly string[];
  /** Shown left beside right. */
  bothSides: readonly string[];
}

/** What a clinician looks at first, of what can be seen from there. */
const FROM_THE_SIDE: Headline = {
  wholeWalk: ['cadence', 'walking_speed', 'double_support_percent'],
  bothSides: ['step_length', 'step_time', 'stance_percent', 'knee_rom'],
};
const FROM_THE_FRONT: Headline = {
  wholeWalk: ['cadence', 'walking_speed', 'step_width', 'trunk_lateral_sway', 'double_support_percent'],
  bothSides: ['step_time', 'stance_percent', 'single_support_time', 'pelvic_drop'],
};

/** The headline parameters, measured or withheld. */
export class HeadlineCards extends LitElement {
  static override properties = { result: { attribute: false } };

  declare result: Result;

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
    const groups = grouped(this.result.parameters);
    const { wholeWalk, bothSides } = this.result.input.view.toLowerCase() === 'frontal' ? FROM_THE_FRONT : FROM_THE_SIDE;
    return html`<section aria-labelledby="headline">
      <h2 id="headline">${messages.result.headline}</h2>
      ${[wholeWalk, bothSides].map((names) => {
        const shown = names.map((name) => groups.find((group) => group.name === name)).filter((group) => group !== undefined);
        return html`<div class="cards">${shown.map((group) => html`<headline-card .group=${group} ?preferWhole=${names === wholeWalk}></headline-card>`)}</div>`;
      })}
    </section>`;
  }
}

customElements.define('headline-cards', HeadlineCards);
