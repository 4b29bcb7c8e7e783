import { css, html, LitElement, nothing } from 'lit';
import type { MeasuredParameter, Side } from '../api/types';
import { decimalsFor, number } from '../format';
import { messages } from '../messages';
import { shared } from '../style/shared';
import { COLUMNS, quantityName, type Row, type SectionName } from './parameter-sections';
import { intervalEnds, unitOf, valueText } from './parameters';

interface Column {
  title: string;
  /** How the column is drawn. */
  kind: Side | 'whole' | 'measure';
  of: (row: Row) => MeasuredParameter | undefined;
  /** The place in the gait cycle that belongs to it. */
  timing?: (row: Row) => MeasuredParameter | undefined;
}

/** The rows of one section: left beside right beside the whole walk, or the measures of a quantity side by side. */
export class ParameterRows extends LitElement {
  static override properties = { section: { attribute: false }, rows: { attribute: false } };

  declare section: SectionName;
  declare rows: Row[];

  static override styles = [
    shared,
    css`
      .scroll { overflow-x: auto; }
      table { width: 100%; border-collapse: collapse; }
      th, td { text-align: left; padding: 0.5rem 1.1rem; vertical-align: baseline; border-top: 1px solid var(--line); }
      thead th { font-size: 0.8125rem; color: var(--ink-soft); background: var(--surface-sunk); }
      tbody th { font-weight: 550; width: 25%; }
      .unit { color: var(--ink-soft); font-weight: 400; font-size: 0.875rem; white-space: nowrap; }
      .cell { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.6rem; }
      .value { font-weight: 600; min-width: 3rem; }
      .detail { flex-basis: 100%; font-size: 0.8125rem; color: var(--ink-soft); }
      th.LEFT > span, th.RIGHT > span { display: inline-flex; align-items: center; gap: 0.35rem; }
      th.LEFT > span::before, th.RIGHT > span::before { content: ''; width: 0.65rem; height: 0.65rem; border-radius: 50%; background: var(--left); }
      th.RIGHT > span::before { border-radius: 2px; background: var(--right); }
      @media (max-width: 48rem) {
        tr { display: grid; grid-template-columns: 1fr 1fr; gap: 0.15rem 0.6rem; padding: 0.45rem 0.8rem; border-top: 1px solid var(--line); }
        thead tr { background: var(--surface-sunk); }
        th, td { padding: 0.15rem 0; border-top: 0; }
        thead th { background: none; }
        thead th:first-child, th.whole, th.measure, td[data-empty] { display: none; }
        tbody th, td.whole { grid-column: 1 / -1; width: auto; }
        .LEFT { grid-column: 1; }
        .RIGHT { grid-column: 2; }
        thead:not(:has(.LEFT, .RIGHT)) { display: none; }
        td.whole::before, td.measure::before { content: attr(data-column) ' '; font-size: 0.8125rem; color: var(--ink-soft); }
        td.whole::before { float: left; margin-right: 0.6rem; padding-top: 0.1rem; }
        .value { min-width: 0; }
      }
      @media print { tr { break-inside: avoid; } }
    `,
  ];

  protected override render() {
    const columns = this.columns();
    const title = messages.parameterSections[this.section].title;
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${title}>
      <table role="table" aria-label=${title}>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">${messages.result.parameterColumn}</th>
            ${columns.map((column) => html`<th scope="col" role="columnheader" class=${column.kind}><span>${column.title}</span></th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">${this.rows.map((row) => this.row(row, columns))}</tbody>
      </table>
    </div>`;
  }

  /** A column without a value in any row is left out. */
  private columns(): Column[] {
    const measures = (COLUMNS[this.section] ?? []).map(
      (measure): Column => ({ title: messages.measures[measure], kind: 'measure', of: (row) => row.at(measure, null) }),
    );
    return [...this.sides(), ...measures].filter((column) => this.rows.some((row) => column.of(row) ?? column.timing?.(row)));
  }

  private sides(): Column[] {
    const { left, right, whole } = messages.result;
    const column = (title: string, side: Side | null): Column => ({
      title,
      kind: side ?? 'whole',
      of: (row) => row.at(null, side),
      timing: (row) => row.at('_timing', side),
    });
    return [column(left, 'LEFT'), column(right, 'RIGHT'), column(whole, null)];
  }

  private row(row: Row, columns: Column[]) {
    const sample = columns.filter(({ kind }) => kind !== 'measure').map((column) => column.of(row)).find(Boolean);
    return html`<tr role="row">
      <th scope="row" role="rowheader">${quantityName(row.quantity)} ${sample ? html`<span class="unit">${unitOf(sample)}</span>` : nothing}</th>
      ${columns.map((column) => {
        const value = column.of(row);
        const timing = column.timing?.(row);
        return html`<td role="cell" class=${column.kind} ?data-empty=${!value && !timing} data-column=${column.title}>
          ${value || timing ? this.cell(value, timing, column.kind === 'measure') : html`<span class="soft">${messages.result.notMeasured}</span>`}
        </td>`;
      })}
    </tr>`;
  }

  private cell(value: MeasuredParameter | undefined, timing: MeasuredParameter | undefined, withUnit: boolean) {
    return html`<div class="cell">
      ${value ? this.value(value, withUnit) : nothing}
      ${timing ? html`<span class="detail">${messages.result.inCycle(valueText(timing))}</span>` : nothing}
    </div>`;
  }

  private value(parameter: MeasuredParameter, withUnit: boolean) {
    const ends = intervalEnds(parameter);
    const spread = typeof parameter.sd === 'number' ? `${messages.result.sd(number(parameter.sd, decimalsFor(parameter.unit, parameter.sd)))}, ` : '';
    return html`<span class="number value">${valueText(parameter)}${withUnit ? html` <span class="unit">${unitOf(parameter)}</span>` : nothing}</span>
      ${ends ? html`<span class="number">[${messages.result.intervalShort(...ends)}]</span>` : nothing}
      <span class="number detail">${spread}${messages.result.n(parameter.n)}</span>`;
  }
}

customElements.define('parameter-rows', ParameterRows);
