import { css, html, LitElement, nothing } from 'lit';
import { api, displayName, sessionWatch } from '../api/client';
import { ApiProblem, sentenceOf } from '../api/problem';
import type { Account } from '../api/types';
import { currentUpload } from '../home/current-upload';
import { messages } from '../messages';
import { followLink, loginPath, navigate, navigation, type Route, routeOf } from '../routing';
import { shared } from '../style/shared';
import '../login/account-page';
import '../login/login-page';
import '../home/home-page';
import '../analysis/analysis-page';
import './problem-note';

/** The outermost element: header, footer, who is logged in, and the page of the current address. */
export class GaitApp extends LitElement {
  static override properties = {
    route: { state: true },
    account: { state: true },
    asked: { state: true },
    expired: { state: true },
    problem: { state: true },
  };

  declare private route: Route;
  declare private account: Account | null;
  /** Whether the server has said who is logged in. */
  declare private asked: boolean;
  declare private expired: boolean;
  declare private problem: string;

  static override styles = [
    shared,
    css`
      :host { min-height: 100vh; display: grid; grid-template-rows: auto 1fr auto; }
      .skip { position: absolute; left: -999rem; }
      .skip:focus { left: 1rem; top: 0.5rem; z-index: 2; }
      header { background: var(--surface); border-bottom: 1px solid var(--line); }
      .bar { max-width: 76rem; margin: 0 auto; padding: 0.6rem 1.25rem; display: flex; align-items: center; gap: 0.5rem 1.5rem; flex-wrap: wrap; }
      .brand { display: inline-flex; align-items: center; gap: 0.6rem; font-weight: 650; font-size: 1.0625rem; color: var(--ink); text-decoration: none; letter-spacing: -0.01em; }
      .brand img { width: 1.875rem; height: 1.875rem; display: block; }
      nav { flex: 1; }
      nav a { color: var(--ink-soft); text-decoration: none; font-weight: 550; padding: 0.5rem 0.25rem; }
      nav a:hover { color: var(--accent); }
      nav a[aria-current] { color: var(--ink); border-bottom: 2px solid var(--accent); }
      .who { display: flex; align-items: center; gap: 0.75rem; font-size: 0.9375rem; color: var(--ink-soft); }
      .who a { color: inherit; }
      .short { display: none; }
      main { width: 100%; max-width: 76rem; margin: 0 auto; padding: 1.75rem 1.25rem 3rem; }
      main:focus { outline: none; }
      footer { border-top: 1px solid var(--line); color: var(--ink-soft); font-size: 0.875rem; }
      footer div { max-width: 76rem; margin: 0 auto; padding: 1rem 1.25rem; display: flex; gap: 0.5rem 2rem; flex-wrap: wrap; justify-content: space-between; }
      @media (max-width: 40rem) {
        .bar, main, footer div { padding-left: 1rem; padding-right: 1rem; }
        main { padding-top: 1.25rem; }
        .bar { gap: 0.5rem 0.9rem; }
        .who span { display: none; }
        .who .short { display: inline; }
        .who button { padding: 0.4rem 0.7rem; }
      }
      @media print { header, footer, .skip { display: none; } main { padding: 0; max-width: none; } }
    `,
  ];

  constructor() {
    super();
    this.route = routeOf(location);
    this.account = null;
    this.asked = false;
    this.expired = false;
    this.problem = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('click', followLink);
    this.addEventListener('logged-in', (event) => this.loggedIn((event as CustomEvent<Account>).detail));
    this.addEventListener('logged-out', this.loggedOut);
    navigation.addEventListener('change', this.navigated);
    sessionWatch.addEventListener('lost', this.lostSession);
    void this.askWhoIsThere();
  }

  override disconnectedCallback(): void {
    navigation.removeEventListener('change', this.navigated);
    sessionWatch.removeEventListener('lost', this.lostSession);
    super.disconnectedCallback();
  }

