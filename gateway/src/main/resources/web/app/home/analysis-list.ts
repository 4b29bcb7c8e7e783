import { css, html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { api } from '../api/client';
import { sentenceOf } from '../api/problem';
import { type Analysis, isFinal } from '../api/types';
import { bytes, when } from '../format';
import { messages } from '../messages';
import { analysisPath } from '../routing';
import type { ConfirmDialog } from '../shell/confirm-dialog';
import { shared } from '../style/shared';
import '../shell/confirm-dialog';
import '../shell/problem-note';
import { removeAfterAsking } from '../analysis/removal';
import '../shell/state-chip';

const PAGE = 20;
const REFRESH_MILLISECONDS = 4000;

/** The person's analyses, newest first, kept current while one of them is under way. */
export class AnalysisListElement extends LitElement {
  static override properties = {
    items: { state: true },
    cursor: { state: true },
    loading: { state: true },
    problem: { state: true },
  };

  declare private items: Analysis[];
  declare private cursor: string | null;
  declare private loading: boolean;
  declare private problem: string;
  private timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    shared,
    css`
      h2 { font-size: 1.25rem; margin-bottom: 0.75rem; }
      .card { padding: 0; overflow: hidden; }
      table { width: 100%; border-collapse: collapse; }
      th { text-align: left; font-size: 0.8125rem; font-weight: 600; color: var(--ink-soft); padding: 0.65rem 1.25rem; background: var(--surface-sunk); }
      td { padding: 0.7rem 1.25rem; border-top: 1px solid var(--line); vertical-align: middle; }
      td.label { width: 50%; overflow-wrap: anywhere; }
      td.label a { font-weight: 600; text-decoration: none; }
      td.label a:hover { text-decoration: underline; }
      tbody tr:hover { background: color-mix(in srgb, var(--accent-soft) 45%, transparent); }
      .actions { text-align: right; padding-right: 0.75rem; }
      .actions button { padding: 0.4rem 0.65rem; min-height: 2.25rem; }
      .empty { padding: 2.5rem 1.25rem; text-align: center; }
      .empty strong { font-size: 1.0625rem; }
      .more { margin-top: 1rem; display: flex; justify-content: center; }
      problem-note { margin-bottom: 1rem; }
      @media (max-width: 46rem) {
        thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
        tr { display: grid; grid-template-columns: 1fr auto; gap: 0.25rem 0.75rem; align-items: center; padding: 0.8rem 1rem; border-top: 1px solid var(--line); }
        tbody tr:first-child { border-top: 0; }
        td { display: block; padding: 0; border: 0; }
        td.label { width: auto; }
        td.state { grid-column: 2; grid-row: 1; }
        td.created { font-size: 0.875rem; }
        td.size { display: none; }
        .actions { grid-column: 2; grid-row: 2; padding: 0; }
      }
    `,
  ];

  constructor() {
    super();
    this.items = [];
    this.cursor = null;
    this.loading = true;
    this.problem = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
    this.timer = setInterval(() => this.refreshIfMoving(), REFRESH_MILLISECONDS);
  }

  override disconnectedCallback(): void {
    clearInterval(this.timer);
    super.disconnectedCallback();
  }

  private async load(): Promise<void> {
    this.loading = true;
    this.problem = '';
    try {
      const list = await api.analyses(PAGE);
      this.items = list.items;
      this.cursor = list.next_cursor ?? null;
    } catch (thrown) {
      this.problem = sentenceOf(thrown);
    } finally {
      this.loading = false;
    }
  }

  private async more(): Promise<void> {
    try {
      const list = await api.analyses(PAGE, this.cursor ?? undefined);
      this.items = [...this.items, ...list.items];
      this.cursor = list.next_cursor ?? null;
    } catch (thrown) {
      this.problem = sentenceOf(thrown);
    }
  }

  private async refreshIfMoving(): Promise<void> {
    if (document.hidden || !this.items.some((item) => !isFinal(item.state))) {
      return;
    }
    try {
      const newest = new Map((await api.analyses(PAGE)).items.map((item) => [item.id, item]));
      this.items = this.items.map((item) => newest.get(item.id) ?? item);
    } catch {
      // What is shown stays; the next tick asks again.
    }
  }

  protected override render() {
    return html`
      <h2 id="title">${messages.list.title}</h2>
      ${this.problem ? html`<problem-note .text=${this.problem} retry @retry=${this.load}></problem-note>` : nothing}
      ${this.loading ? html`<p class="soft" role="status">${messages.loading}</p>` : this.items.length ? this.table() : this.nothingYet()}
      ${this.cursor ? html`<div class="more"><button type="button" @click=${this.more}>${messages.list.more}</button></div>` : nothing}
      <p class="visually-hidden" role="status">${this.loading ? '' : messages.list.refreshed(this.items.length)}</p>
      <confirm-dialog></confirm-dialog>
    `;
  }

  private nothingYet() {
    if (this.problem) {
      return nothing;
    }
    return html`<div class="card empty">
      <p><strong>${messages.list.empty}</strong></p>
      <p class="soft">${messages.list.emptyHint}</p>
    </div>`;
  }

  private table() {
    const columns = messages.list.columns;
    return html`<div class="card">
      <table role="table" aria-labelledby="title">
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">${columns.label}</th><th scope="col" role="columnheader">${columns.state}</th><th scope="col" role="columnheader">${columns.created}</th>
            <th scope="col" role="columnheader">${columns.size}</th><th scope="col" role="columnheader"><span class="visually-hidden">${columns.actions}</span></th>
          </tr>
        </thead>
        <tbody role="rowgroup">${repeat(this.items, (item) => item.id, (item) => this.row(item))}</tbody>
      </table>
    </div>`;
  }

  private row(item: Analysis) {
    const name = item.name || messages.list.unnamed;
    const final = isFinal(item.state);
    return html`<tr role="row">
      <td role="cell" class="label"><a href=${analysisPath(item.id)}>${name}</a></td>
      <td role="cell" class="state"><state-chip .state=${item.state}></state-chip></td>
      <td role="cell" class="created number soft">${when(item.created_at)}</td>
      <td role="cell" class="size number soft">${item.input ? bytes(item.input.size_bytes) : nothing}</td>
      <td role="cell" class="actions">
        <button
          type="button" class="quiet danger"
          aria-label=${final ? messages.list.delete(name) : messages.list.cancel(name)}
          @click=${() => this.removeAnalysis(item)}
        >
          ${final ? messages.confirm.deleteDo : messages.cancel}
        </button>
      </td>
    </tr>`;
  }

  private async removeAnalysis(item: Analysis): Promise<void> {
    try {
      const dialog = this.renderRoot.querySelector<ConfirmDialog>('confirm-dialog');
      if (dialog && (await removeAfterAsking(dialog, item))) {
        await this.load();
      }
    } catch (thrown) {
      this.problem = sentenceOf(thrown);
    }
  }
}

customElements.define('analysis-list', AnalysisListElement);
