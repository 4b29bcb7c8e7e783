import { css, html, LitElement, nothing } from 'lit';
import type { MeasuredParameter, Side } from '../api/types';
import { sentence } from '../format';
import { messages } from '../messages';
import { shared } from '../style/shared';
import { quantityName } from './parameter-sections';
import { intervalEnds, isGiven, type ParameterGroup, unitOf, valueText } from './parameters';
import './interval-plot';

/** One headline parameter with its interval and number of strides, or the reason why it is withheld. */
export class HeadlineCard extends LitElement {
  static override properties = { group: { attribute: false }, preferWhole: { type: Boolean } };

  declare group: ParameterGroup;
  /** Whether the value of the whole walk is shown rather than left and right, where there are both. */
  declare preferWhole: boolean;

  static override styles = [
    shared,
    css`
      :host { display: grid; }
      .card { display: flex; flex-direction: column; gap: 0.3rem; padding: 1rem 1.1rem; }
      h3 { color: var(--ink-soft); }
      .big { font-size: 2rem; line-height: 1.15; font-weight: 620; letter-spacing: -0.02em; }
      .unit { font-size: 0.9375rem; font-weight: 500; letter-spacing: 0; color: var(--ink-soft); margin-left: 0.25rem; }
      .sides { display: grid; grid-template-columns: 1fr 1fr; gap: 0 0.9rem; }
      .sides .big { font-size: 1.5rem; }
      .side { font-size: 0.8125rem; font-weight: 600; display: flex; align-items: center; gap: 0.35rem; }
      .side::before { content: ''; width: 0.65rem; height: 0.65rem; border-radius: 50%; background: var(--left); }
      .RIGHT .side::before { border-radius: 2px; background: var(--right); }
      .detail { font-size: 0.8125rem; color: var(--ink-soft); line-height: 1.4; }
      .withheld { font-size: 0.9375rem; }
      .withheld strong { display: block; font-size: 1.0625rem; margin-bottom: 0.15rem; }
      interval-plot { margin-top: auto; padding-top: 0.35rem; }
    `,
  ];

  constructor() {
    super();
    this.preferWhole = false;
  }

  protected override render() {
    const { group } = this;
    return html`<article class="card">
      <h3>${quantityName(group.name)}</h3>
      ${isGiven(group) ? (this.showsSides ? this.sides() : this.whole(group.whole)) : this.reason()}
    </article>`;
  }

  private get showsSides(): boolean {
    const { left, right, whole } = this.group;
    return Boolean(left || right) && !(this.preferWhole && whole);
  }

  private whole(parameter: MeasuredParameter | undefined) {
    return parameter
      ? html`<p class="big number">${valueText(parameter)}<span class="unit">${unitOf(parameter)}</span></p>
          ${this.detail(parameter)}`
      : nothing;
  }

  private sides() {
    const { left, right } = this.group;
    return html`<div class="sides">${this.side('LEFT', left)}${this.side('RIGHT', right)}</div>
      ${left && right ? html`<interval-plot .left=${left} .right=${right}></interval-plot>` : nothing}`;
  }

  private side(side: Side, parameter: MeasuredParameter | undefined) {
    const reason = this.group.withheld.find((withheld) => withheld.side === side)?.withheld;
    return html`<div class=${side}>
      <p class="side">${messages.result.sides[side]}</p>
      ${parameter
        ? this.whole(parameter)
        : html`<p class="withheld soft">${messages.result.withheld}${reason ? `: ${reason}` : ''}</p>`}
    </div>`;
  }

  private detail(parameter: MeasuredParameter) {
    const ends = intervalEnds(parameter);
    return html`<p class="detail number">
      ${ends ? html`<span title=${messages.result.interval(...ends)}>95 %: ${messages.result.intervalShort(...ends)}</span><br />` : nothing}
      ${messages.result.n(parameter.n)}
    </p>`;
  }

  private reason() {
    return html`<p class="withheld soft"><strong>${messages.result.withheld}</strong>${sentence(this.group.withheld[0]?.withheld ?? '')}</p>`;
  }
}

customElements.define('headline-card', HeadlineCard);
