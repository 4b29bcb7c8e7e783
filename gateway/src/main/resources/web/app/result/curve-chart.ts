import { css, html, LitElement, nothing, svg } from 'lit';
import type { Curve, Side } from '../api/types';
import { humanised, number } from '../format';
import { messages } from '../messages';
import { shared } from '../style/shared';
import { type Axis, axisOver } from './axis';
import { bandPath, linePath, rangeOf } from './curve-paths';

const WIDTH = 400;
const HEIGHT = 280;
const PLOT = { left: 46, right: 12, top: 18, bottom: 44 };
const X_TICKS = [0, 20, 40, 60, 80, 100];

/**
 * The curves of one joint, left and right, over the gait cycle.
 *
 * @fires cycle with the percent of the cycle that the pointer is over
 */
export class CurveChart extends LitElement {
  static override properties = {
    curves: { attribute: false },
    toeOff: { attribute: false },
    at: { type: Number },
  };

  /** At most one of each side. */
  declare curves: Curve[];
  /** Percent of the cycle at toe-off, for the sides where it is known. */
  declare toeOff: Partial<Record<Side, number>>;
  /** Percent of the cycle whose values are read out. */
  declare at: number;

  static override styles = [
    shared,
    css`
      figure { display: grid; gap: 0.35rem; }
      h3 { font-size: 1rem; }
      svg { display: block; width: 100%; height: auto; touch-action: pan-y; cursor: crosshair; }
      text { fill: var(--ink-soft); font: 12px var(--font); font-variant-numeric: tabular-nums; }
      .grid { stroke: var(--line); stroke-width: 1; }
      .zero { stroke: var(--line-strong); stroke-width: 1; }
      .cursor { stroke: var(--ink); stroke-width: 1; }
      .LEFT { --side: var(--left); }
      .RIGHT { --side: var(--right); }
      .band { fill: var(--side); opacity: 0.17; }
      .mean { fill: none; stroke: var(--side); stroke-width: 2.25; stroke-linejoin: round; stroke-linecap: round; }
      .RIGHT .mean { stroke-dasharray: 8 4; }
      .toe-off { stroke: var(--side); stroke-width: 1.5; stroke-dasharray: 2 3; }
      .point { fill: var(--surface); stroke: var(--side); stroke-width: 2.25; }
      figcaption { display: grid; grid-template-columns: 1fr 1fr; gap: 0.25rem 1rem; font-size: 0.875rem; }
      figcaption p { display: flex; gap: 0.45rem; align-items: baseline; flex-wrap: wrap; }
      .LEFT .who { color: var(--left-ink); font-weight: 600; }
      .RIGHT .who { color: var(--right-ink); font-weight: 600; }
    `,
  ];

  constructor() {
    super();
    this.curves = [];
    this.toeOff = {};
    this.at = 0;
  }

  protected override render() {
    const name = this.curves[0]?.name ?? '';
    const axis = this.axis();
    return html`<figure>
      <h3>${messages.curveNames[name] ?? humanised(name)}</h3>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${this.summary(name)} @pointermove=${this.pointed} @pointerdown=${this.pointed}>
        ${this.frame(axis, messages.curveAxes[name] ?? messages.curveAxis)}
        ${this.curves.map((curve) => this.curve(curve, axis))}
        ${this.cursor(axis)}
      </svg>
      <figcaption>${this.curves.map((curve) => this.reading(curve))}</figcaption>
    </figure>`;
  }

  private axis(): Axis {
    const extremes = this.curves.flatMap((curve) =>
      curve.mean.flatMap((mean, index) => (mean === null ? [] : [mean - (curve.sd[index] ?? 0), mean + (curve.sd[index] ?? 0)])),
    );
    return axisOver(extremes, 5);
  }

  private x = (percent: number): number => PLOT.left + (percent / 100) * (WIDTH - PLOT.left - PLOT.right);

  private y = (axis: Axis) => (value: number) =>
    HEIGHT - PLOT.bottom - ((value - axis.low) / (axis.high - axis.low)) * (HEIGHT - PLOT.top - PLOT.bottom);

