import { css, html, LitElement, nothing } from 'lit';
import { api, displayName } from '../api/client';
import { ApiProblem, sentenceOf } from '../api/problem';
import type { Account } from '../api/types';
import { messages } from '../messages';
import { setPageTitle } from '../shell/page-title';
import { shared } from '../style/shared';
import type { ApiTokens } from './api-tokens';
import '../shell/problem-note';
import './api-tokens';

/**
 * What the owner of an account does with it: another password, tokens for programs, and the end of every login.
 *
 * @fires logged-out when no login of the account is left
 */
export class AccountPage extends LitElement {
  static override properties = {
    account: { attribute: false },
    busy: { state: true },
    changed: { state: true },
    problem: { state: true },
  };

  declare account: Account;
  declare private busy: boolean;
  /** Whether the password was changed a moment ago. */
  declare private changed: boolean;
  declare private problem: string;

  static override styles = [
    shared,
    css`
      :host { max-width: 32rem; display: grid; gap: 1.25rem; }
      form { display: grid; gap: 1.1rem; }
      .card { padding: 1.5rem; display: grid; gap: 1rem; }
      .card > * { margin: 0; }
      .card > button { justify-self: start; }
      /* There for screen readers before it says anything, and without a gap of its own until then. */
      .card > p:empty { position: absolute; }
      .check { display: flex; gap: 0.6rem; align-items: baseline; font-weight: inherit; }
      .check input { width: auto; min-height: 0; }
    `,
  ];

  constructor() {
    super();
    this.busy = false;
    this.changed = false;
    this.problem = '';
  }

  protected override firstUpdated(): void {
    setPageTitle(messages.account.title);
  }

  protected override render() {
    const texts = messages.account;
    return html`
      <h1>${displayName(this.account)}</h1>
      ${this.problem ? html`<problem-note .text=${this.problem}></problem-note>` : nothing}
      ${this.account.has_password === false ? this.passwordElsewhere() : this.passwordForm()}
      <api-tokens ?operator=${this.account.roles.includes('operator')}></api-tokens>
      <section class="card" aria-labelledby="everywhere">
        <h2 id="everywhere">${texts.everywhereTitle}</h2>
        <p class="soft">${texts.everywhereText}</p>
        <button type="button" ?disabled=${this.busy} @click=${this.logOutEverywhere}>${texts.everywhere}</button>
      </section>
    `;
  }

  private passwordElsewhere() {
    return html`
      <section class="card" aria-labelledby="elsewhere">
        <h2 id="elsewhere">${messages.account.elsewhereTitle}</h2>
        <p class="soft">${messages.account.elsewhereText}</p>
      </section>
    `;
  }

  private passwordForm() {
    const texts = messages.account;
    return html`
      <section class="card" aria-labelledby="change">
        <h2 id="change">${texts.changeTitle}</h2>
        <p role="status">${this.changed ? texts.changed : nothing}</p>
        <form @submit=${this.change}>
          <input type="text" name="login" autocomplete="username" .value=${this.account.login} hidden readonly />
          <div>
            <label for="current">${texts.current}</label>
            <input id="current" name="current" type="password" autocomplete="current-password" required />
          </div>
          <div>
            <label for="wanted">${texts.wanted}</label>
            <input id="wanted" name="wanted" type="password" autocomplete="new-password" required aria-describedby="wanted-hint" />
            <p class="hint" id="wanted-hint">${messages.login.passwordHint}</p>
          </div>
          <label class="check"><input name="tokens" type="checkbox" />${texts.tokens}</label>
          <div><button class="primary" ?disabled=${this.busy}>${this.busy ? messages.login.busy : texts.change}</button></div>
        </form>
      </section>
    `;
  }

  private async change(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const fields = new FormData(form);
    this.changed = false;
    await this.doing(async () => {
      await api.changePassword(String(fields.get('current')), String(fields.get('wanted')), fields.has('tokens'));
      form.reset();
      this.changed = true;
      await this.renderRoot.querySelector<ApiTokens>('api-tokens')?.refresh();
    });
  }

  private async logOutEverywhere(): Promise<void> {
    await this.doing(async () => {
      await api.logOutEverywhere();
      this.dispatchEvent(new CustomEvent('logged-out', { bubbles: true, composed: true }));
    });
  }

  private async doing(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.problem = '';
    try {
      await work();
    } catch (thrown) {
      this.problem = isWrongPassword(thrown) ? messages.account.wrongCurrent : sentenceOf(thrown);
    } finally {
      this.busy = false;
    }
  }
}

/** Where somebody is logged in the login is not in doubt, which is half of what the server's sentence says. */
function isWrongPassword(thrown: unknown): boolean {
  return thrown instanceof ApiProblem && thrown.slug === 'login-failed';
}

customElements.define('account-page', AccountPage);
