import { css, html, LitElement, nothing } from 'lit';
import { type Curve, isMeasured, type Result, type Side } from '../api/types';
import { messages } from '../messages';
import { shared } from '../style/shared';
import './curve-chart';

/** Proximal to distal, as gait reports have it. */
const LEGS = ['hip_flexion', 'knee_flexion', 'ankle_dorsiflexion'];

/** From the pelvis up; what is not named here comes after. */
const REST = ['pelvis_tilt', 'hip_flexion_pelvis', 'trunk_lean', 'pelvic_obliquity', 'trunk_lean_frontal', 'shoulder_flexion', 'elbow_flexion'];

/** All joint angle curves with one cursor through the gait cycle. */
export class CurveCharts extends LitElement {
  static override properties = { result: { attribute: false }, at: { state: true } };

  declare result: Result;
  declare private at: number;

  static override styles = [
    shared,
    css`
      h2 + p { margin: 0.2rem 0 0.75rem; max-width: 75ch; }
      .charts { display: grid; gap: 1.75rem 1.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); }
      details { border-top: 1px solid var(--line); margin-top: 1.25rem; padding-top: 1rem; }
      summary { cursor: pointer; color: var(--accent); font-weight: 550; width: fit-content; }
      summary + .charts { margin-top: 1rem; }
      .position { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 1rem; border-top: 1px solid var(--line); margin-top: 1.25rem; padding-top: 1rem; }
      .position label { margin: 0; }
      input { flex: 1 1 12rem; accent-color: var(--accent); min-height: 1.75rem; }
      output { font-size: 0.9375rem; min-width: 3.5rem; }
      .legend { display: flex; gap: 1.5rem; font-size: 0.9375rem; margin-bottom: 1rem; font-weight: 550; }
      .legend span { display: inline-flex; align-items: center; gap: 0.5rem; }
      .legend svg { width: 2.25rem; height: 0.75rem; }
      .LEFT { stroke: var(--left); }
      .RIGHT { stroke: var(--right); stroke-dasharray: 8 4; }
      @media print { .position { display: none; } details::details-content { content-visibility: visible; block-size: auto; } curve-chart { break-inside: avoid; } }
    `,
  ];

  constructor() {
    super();
    this.at = 50;
  }

  protected override render() {
    const texts = messages.result;
    const { legs, rest } = this.joints();
    return html`<section aria-labelledby="curves">
      <h2 id="curves">${texts.curves}</h2>
      ${legs.length + rest.length === 0
        ? html`<p class="soft">${texts.noCurves}</p>`
        : html`<p class="soft small">${texts.curvesHint}</p>
            <div class="card">
              <p class="legend">${(['LEFT', 'RIGHT'] as const).map((side) => legend(side))}</p>
              ${legs.length > 0 ? this.charts(legs) : nothing}
              ${rest.length > 0
                ? html`<details ?open=${legs.length === 0}><summary>${texts.moreCurves(rest.length)}</summary>${this.charts(rest)}</details>`
                : nothing}
              <div class="position">
                <label for="position">${texts.cyclePosition}</label>
                <input
                  id="position" type="range" min="0" max="100" step="1" .value=${String(this.at)}
                  aria-valuetext=${texts.cycleAt(this.at)} @input=${this.slid}
                />
                <output class="number" for="position">${this.at} %</output>
              </div>
            </div>`}
    </section>`;
  }

  private charts(joints: Curve[][]) {
    return html`<div class="charts">
      ${joints.map((curves) => html`<curve-chart .curves=${curves} .toeOff=${this.toeOff()} .at=${this.at} @cycle=${this.moved}></curve-chart>`)}
    </div>`;
  }

  private joints(): { legs: Curve[][]; rest: Curve[][] } {
    const byName = new Map<string, Curve[]>();
    for (const curve of this.result.curves) {
      byName.set(curve.name, [...(byName.get(curve.name) ?? []), curve]);
    }
    const of = (names: readonly string[]) => names.map((name) => byName.get(name)).filter((curves) => curves !== undefined);
    const unknown = [...byName.keys()].filter((name) => !LEGS.includes(name) && !REST.includes(name));
    return { legs: of(LEGS), rest: of([...REST, ...unknown]) };
  }

  /** Toe-off ends stance, so its place in the cycle is the stance percentage. */
  private toeOff(): Partial<Record<Side, number>> {
    const found: Partial<Record<Side, number>> = {};
    for (const parameter of this.result.parameters) {
      if (parameter.name === 'stance_percent' && parameter.side && isMeasured(parameter)) {
        found[parameter.side] = parameter.value;
      }
    }
    return found;
  }

  private moved(event: CustomEvent<number>): void {
    this.at = event.detail;
  }

  private slid(event: Event): void {
    this.at = (event.target as HTMLInputElement).valueAsNumber;
  }
}

function legend(side: Side) {
  return html`<span>
    <svg viewBox="0 0 36 12" aria-hidden="true"><path class=${side} d="M1 6h34" stroke-width="3" /></svg>
    ${messages.result.sides[side]}
  </span>`;
}

customElements.define('curve-charts', CurveCharts);