  private async askWhoIsThere(): Promise<void> {
    this.problem = '';
    try {
      this.account = (await api.currentSession()).account;
    } catch (thrown) {
      if (!(thrown instanceof ApiProblem && thrown.asksForLogin)) {
        this.problem = sentenceOf(thrown);
        return;
      }
    }
    this.asked = true;
    this.expired = false;
    this.moved();
  }

  private readonly moved = (): void => {
    this.route = routeOf(location);
    if (!this.asked) {
      return;
    }
    if (!this.account && this.route.page !== 'login') {
      navigate(loginPath(location.pathname), true);
    } else if (this.account && this.route.page === 'login') {
      navigate(this.route.next, true);
    }
  };

  /** After a navigation inside the page, reading goes on at the new content. */
  private readonly navigated = (): void => {
    this.moved();
    if (this.route.page !== 'login') {
      scrollTo(0, 0);
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('main')?.focus({ preventScroll: true }));
    }
  };

  private readonly lostSession = (): void => {
    if (this.account) {
      this.account = null;
      this.expired = true;
      this.moved();
    }
  };

  private loggedIn(account: Account): void {
    this.account = account;
    this.expired = false;
    this.moved();
  }

  private async logOut(): Promise<void> {
    currentUpload.cancel();
    try {
      await api.logOut();
    } catch (thrown) {
      if (!(thrown instanceof ApiProblem && thrown.asksForLogin)) {
        this.problem = sentenceOf(thrown);
        return;
      }
    }
    this.loggedOut();
  }

  private readonly loggedOut = (): void => {
    currentUpload.cancel();
    this.account = null;
    this.expired = false;
    navigate('/login');
  };

  protected override render() {
    return html`
      <header>
        <button type="button" class="skip" @click=${this.skip}>${messages.skipToContent}</button>
        <div class="bar">
          <a class="brand" href="/"><img src="/favicon.svg" alt="" />${messages.product}</a>
          <nav aria-label=${messages.navigation.label}>
            ${this.account
              ? html`<a href="/" aria-current=${this.route.page === 'home' ? 'page' : nothing}>${messages.navigation.analyses}</a>`
              : nothing}
          </nav>
          ${this.account
            ? html`<div class="who">
                <a href="/account" aria-current=${this.route.page === 'account' ? 'page' : nothing}
                  ><span>${messages.navigation.signedInAs(displayName(this.account))}</span><span class="short">${messages.account.title}</span></a
                >
                <button type="button" @click=${this.logOut}>${messages.navigation.logOut}</button>
              </div>`
            : nothing}
        </div>
      </header>
      <main tabindex="-1">${this.page()}</main>
      <footer>
        <div><span>${messages.footer.local}</span><a href="/docs">${messages.footer.api}</a></div>
      </footer>
    `;
  }

  private page() {
    if (this.problem) {
      return html`<problem-note .text=${this.problem} retry @retry=${this.askWhoIsThere}></problem-note>`;
    }
    if (!this.asked) {
      return html`<p class="soft" role="status">${messages.loading}</p>`;
    }
    switch (this.route.page) {
      case 'login':
        return html`<login-page
          .notice=${this.expired ? messages.login.expired : ''}
          .refusal=${this.route.problem}
          .next=${this.route.next}
        ></login-page>`;
      case 'home':
        return html`<home-page></home-page>`;
      case 'account':
        return this.account ? html`<account-page .account=${this.account}></account-page>` : nothing;
      case 'analysis':
        return html`<analysis-page .analysisId=${this.route.id}></analysis-page>`;
      case 'nowhere':
        return html`<h1>${messages.problems.notFoundTitle}</h1>
          <p class="soft">${messages.problems.notFoundText} <a href="/">${messages.problems.toStart}</a></p>`;
    }
  }

  private skip(): void {
    this.renderRoot.querySelector<HTMLElement>('main')?.focus();
  }
}

customElements.define('gait-app', GaitApp);
