import { css, html, LitElement, nothing } from 'lit';
import { isMeasured, type Parameter, type Side } from '../api/types';
import { sentence } from '../format';
import { messages } from '../messages';
import { shared } from '../style/shared';
import { parameterName } from './parameters';

/** What could not be measured, gathered under its reason. */
export class WithheldList extends LitElement {
  static override properties = { parameters: { attribute: false } };

  declare parameters: Parameter[];

  static override styles = [
    shared,
    css`
      h2 { margin-bottom: 0.75rem; }
      dl { display: grid; gap: 0.9rem; }
      dt { font-weight: 600; }
      dd { color: var(--ink-soft); max-width: 75ch; }
    `,
  ];

  protected override render() {
    const reasons = new Map<string, Map<string, Set<Side | null>>>();
    for (const parameter of this.parameters) {
      if (!isMeasured(parameter)) {
        const names = reasons.get(parameter.withheld) ?? new Map<string, Set<Side | null>>();
        reasons.set(parameter.withheld, names.set(parameter.name, (names.get(parameter.name) ?? new Set()).add(parameter.side)));
      }
    }
    if (reasons.size === 0) {
      return nothing;
    }
    return html`<section aria-labelledby="withheld">
      <h2 id="withheld">${messages.result.withheldTitle}</h2>
      <dl class="card">
        ${[...reasons].map(([reason, names]) => html`<div><dt>${[...names].map(([name, sides]) => nameOf(name, sides)).join(', ')}</dt><dd>${sentence(reason)}</dd></div>`)}
      </dl>
    </section>`;
  }
}

/** The side is told only where the other one was measured. */
function nameOf(name: string, sides: ReadonlySet<Side | null>): string {
  const [side] = sides;
  return sides.size === 1 && side ? messages.result.ofSide(parameterName(name), messages.result.sides[side]) : parameterName(name);
}

customElements.define('withheld-list', WithheldList);
