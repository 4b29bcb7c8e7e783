import { css, html, LitElement, nothing } from 'lit';
import { api } from '../api/client';
import { sentenceOf } from '../api/problem';
import type { Account } from '../api/types';
import { messages } from '../messages';
import { setPageTitle } from '../shell/page-title';
import { shared } from '../style/shared';
import '../shell/problem-note';

/**
 * Log in, or create an account and log in with it.
 *
 * @fires logged-in with the account
 */
export class LoginPage extends LitElement {
  static override properties = {
    notice: {},
    registering: { state: true },
    busy: { state: true },
    problem: { state: true },
  };

  /** Why the person has to log in, if they did not ask to. */
  declare notice: string;
  declare private registering: boolean;
  declare private busy: boolean;
  declare private problem: string;

  static override styles = [
    shared,
    css`
      :host { max-width: 27rem; margin: min(6vh, 3.5rem) auto 0; }
      h1 { margin-bottom: 0.25rem; }
      .claim { color: var(--ink-soft); margin-bottom: 1.25rem; }
      form { display: grid; gap: 1.1rem; }
      .card { padding: 1.75rem; }
      problem-note { margin-bottom: 1.1rem; }
      button.primary { width: 100%; }
      .other { margin-top: 1.1rem; text-align: center; font-size: 0.9375rem; color: var(--ink-soft); }
      .link { min-height: 0; padding: 0.1rem 0.2rem; border: 0; background: none; color: var(--accent); text-decoration: underline; font-weight: inherit; }
      @media (max-width: 40rem) { .card { padding: 1.25rem; } }
    `,
  ];

  constructor() {
    super();
    this.notice = '';
    this.registering = false;
    this.busy = false;
    this.problem = '';
  }

  protected override firstUpdated(): void {
    setPageTitle(messages.login.title);
    this.renderRoot.querySelector<HTMLInputElement>('#login')?.focus();
  }

  protected override render() {
    const texts = messages.login;
    return html`
      <div class="card">
        <h1>${this.registering ? texts.registerTitle : texts.title}</h1>
        <p class="claim">${messages.claim}</p>
        ${this.problem
          ? html`<problem-note .text=${this.problem}></problem-note>`
          : this.notice
            ? html`<problem-note kind="warn" .text=${this.notice}></problem-note>`
            : nothing}
        <form @submit=${this.submit}>
          ${this.registering
            ? html`<div>
                <label for="name">${texts.name}</label>
                <input id="name" name="name" autocomplete="name" maxlength="200" required aria-describedby="name-hint" />
                <p class="hint" id="name-hint">${texts.nameHint}</p>
              </div>`
            : nothing}
          <div>
            <label for="login">${texts.login}</label>
            <input id="login" name="login" autocomplete="username" autocapitalize="none" spellcheck="false" required />
          </div>
          <div>
            <label for="password">${texts.password}</label>
            <input
              id="password" name="password" type="password" required
              autocomplete=${this.registering ? 'new-password' : 'current-password'}
              aria-describedby=${this.registering ? 'password-hint' : nothing}
            />
            ${this.registering ? html`<p class="hint" id="password-hint">${texts.passwordHint}</p>` : nothing}
          </div>
          <button class="primary" ?disabled=${this.busy}>
            ${this.busy ? texts.busy : this.registering ? texts.registerSubmit : texts.submit}
          </button>
        </form>
        <p class="other">
          ${this.registering ? texts.toLogin : texts.toRegister}
          <button type="button" class="link" @click=${this.otherForm}>
            ${this.registering ? texts.toLoginLink : texts.toRegisterLink}
          </button>
        </p>
      </div>
    `;
  }

  private otherForm(): void {
    this.registering = !this.registering;
    this.problem = '';
    setPageTitle(this.registering ? messages.login.registerTitle : messages.login.title);
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    const login = String(fields.get('login') ?? '').trim();
    const password = String(fields.get('password') ?? '');
    this.busy = true;
    this.problem = '';
    try {
      if (this.registering) {
        await api.register(login, password, String(fields.get('name') ?? '').trim());
      }
      const session = await api.logIn(login, password);
      this.dispatchEvent(new CustomEvent<Account>('logged-in', { detail: session.account, bubbles: true, composed: true }));
    } catch (thrown) {
      this.problem = sentenceOf(thrown);
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('login-page', LoginPage);
