import { css, html, LitElement, nothing } from 'lit';
import { api } from '../api/client';
import { sentenceOf } from '../api/problem';
import type { Account, WaysIn } from '../api/types';
import { messages } from '../messages';
import { setPageTitle } from '../shell/page-title';
import { shared } from '../style/shared';
import '../shell/problem-note';

/**
 * Log in, by the organisation's provider or with a password, or create an account and log in with it.
 *
 * @fires logged-in with the account
 */
export class LoginPage extends LitElement {
  static override properties = {
    notice: {},
    refusal: {},
    next: {},
    waysIn: { state: true },
    asksPassword: { state: true },
    registering: { state: true },
    busy: { state: true },
    problem: { state: true },
  };

  /** Why the person has to log in, if they did not ask to. */
  declare notice: string;
  /** Why the provider's way in has ended here, as session-service says it; empty if it has not. */
  declare refusal: string;
  /** Where in the page to go on. */
  declare next: string;
  declare private waysIn: WaysIn;
  /** Whether the password is asked for where the organisation wants its provider only. */
  declare private asksPassword: boolean;
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
      .provider { display: block; padding: 0.7rem 1rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--surface); color: var(--ink); text-align: center; font-weight: 600; text-decoration: none; }
      .provider:hover { border-color: var(--accent); color: var(--accent); }
      .provider + .other { margin-bottom: 1.1rem; }
      .other { margin-top: 1.1rem; text-align: center; font-size: 0.9375rem; color: var(--ink-soft); }
      .link { min-height: 0; padding: 0.1rem 0.2rem; border: 0; background: none; color: var(--accent); text-decoration: underline; font-weight: inherit; }
      @media (max-width: 40rem) { .card { padding: 1.25rem; } }
    `,
  ];

  constructor() {
    super();
    this.notice = '';
    this.refusal = '';
    this.next = '/';
    this.waysIn = { password_login: true, registration: true, providers: [] };
    this.asksPassword = false;
    this.registering = false;
    this.busy = false;
    this.problem = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.askWaysIn();
  }

  /** Where nobody can say, there is the password, whose form then says what is wrong. */
  private async askWaysIn(): Promise<void> {
    try {
      this.waysIn = await api.waysIn();
    } catch {
      return;
    }
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
          : this.refusal
            ? html`<problem-note .text=${texts.providerProblems[this.refusal] ?? texts.providerFailed}></problem-note>`
            : this.notice
              ? html`<problem-note kind="warn" .text=${this.notice}></problem-note>`
              : nothing}
        ${this.registering ? nothing : this.providers()}
        ${this.waysIn.password_login || this.asksPassword ? this.passwordForm() : this.passwordLink()}
      </div>
    `;
  }

  private providers() {
    const texts = messages.login;
    return this.waysIn.providers.map(
      (provider) => html`
        <a class="provider" href="${provider.login}?return_to=${encodeURIComponent(this.next)}">${texts.withProvider(provider.name)}</a>
        ${this.waysIn.password_login ? html`<p class="other">${texts.orPassword}</p>` : nothing}
      `,
    );
  }

  private passwordLink() {
    return html`<p class="other">
      <button type="button" class="link" @click=${() => (this.asksPassword = true)}>${messages.login.withPassword}</button>
    </p>`;
  }

  private passwordForm() {
    const texts = messages.login;
    return html`
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
        ${this.waysIn.registration ? this.otherWay() : nothing}
    `;
  }

  private otherWay() {
    const texts = messages.login;
    return html`
        <p class="other">
          ${this.registering ? texts.toLogin : texts.toRegister}
          <button type="button" class="link" @click=${this.otherForm}>
            ${this.registering ? texts.toLoginLink : texts.toRegisterLink}
          </button>
        </p>
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
