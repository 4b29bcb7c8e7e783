import { css, html, LitElement, nothing, svg } from 'lit';
import type { MeasuredParameter } from '../api/types';
import { shared } from '../style/shared';

const WIDTH = 200;
const MARGIN = 8;

/**
 * Left and right on one scale: a mark at the mean, a line over the 95 % interval. It repeats what the numbers beside it say,
 * for the eye; screen readers skip it.
 */
export class IntervalPlot extends LitElement {
  static override properties = { left: { attribute: false }, right: { attribute: false } };

  declare left: MeasuredParameter | undefined;
  declare right: MeasuredParameter | undefined;

  static override styles = [
    shared,
    css`
      svg { display: block; width: 100%; height: 2.25rem; }
      line { stroke-width: 3; stroke-linecap: round; vector-effect: non-scaling-stroke; }
      .axis { stroke: var(--line); stroke-width: 1; }
      .left { stroke: var(--left); fill: var(--left); }
      .right { stroke: var(--right); fill: var(--right); }
    `,
  ];

  protected override render() {
    const both = [this.left, this.right].filter((side) => side !== undefined);
    const ends = both.flatMap((side) => [side.value, ...(side.ci95 ?? [])]).filter(Number.isFinite);
    const low = Math.min(...ends);
    const high = Math.max(...ends);
    if (!(high > low)) {
      return nothing;
    }
    const x = (value: number) => MARGIN + ((value - low) / (high - low)) * (WIDTH - 2 * MARGIN);
    return html`<svg viewBox="0 0 ${WIDTH} 36" preserveAspectRatio="none" aria-hidden="true">
      <line class="axis" x1="0" x2=${WIDTH} y1="18" y2="18"></line>
      ${this.side(this.left, 'left', 9, x)}${this.side(this.right, 'right', 27, x)}
    </svg>`;
  }

  private side(parameter: MeasuredParameter | undefined, name: string, y: number, x: (value: number) => number) {
    if (!parameter) {
      return nothing;
    }
    const at = x(parameter.value);
    return svg`<g class=${name}>
      ${parameter.ci95 ? svg`<line x1=${x(parameter.ci95[0])} x2=${x(parameter.ci95[1])} y1=${y} y2=${y}></line>` : nothing}
      <rect x=${at - 2} y=${y - 7} width="4" height="14" rx="1" stroke="none"></rect>
    </g>`;
  }
}

customElements.define('interval-plot', IntervalPlot);
