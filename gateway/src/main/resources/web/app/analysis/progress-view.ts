import { css, html, LitElement, nothing } from 'lit';
import type { Progress, Stage } from '../api/types';
import { percent } from '../format';
import { messages } from '../messages';
import { shared } from '../style/shared';

const STAGES: readonly Stage[] = ['queued', 'decoding', 'pose', 'gait', 'artefacts'];

/** How far an analysis is that is under way, and through which stages it goes. */
export class ProgressView extends LitElement {
  static override properties = { progress: { attribute: false }, live: { attribute: false } };

  declare progress: Progress | null;
  declare live: boolean;

  static override styles = [
    shared,
    css`
      .card { max-width: 44rem; padding: 1.5rem; }
      ol { list-style: none; margin: 1.25rem 0; padding: 0; }
      li { display: grid; grid-template-columns: 1.75rem 1fr; gap: 0 0.9rem; padding-bottom: 1.1rem; position: relative; }
      li:not(:last-child)::before { content: ''; position: absolute; left: 0.8125rem; top: 1.75rem; bottom: 0; width: 2px; background: var(--line); }
      li.done:not(:last-child)::before { background: var(--accent); }
      .mark { width: 1.75rem; height: 1.75rem; border-radius: 50%; border: 2px solid var(--line-strong); display: grid; place-items: center; background: var(--surface); }
      .done .mark { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
      .now .mark { border-color: var(--accent); border-width: 3px; }
      .now .mark::after { content: ''; width: 0.6rem; height: 0.6rem; border-radius: 50%; background: var(--accent); animation: breathe 1.4s ease-in-out infinite alternate; }
      @keyframes breathe { from { opacity: 0.35; } }
      .mark svg { width: 0.85rem; }
      .name { font-weight: 600; padding-top: 0.1rem; }
      .waiting .name { color: var(--ink-soft); font-weight: 450; }
      .head { display: flex; justify-content: space-between; gap: 1rem; }
      progress { width: 100%; height: 0.75rem; margin-top: 0.6rem; accent-color: var(--accent); }
    `,
  ];

  constructor() {
    super();
    this.progress = null;
    this.live = true;
  }

  private get stage(): number {
    return Math.max(0, STAGES.indexOf(this.progress?.stage ?? 'queued'));
  }

  protected override render() {
    const now = STAGES[this.stage] ?? 'queued';
    const fraction = this.progress?.fraction ?? 0;
    return html`<div class="card">
      <h2 class="head"><span>${messages.analysis.progressTitle}</span><span class="number">${percent(fraction)}</span></h2>
      <progress max="1" .value=${fraction} aria-label=${messages.analysis.progressTitle}></progress>
      <ol>${STAGES.map((stage, index) => this.row(stage, index))}</ol>
      <p class="soft small">${messages.analysis.progressHint}</p>
      <p class="soft small" role="status">${this.live ? nothing : messages.analysis.polling}</p>
      <p class="visually-hidden" role="status">${messages.stages[now]} ${now === 'queued' ? nothing : percent(Math.floor(fraction * 10) / 10)}</p>
    </div>`;
  }

  private row(stage: Stage, index: number) {
    const state = index < this.stage ? 'done' : index === this.stage ? 'now' : 'waiting';
    const words = { done: messages.analysis.stageDone, now: messages.analysis.stageNow, waiting: messages.analysis.stageWaiting };
    return html`<li class=${state} aria-current=${state === 'now' ? 'step' : nothing}>
      <span class="mark">${state === 'done' ? tick : nothing}</span>
      <span class="name">${messages.stages[stage]}<span class="visually-hidden">, ${words[state]}</span></span>
    </li>`;
  }
}

const tick = html`<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" aria-hidden="true">
  <path d="M2.5 8.5 6.5 12.5 13.5 4" />
</svg>`;

customElements.define('progress-view', ProgressView);
