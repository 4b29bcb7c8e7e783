import { css, html, LitElement, nothing, svg } from 'lit';
import { durationOf, type GaitEvent, type Result, type Side } from '../api/types';
import { number, percent } from '../format';
import { messages } from '../messages';
import { shared } from '../style/shared';
import { roundStep } from './axis';
import { stancesOf } from './stances';

const MARGIN = { left: 52, right: 16 };
const HEIGHT = 122;
const ROWS: Record<Side, number> = { LEFT: 22, RIGHT: 60 };
const BAR = 20;
const PIXELS_PER_SECOND = 110;
const LEAST_WIDTH = 900;

/**
 * Heel strikes and toe-offs of both feet in time.
 *
 * @fires seek with the time in seconds that the person wants to see
 */
export class EventTimeline extends LitElement {
  static override properties = { result: { attribute: false }, now: { attribute: false }, seekable: { type: Boolean, reflect: true } };

  declare result: Result;
  /** Where the video stands, in seconds; null while it was not played. */
  declare now: number | null;
  /** Whether there is a video in which a time can be seen. */
  declare seekable: boolean;

  static override styles = [
    shared,
    css`
      h2 + p { margin: 0.2rem 0 0.75rem; max-width: 75ch; }
      .card { padding: 0.75rem 0.5rem 0.25rem; }
      .strip { overflow-x: auto; }
      svg { display: block; min-width: 100%; height: auto; }
      :host([seekable]) svg { cursor: pointer; }
      text { fill: var(--ink-soft); font: 12.5px var(--font); font-variant-numeric: tabular-nums; }
      text.LEFT { fill: var(--left-ink); font-weight: 650; }
      text.RIGHT { fill: var(--right-ink); font-weight: 650; }
      .track { fill: var(--surface-sunk); }
      rect.LEFT, path.LEFT { fill: var(--left); }
      rect.RIGHT, path.RIGHT { fill: var(--right); }
      rect.stance { opacity: 0.34; }
      line { stroke: var(--line-strong); stroke-width: 1; }
      .now { stroke: var(--ink); stroke-width: 2; }
      details { padding: 0.5rem 0.75rem 0.75rem; }
      summary { cursor: pointer; color: var(--accent); font-weight: 550; width: fit-content; }
      table { border-collapse: collapse; margin-top: 0.5rem; }
      th, td { text-align: left; padding: 0.3rem 1.25rem 0.3rem 0; border-bottom: 1px solid var(--line); font-size: 0.9375rem; }
      td button { min-height: 1.9rem; padding: 0.1rem 0.6rem; }
      .scroll { max-height: 20rem; overflow: auto; }
      @media print { details { display: none; } }
    `,
  ];

  constructor() {
    super();
    this.now = null;
    this.seekable = false;
  }

  private get seconds(): number {
    return Math.max(durationOf(this.result), 0.1);
  }

  private get width(): number {
    return Math.max(LEAST_WIDTH, this.seconds * PIXELS_PER_SECOND);
  }

  private x = (time: number): number => MARGIN.left + (time / this.seconds) * (this.width - MARGIN.left - MARGIN.right);

  protected override render() {
    const texts = messages.result;
    const of = (side: Side) => this.result.events.filter((event) => event.side === side).length;
    return html`<section aria-labelledby="events">
      <h2 id="events">${texts.events}</h2>
      <p class="soft small">${texts.eventsHint} ${this.seekable ? texts.eventsSeek : ''}</p>
      <div class="card">
        <div class="strip" tabindex="0" role="group" aria-labelledby="events">
          <svg
            viewBox="0 0 ${this.width} ${HEIGHT}" width=${this.width}
            role="img" aria-label=${texts.timelineLabel(of('LEFT'), of('RIGHT'))} @click=${this.clicked}
          >
            ${this.row('LEFT')}${this.row('RIGHT')}${this.axis()}
            ${this.now === null ? nothing : svg`<line class="now" x1=${this.x(this.now)} x2=${this.x(this.now)} y1="10" y2="90"></line>`}
          </svg>
        </div>
        ${this.table()}
      </div>
    </section>`;
  }

  private row(side: Side) {
    const y = ROWS[side];
    const from = this.x(0);
    return svg`
      <text class=${side} x="4" y=${y + 14.5}>${messages.result.sides[side]}</text>
      <rect class="track" x=${from} y=${y} width=${this.x(this.seconds) - from} height=${BAR} rx="3"></rect>
      ${stancesOf(this.result.events, side).map(
        (stance) => svg`<rect class="stance ${side}" x=${this.x(stance.from)} y=${y} width=${this.x(stance.to) - this.x(stance.from)} height=${BAR}></rect>`,
      )}
      ${this.result.events.filter((event) => event.side === side).map((event) => this.mark(event, y))}`;
  }

  /** A filled triangle pointing down for a heel strike, up for a toe-off. */
  private mark(event: GaitEvent, y: number) {
    const x = this.x(event.time_s);
    const shape =
      event.type === 'HEEL_STRIKE' ? `M${x - 5} ${y - 5}h10L${x} ${y + 5}Z M${x - 1} ${y}h2v${BAR}h-2Z` : `M${x + 5} ${y + BAR + 5}h-10L${x} ${y + BAR - 5}Z M${x - 1} ${y}h2v${BAR}h-2Z`;
    return svg`<path class=${event.side} d=${shape}><title>${messages.result.eventTypes[event.type]} ${number(event.time_s, 2)} s</title></path>`;
  }

  private axis() {
    const step = Math.max(0.5, roundStep(this.seconds / (this.width / 90)));
    const ticks = Array.from({ length: Math.floor(this.seconds / step) + 1 }, (_, index) => index * step);
    return svg`${ticks.map(
      (tick) => svg`<line x1=${this.x(tick)} x2=${this.x(tick)} y1="92" y2="97"></line>
        <text x=${this.x(tick)} y="112" text-anchor="middle">${messages.result.seconds(number(tick, step < 1 ? 1 : 0))}</text>`,
    )}`;
  }

  private table() {
    const texts = messages.result;
    const columns = texts.eventColumns;
    return html`<details>
      <summary>${texts.eventTable}</summary>
      <div class="scroll" tabindex="0" role="group" aria-label=${texts.eventTable}>
        <table>
          <thead>
            <tr>${[columns.time, columns.type, columns.side, columns.confidence].map((column) => html`<th scope="col">${column}</th>`)}</tr>
          </thead>
          <tbody>
            ${this.result.events.map(
              (event) => html`<tr>
                <td class="number">${this.time(event.time_s)}</td>
                <td>${texts.eventTypes[event.type]}</td>
                <td>${texts.sides[event.side]}</td>
                <td class="number">${percent(event.confidence)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`;
  }

  private time(seconds: number) {
    const text = number(seconds, 2);
    return this.seekable
      ? html`<button type="button" class="number" aria-label=${messages.result.seek(text)} @click=${() => this.seek(seconds)}>${messages.result.seconds(text)}</button>`
      : messages.result.seconds(text);
  }

  private clicked(event: MouseEvent): void {
    const box = (event.currentTarget as SVGSVGElement).getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * this.width;
    const time = ((x - MARGIN.left) / (this.width - MARGIN.left - MARGIN.right)) * this.seconds;
    this.seek(Math.min(this.seconds, Math.max(0, time)));
  }

  private seek(time: number): void {
    if (!this.seekable) {
      return;
    }
    this.dispatchEvent(new CustomEvent<number>('seek', { detail: time }));
  }
}

customElements.define('event-timeline', EventTimeline);
