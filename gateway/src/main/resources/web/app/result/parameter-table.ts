import { css, html, LitElement } from 'lit';
import type { Parameter } from '../api/types';
import { messages } from '../messages';
import { shared } from '../style/shared';
import { measuredSections, type Row, type SectionName } from './parameter-sections';
import './parameter-rows';

/** What every report of a walk begins with; the rest is opened by who looks for it. */
const OPEN: readonly SectionName[] = ['lengths', 'times'];

/** Every measured parameter, in sections that open and close. */
export class ParameterTable extends LitElement {
  static override properties = { parameters: { attribute: false } };

  declare parameters: Parameter[];

  static override styles = [
    shared,
    css`
      h2 + p { margin: 0.2rem 0 0.75rem; }
      .sections { display: grid; gap: 0.6rem; grid-template-columns: minmax(0, 1fr); }
      details.card { padding: 0; overflow: hidden; }
      summary { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.1rem 0.75rem; padding: 0.7rem 1.1rem; cursor: pointer; list-style: none; }
      summary::-webkit-details-marker { display: none; }
      summary::before { content: ''; width: 0.45rem; height: 0.45rem; border: solid var(--accent); border-width: 0 2px 2px 0; transform: translateY(-0.1rem) rotate(-45deg); }
      [open] > summary::before { transform: translateY(-0.2rem) rotate(45deg); }
      summary:hover { background: var(--accent-soft); }
      summary:focus-visible { outline-offset: -3px; }
      summary h3 { color: var(--accent); font-size: 1rem; }
      .note { padding: 0 1.1rem 0.8rem; max-width: 85ch; }
      @media (max-width: 48rem) { summary { padding: 0.7rem 0.8rem; } .note { padding: 0 0.8rem 0.8rem; } }
      @media print { details::details-content { content-visibility: visible; block-size: auto; } summary::before { display: none; } }
    `,
  ];

  protected override render() {
    const texts = messages.result;
    return html`<section aria-labelledby="parameters">
      <h2 id="parameters">${texts.parameters}</h2>
      <p class="soft small">${texts.parameterHint}</p>
      <div class="sections">${measuredSections(this.parameters).map(([section, rows]) => this.section(section, rows))}</div>
    </section>`;
  }

  private section(section: SectionName, rows: Row[]) {
    const { title, about, note } = messages.parameterSections[section];
    return html`<details class="card" ?open=${OPEN.includes(section)}>
      <summary><h3>${title}</h3><span class="soft small">${about}</span></summary>
      ${note ? html`<p class="note soft small">${note}</p>` : ''}
      ${[rows.filter((row) => row.isMeasuredSeveralWays), rows.filter((row) => !row.isMeasuredSeveralWays)]
        .filter((table) => table.length > 0)
        .map((table) => html`<parameter-rows .section=${section} .rows=${table}></parameter-rows>`)}
    </details>`;
  }
}

customElements.define('parameter-table', ParameterTable);