  private frame(axis: Axis, label: string) {
    const y = this.y(axis);
    const bottom = HEIGHT - PLOT.bottom;
    return svg`
      ${axis.ticks.map(
        (tick) => svg`<line class=${tick === 0 ? 'zero' : 'grid'} x1=${PLOT.left} x2=${WIDTH - PLOT.right} y1=${y(tick)} y2=${y(tick)}></line>
          <text x=${PLOT.left - 8} y=${y(tick) + 4} text-anchor="end">${number(tick, 0)}</text>`,
      )}
      ${X_TICKS.map(
        (tick) => svg`<line class="grid" x1=${this.x(tick)} x2=${this.x(tick)} y1=${bottom} y2=${bottom + 5}></line>
          <text x=${this.x(tick)} y=${bottom + 19} text-anchor="middle">${tick}</text>`,
      )}
      <text x=${this.x(50)} y=${HEIGHT - 6} text-anchor="middle">${messages.result.cycleAxis}</text>
      <text transform="translate(12 ${(PLOT.top + bottom) / 2}) rotate(-90)" text-anchor="middle">${label}</text>`;
  }

  private curve(curve: Curve, axis: Axis) {
    const y = this.y(axis);
    const toeOff = this.toeOff[curve.side];
    return svg`<g class=${curve.side}>
      ${
        toeOff === undefined
          ? nothing
          : svg`<line class="toe-off" x1=${this.x(toeOff)} x2=${this.x(toeOff)} y1=${PLOT.top} y2=${HEIGHT - PLOT.bottom}></line>`
      }
      <path class="band" d=${bandPath(curve, this.x, y)}></path>
      <path class="mean" d=${linePath(curve.mean, this.x, y)}></path>
    </g>`;
  }

  private cursor(axis: Axis) {
    const y = this.y(axis);
    return svg`<line class="cursor" x1=${this.x(this.at)} x2=${this.x(this.at)} y1=${PLOT.top} y2=${HEIGHT - PLOT.bottom}></line>
      ${this.curves.map((curve) => {
        const mean = curve.mean[this.at];
        return typeof mean === 'number'
          ? svg`<circle class="point ${curve.side}" cx=${this.x(this.at)} cy=${y(mean)} r="4.5"></circle>`
          : nothing;
      })}
      ${
        Object.keys(this.toeOff).length === 0
          ? nothing
          : svg`<text x=${this.x(Math.max(...Object.values(this.toeOff))) + 4} y=${PLOT.top - 6} text-anchor="middle">${messages.result.toeOff}</text>`
      }`;
  }

  private reading(curve: Curve) {
    return html`<p class=${curve.side}>
      <span class="who">${messages.result.sides[curve.side]}</span>
      <span class="number">${messages.result.curveValue(number(curve.mean[this.at], 1), curve.n > 1 ? number(curve.sd[this.at], 1) : null)}</span>
      <span class="soft">${messages.result.strides(curve.n)}</span>
    </p>`;
  }

  private summary(name: string): string {
    const sentences = this.curves.map((curve) => {
      const range = rangeOf(curve.mean);
      return range
        ? messages.result.curveRange(messages.result.sides[curve.side], number(range.low, 0), range.lowAt, number(range.high, 0), range.highAt)
        : '';
    });
    return [`${messages.curveNames[name] ?? humanised(name)}.`, ...sentences].join(' ');
  }

  private pointed(event: PointerEvent): void {
    const box = (event.currentTarget as SVGSVGElement).getBoundingClientRect();
    const inPlot = ((event.clientX - box.left) / box.width) * WIDTH - PLOT.left;
    const percent = Math.round((inPlot / (WIDTH - PLOT.left - PLOT.right)) * 100);
    this.dispatchEvent(new CustomEvent<number>('cycle', { detail: Math.min(100, Math.max(0, percent)) }));
  }
}

customElements.define('curve-chart', CurveChart);
