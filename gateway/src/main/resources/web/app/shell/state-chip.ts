import { css, html, LitElement } from 'lit';
import type { AnalysisState } from '../api/types';
import { messages } from '../messages';
import { shared } from '../style/shared';

/** The state of an analysis as a word with a colour and a mark of its own shape. */
export class StateChip extends LitElement {
  static override properties = { state: { reflect: true } };

  declare state: AnalysisState;

  static override styles = [
    shared,
    css`
      :host { display: inline-block; }
      span { display: inline-flex; align-items: center; gap: 0.4rem; padding: 0.1rem 0.65rem 0.1rem 0.5rem; border-radius: 99px; font-size: 0.875rem; font-weight: 600; white-space: nowrap; background: var(--surface-sunk); color: var(--ink-soft); }
      svg { width: 0.8rem; height: 0.8rem; }
      :host([state='RUNNING']) span { background: var(--accent-soft); color: var(--accent-strong); }
      :host([state='SUCCEEDED']) span { background: var(--good-soft); color: var(--good); }
      :host([state='FAILED']) span { background: var(--bad-soft); color: var(--bad); }
      :host([state='RUNNING']) svg { animation: turn 1.6s linear infinite; }
      @keyframes turn { to { rotate: 1turn; } }
    `,
  ];

  constructor() {
    super();
    this.state = 'QUEUED';
  }

  protected override render() {
    return html`<span>
      <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" aria-hidden="true">
        <path d=${MARKS[this.state]} />
      </svg>
      ${messages.states[this.state]}
    </span>`;
  }
}

/** Dots, an open ring, a tick, a cross and a bar. */
const MARKS: Record<AnalysisState, string> = {
  QUEUED: 'M3 8h.01M8 8h.01M13 8h.01',
  RUNNING: 'M8 2a6 6 0 1 1-6 6',
  SUCCEEDED: 'M2.5 8.5 6.5 12.5 13.5 4',
  FAILED: 'M3.5 3.5l9 9m0-9-9 9',
  CANCELLED: 'M3 8h10',
};

customElements.define('state-chip', StateChip);
