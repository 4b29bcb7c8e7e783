import { css, html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { api } from '../api/client';
import { sentenceOf } from '../api/problem';
import type { IssuedToken, Scope, Token } from '../api/types';
import { day } from '../format';
import { messages } from '../messages';
import type { ConfirmDialog } from '../shell/confirm-dialog';
import { shared } from '../style/shared';
import '../shell/confirm-dialog';
import '../shell/problem-note';

const LIVES_IN_DAYS = [7, 30, 90, 365] as const;
const USUAL_LIFE = 90;
const USUAL_SCOPES: readonly Scope[] = ['analyses:read', 'analyses:write'];

/** The API tokens of an account: makes them, shows a new one's secret this once, and revokes them. */
export class ApiTokens extends LitElement {
  static override properties = {
    operator: { type: Boolean },
    tokens: { state: true },
    made: { state: true },
    copied: { state: true },
    busy: { state: true },
    problem: { state: true },
  };

  /** Whether its owner may let a token do what only operators may. */
  declare operator: boolean;
  declare private tokens: Token[];
  /** The one just made. Its secret is nowhere else. */
  declare private made: IssuedToken | null;
  declare private copied: boolean;
  declare private busy: boolean;
  declare private problem: string;

  static override styles = [
    shared,
    css`
      .card { padding: 1.5rem; display: grid; gap: 1rem; }
      form { display: grid; gap: 1.1rem; }
      fieldset { border: 0; padding: 0; margin: 0; display: grid; gap: 0.35rem; }
      legend { padding: 0; margin-bottom: 0.3rem; font-size: 0.9375rem; font-weight: 550; }
      .check { display: flex; gap: 0.6rem; align-items: baseline; font-weight: inherit; margin: 0; }
      ul { list-style: none; padding: 0; }
      li { display: grid; grid-template-columns: 1fr auto; gap: 0.15rem 1rem; align-items: center; padding: 0.7rem 0; border-top: 1px solid var(--line); }
      li > strong { overflow-wrap: anywhere; }
      li > button { grid-column: 2; grid-row: 1 / span 2; }
      .made { display: grid; gap: 0.75rem; padding: 1rem; border-radius: 8px; background: var(--accent-soft); }
      .made input { font-family: ui-monospace, monospace; }
      .secret { display: grid; grid-template-columns: 1fr auto; gap: 0.5rem; }
    `,
  ];

  constructor() {
    super();
    this.operator = false;
    this.tokens = [];
    this.made = null;
    this.copied = false;
    this.busy = false;
    this.problem = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.refresh();
  }

  /** Asks the server which tokens there are. */
  async refresh(): Promise<void> {
    await this.doing(() => this.load());
  }

  private async load(): Promise<void> {
    this.tokens = (await api.tokens()).items;
    if (!this.tokens.some((token) => token.id === this.made?.id)) {
      this.made = null;
    }
  }

  protected override render() {
    const texts = messages.tokens;
    return html`
      <section class="card" aria-labelledby="title">
        <h2 id="title">${texts.title}</h2>
        <p class="soft">${texts.text}</p>
        ${this.problem ? html`<problem-note .text=${this.problem}></problem-note>` : nothing}
        <div role="status">${this.made ? this.secretOf(this.made) : nothing}</div>
        ${this.tokens.length ? html`<ul>${repeat(this.tokens, (token) => token.id, (token) => this.row(token))}</ul>` : nothing}
        ${this.form()}
      </section>
      <confirm-dialog></confirm-dialog>
    `;
  }

  private secretOf(made: IssuedToken) {
    const texts = messages.tokens;
    return html`<div class="made">
      <label for="secret">${texts.made(made.name)}</label>
      <div class="secret">
        <input id="secret" type="text" readonly autocomplete="off" spellcheck="false" .value=${made.token} @focus=${this.select} />
        <button type="button" @click=${this.copy}>${this.copied ? texts.copied : texts.copy}</button>
      </div>
      <p class="hint">${texts.madeHint}</p>
    </div>`;
  }

  private row(token: Token) {
    const texts = messages.tokens;
    const ended = new Date(token.expires_at).getTime() <= Date.now();
    return html`<li>
      <strong>${token.name}</strong>
      <span class="soft small">
        ${token.scopes.map((scope) => texts.scopes[scope] ?? scope).join(', ')} · ${ended ? texts.ended(day(token.expires_at)) : texts.until(day(token.expires_at))}
      </span>
      <button type="button" class="quiet danger" aria-label=${texts.revokeOne(token.name)} ?disabled=${this.busy} @click=${() => this.revoke(token)}>${texts.revoke}</button>
    </li>`;
  }

  private form() {
    const texts = messages.tokens;
    const scopes: Scope[] = this.operator ? [...USUAL_SCOPES, 'operations'] : [...USUAL_SCOPES];
    return html`<form @submit=${this.issue}>
      <div>
        <label for="name">${texts.name}</label>
        <input id="name" name="name" type="text" maxlength="100" autocomplete="off" required aria-describedby="name-hint" />
        <p class="hint" id="name-hint">${texts.nameHint}</p>
      </div>
      <fieldset>
        <legend>${texts.may}</legend>
        ${scopes.map(
          (scope) => html`<label class="check"><input name="scope" type="checkbox" value=${scope} ?checked=${USUAL_SCOPES.includes(scope)} />${texts.scopes[scope]}</label>`,
        )}
      </fieldset>
      <div>
        <label for="days">${texts.life}</label>
        <select id="days" name="days">
          ${LIVES_IN_DAYS.map((days) => html`<option value=${days} ?selected=${days === USUAL_LIFE}>${texts.days(days)}</option>`)}
        </select>
      </div>
      <div><button ?disabled=${this.busy}>${texts.make}</button></div>
    </form>`;
  }

  private async issue(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const fields = new FormData(form);
    const scopes = fields.getAll('scope') as Scope[];
    if (scopes.length === 0) {
      this.problem = messages.tokens.nothingAllowed;
      return;
    }
    await this.doing(async () => {
      this.made = await api.issueToken(String(fields.get('name')), scopes, Number(fields.get('days')));
      this.copied = false;
      form.reset();
      await this.load();
    });
  }

  private async revoke(token: Token): Promise<void> {
    const texts = messages.tokens;
    const dialog = this.renderRoot.querySelector<ConfirmDialog>('confirm-dialog');
    if (await dialog?.ask({ title: texts.revokeTitle, text: texts.revokeText(token.name), action: texts.revoke })) {
      await this.doing(async () => {
        await api.revokeToken(token.id);
        await this.load();
      });
    }
  }

  private select(event: Event): void {
    (event.target as HTMLInputElement).select();
  }

  private async copy(): Promise<void> {
    const secret = this.renderRoot.querySelector<HTMLInputElement>('#secret');
    try {
      await navigator.clipboard.writeText(this.made?.token ?? '');
      this.copied = true;
    } catch {
      // The browser does not let pages copy: what is selected can be copied by hand.
      secret?.focus();
      secret?.select();
    }
  }

  private async doing(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.problem = '';
    try {
      await work();
    } catch (thrown) {
      this.problem = sentenceOf(thrown);
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('api-tokens', ApiTokens);
