import { css, html, LitElement, nothing } from 'lit';
import type { Parameter } from '../api/types';
import { sentence } from '../format';
import { messages } from '../messages';
import { shared } from '../style/shared';
import { withheldByReason, type WithheldReason } from './withheld';

/** So many are named at once; more are folded away. */
const AT_ONCE = 6;

/** What could not be measured, gathered under its reason. */
export class WithheldList extends LitElement {
  static override properties = { parameters: { attribute: false } };

  declare parameters: Parameter[];

  static override styles = [
    shared,
    css`
      h2 { margin-bottom: 0.75rem; }
      dl { display: grid; gap: 0.9rem; }
      dt { font-weight: 550; max-width: 80ch; }
      dd { color: var(--ink-soft); max-width: 85ch; }
      summary { cursor: pointer; width: fit-content; }
      summary:hover { color: var(--accent); }
      ul { margin: 0.4rem 0 0.2rem; padding-left: 1.2rem; display: grid; gap: 0.3rem; }
      b { font-weight: 550; }
      @media print { details::details-content { content-visibility: visible; block-size: auto; } }
    `,
  ];

  protected override render() {
    const reasons = withheldByReason(this.parameters);
    if (reasons.length === 0) {
      return nothing;
    }
    return html`<section aria-labelledby="withheld">
      <h2 id="withheld">${messages.result.withheldTitle}</h2>
      <dl class="card">${reasons.map((reason) => html`<div><dt>${sentence(reason.reason)}</dt><dd>${this.names(reason)}</dd></div>`)}</dl>
    </section>`;
  }

  private names({ count, sections }: WithheldReason) {
    if (count <= AT_ONCE) {
      return sections.flatMap(({ names }) => names).join('; ');
    }
    const titles = sections.map(({ section }) => messages.parameterSections[section].title.toLowerCase());
    return html`<details>
      <summary>${messages.result.withheldMany(count, titles.join(', '))}</summary>
      <ul>
        ${sections.map(
          ({ section, names }) => html`<li><b>${messages.result.withheldOf(messages.parameterSections[section].title)}</b>${names.join('; ')}</li>`,
        )}
      </ul>
    </details>`;
  }
}

customElements.define('withheld-list', WithheldList);
