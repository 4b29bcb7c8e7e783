import { css, html, LitElement, nothing } from 'lit';
import type { MeasuredParameter, Parameter } from '../api/types';
import { decimalsFor, number } from '../format';
import { messages } from '../messages';
import { shared } from '../style/shared';
import { grouped, intervalEnds, isGiven, type ParameterGroup, parameterName, unitOf, valueText } from './parameters';

const SECTIONS: readonly (readonly [keyof typeof messages.parameterGroups, RegExp])[] = [
  ['pace', /^(cadence|walking_speed|step_length|stride_length|step_width)$/],
  ['support', /(percent|support_time)$/],
  ['symmetry', /(symmetry|coordination_index)$/],
  ['timing', /_time$/],
  ['motion', /(_rom|toe_clearance)$/],
  ['other', /./],
];
const ORDER: readonly (keyof typeof messages.parameterGroups)[] = ['pace', 'timing', 'support', 'motion', 'symmetry', 'other'];

/** The classes of the columns of values. */
const COLUMNS = ['left', 'right', 'whole'];

/** Every measured parameter, left beside right. */
export class ParameterTable extends LitElement {
  static override properties = { parameters: { attribute: false } };

  declare parameters: Parameter[];

  static override styles = [
    shared,
    css`
      h2 + p { margin: 0.2rem 0 0.75rem; }
      .scroll { overflow-x: auto; padding: 0; }
      table { width: 100%; border-collapse: collapse; }
      th, td { text-align: left; padding: 0.5rem 1.1rem; vertical-align: baseline; }
      thead th { font-size: 0.8125rem; color: var(--ink-soft); background: var(--surface-sunk); }
      tbody th { font-weight: 550; }
      tbody tr + tr > * { border-top: 1px solid var(--line); }
      tbody th.section { padding-top: 1.1rem; font-size: 0.8125rem; font-weight: 650; color: var(--accent); border-top: 1px solid var(--line); }
      .unit { color: var(--ink-soft); font-weight: 400; font-size: 0.875rem; white-space: nowrap; }
      .value { font-weight: 600; }
      .cell { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.6rem; }
      .value { min-width: 3rem; }
      .detail { flex-basis: 100%; font-size: 0.8125rem; color: var(--ink-soft); }
      tbody th { width: 25%; }
      .LEFT, .RIGHT { display: inline-flex; align-items: center; gap: 0.35rem; }
      .LEFT::before, .RIGHT::before { content: ''; width: 0.65rem; height: 0.65rem; border-radius: 50%; background: var(--left); }
      .RIGHT::before { border-radius: 2px; background: var(--right); }
      @media (max-width: 48rem) {
        tr { display: grid; grid-template-columns: 1fr 1fr; padding: 0.45rem 0.8rem; }
        thead tr { background: var(--surface-sunk); }
        tbody tr + tr { border-top: 1px solid var(--line); }
        tbody tr + tr > * { border-top: 0; }
        th, td { padding: 0.15rem 0; }
        thead th:first-child, thead th.whole, td[data-empty] { display: none; }
        tbody th { grid-column: 1 / -1; width: auto; }
        td.left { grid-column: 1; }
        td.right { grid-column: 2; }
        td.whole { grid-column: 1 / -1; }
        td.whole::before { content: attr(data-column) ' '; font-size: 0.8125rem; color: var(--ink-soft); float: left; margin-right: 0.6rem; padding-top: 0.1rem; }
        tbody th.section { padding-top: 0.7rem; border-top: 0; }
        .value { min-width: 0; }
      }
      @media print { tr { break-inside: avoid; } }
    `,
  ];

  protected override render() {
    const texts = messages.result;
    const sections = new Map<string, ParameterGroup[]>();
    for (const group of grouped(this.parameters).filter(isGiven)) {
      const section = SECTIONS.find(([, names]) => names.test(group.name))?.[0] ?? 'other';
      sections.set(section, [...(sections.get(section) ?? []), group]);
    }
    return html`<section aria-labelledby="parameters">
      <h2 id="parameters">${texts.parameters}</h2>
      <p class="soft small">${texts.parameterHint}</p>
      <div class="card scroll" tabindex="0" role="group" aria-labelledby="parameters">
        <table role="table" aria-labelledby="parameters">
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col" role="columnheader">${texts.parameterColumn}</th>
              <th scope="col" role="columnheader"><span class="LEFT">${texts.left}</span></th>
              <th scope="col" role="columnheader"><span class="RIGHT">${texts.right}</span></th>
              <th scope="col" role="columnheader" class="whole">${texts.whole}</th>
            </tr>
          </thead>
          ${ORDER.filter((section) => sections.has(section)).map(
            (section) => html`<tbody role="rowgroup">
              <tr role="row"><th class="section" colspan="4" scope="rowgroup" role="rowheader">${messages.parameterGroups[section]}</th></tr>
              ${sections.get(section)?.map((group) => this.row(group))}
            </tbody>`,
          )}
        </table>
      </div>
    </section>`;
  }

  private row(group: ParameterGroup) {
    return html`<tr role="row">
      <th scope="row" role="rowheader">${parameterName(group.name)} <span class="unit">${unitOf(group)}</span></th>
      ${[group.left, group.right, group.whole].map(
        (parameter, column) => html`<td role="cell" class=${COLUMNS[column] ?? ''} ?data-empty=${!parameter} data-column=${messages.result.whole}>
          ${this.cell(parameter)}
        </td>`,
      )}
    </tr>`;
  }

  private cell(parameter: MeasuredParameter | undefined) {
    if (!parameter) {
      return html`<span class="soft">${messages.result.notMeasured}</span>`;
    }
    const ends = intervalEnds(parameter);
    const spread = typeof parameter.sd === 'number';
    return html`<div class="cell">
      <span class="number value">${valueText(parameter)}</span>
      ${ends ? html`<span class="number">[${messages.result.intervalShort(...ends)}]</span>` : nothing}
      <span class="number detail">
        ${spread ? `${messages.result.sd(number(parameter.sd, decimalsFor(parameter.unit, parameter.value)))}, ` : ''}${messages.result.n(parameter.n)}
      </span>
    </div>`;
  }
}

customElements.define('parameter-table', ParameterTable);
