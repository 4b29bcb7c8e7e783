import { css, html, LitElement, nothing } from 'lit';
import { api } from '../api/client';
import { follow } from '../api/live-analysis';
import { ApiProblem, sentenceOf } from '../api/problem';
import { type Analysis, isFinal, type Progress } from '../api/types';
import { when } from '../format';
import { messages } from '../messages';
import { navigate } from '../routing';
import type { ConfirmDialog } from '../shell/confirm-dialog';
import { setPageTitle } from '../shell/page-title';
import { shared } from '../style/shared';
import '../result/result-view';
import '../shell/confirm-dialog';
import '../shell/problem-note';
import '../shell/state-chip';
import { removeAfterAsking } from './removal';
import '../home/filming-tips';
import './progress-view';

/** One analysis, from waiting to its result. */
export class AnalysisPage extends LitElement {
  static override properties = {
    analysisId: { attribute: false },
    analysis: { state: true },
    progress: { state: true },
    live: { state: true },
    problem: { state: true },
  };

  declare analysisId: string;
  declare private analysis: Analysis | null;
  declare private progress: Progress | null;
  declare private live: boolean;
  declare private problem: string;
  private stopFollowing: () => void = () => {};

  static override styles = [
    shared,
    css`
      .back { display: inline-block; margin-bottom: 0.6rem; font-size: 0.9375rem; }
      .head { display: flex; flex-wrap: wrap; align-items: flex-start; justify-content: space-between; gap: 0.75rem 1.5rem; margin-bottom: 1.5rem; }
      .title { min-width: 0; }
      h1 { overflow-wrap: anywhere; }
      .facts { display: flex; flex-wrap: wrap; gap: 0.35rem 0.9rem; align-items: center; margin-top: 0.45rem; }
      .actions { display: flex; gap: 0.6rem; }
      .spaced { margin-bottom: 1.25rem; }
      @media print { .back, .actions { display: none; } }
    `,
  ];

  constructor() {
    super();
    this.analysisId = '';
    this.analysis = null;
    this.progress = null;
    this.live = true;
    this.problem = '';
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('analysisId')) {
      this.analysis = null;
      void this.load();
    }
  }

  override disconnectedCallback(): void {
    this.stopFollowing();
    super.disconnectedCallback();
  }

  private async load(): Promise<void> {
    this.stopFollowing();
    this.problem = '';
    try {
      const analysis = await api.analysis(this.analysisId);
      this.analysis = analysis;
      this.progress = analysis.progress ?? null;
      setPageTitle(analysis.name || messages.list.unnamed);
      if (!isFinal(analysis.state) && this.isConnected) {
        this.followOn();
      }
    } catch (thrown) {
      this.problem = thrown instanceof ApiProblem && thrown.slug === 'not-found' ? messages.analysis.notFound : sentenceOf(thrown);
    }
  }

  private followOn(): void {
    this.live = true;
    this.stopFollowing = follow(this.analysisId, {
      progress: (progress) => (this.progress = progress),
      live: (live) => (this.live = live),
      lost: (problem) => (this.problem = problem.slug === 'not-found' ? messages.analysis.notFound : problem.message),
      state: (state) => {
        if (isFinal(state)) {
          void this.load();
        } else if (this.analysis) {
          this.analysis = { ...this.analysis, state };
        }
      },
    });
  }

  protected override render() {
    const analysis = this.analysis;
    return html`
      <a class="back" href="/">← ${messages.analysis.back}</a>
      ${this.problem ? html`<problem-note class="spaced" .text=${this.problem} retry @retry=${this.load}></problem-note>` : nothing}
      ${analysis ? html`${this.head(analysis)}${this.body(analysis)}` : this.problem ? nothing : html`<p class="soft" role="status">${messages.loading}</p>`}
      <confirm-dialog></confirm-dialog>
    `;
  }

  private head(analysis: Analysis) {
    const final = isFinal(analysis.state);
    return html`<div class="head">
      <div class="title">
        <h1>${analysis.name || messages.list.unnamed}</h1>
        <p class="facts soft small">
          <state-chip .state=${analysis.state}></state-chip>
          <span>${messages.analysis.uploaded(when(analysis.created_at))}</span>
          ${analysis.attempt > 1 ? html`<span>${messages.analysis.attempt(analysis.attempt)}</span>` : nothing}
        </p>
      </div>
      <div class="actions">
        ${analysis.state === 'SUCCEEDED'
          ? html`<button type="button" @click=${() => window.print()}>${messages.result.print}</button>`
          : nothing}
        <button type="button" class="danger" @click=${this.removeAnalysis}>
          ${final ? messages.analysis.delete : messages.analysis.cancelAnalysis}
        </button>
      </div>
    </div>`;
  }

  private body(analysis: Analysis) {
    switch (analysis.state) {
      case 'QUEUED':
      case 'RUNNING':
        return html`<progress-view .progress=${this.progress} .live=${this.live}></progress-view>`;
      case 'FAILED':
        return html`<problem-note
            class="spaced" .heading=${analysis.failure?.title || messages.analysis.failedTitle}
          .text=${analysis.failure?.detail || messages.analysis.failedFallback}
        >
          <a href="/">${messages.analysis.another}</a>
          </problem-note>
          <filming-tips open></filming-tips>`;
      case 'CANCELLED':
        return html`<problem-note kind="warn" .heading=${messages.analysis.cancelledTitle} .text=${messages.analysis.cancelledText}>
          <a href="/">${messages.analysis.another}</a>
        </problem-note>`;
      case 'SUCCEEDED':
        return analysis.result
          ? html`<result-view .result=${analysis.result} .artefacts=${analysis.artefacts ?? []}></result-view>`
          : html`<problem-note .text=${messages.analysis.noResult} retry @retry=${this.load}></problem-note>`;
    }
  }

  private async removeAnalysis(): Promise<void> {
    const dialog = this.renderRoot.querySelector<ConfirmDialog>('confirm-dialog');
    if (!dialog || !this.analysis) {
      return;
    }
    const erases = isFinal(this.analysis.state);
    try {
      if (await removeAfterAsking(dialog, this.analysis)) {
        if (erases) {
          navigate('/');
        } else {
          await this.load();
        }
      }
    } catch (thrown) {
      this.problem = sentenceOf(thrown);
    }
  }
}

customElements.define('analysis-page', AnalysisPage);
