import { css, html, LitElement } from 'lit';
import { messages } from '../messages';
import { setPageTitle } from '../shell/page-title';
import { shared } from '../style/shared';
import './upload-panel';
import './analysis-list';

/** The first page after logging in: a new analysis, and those there are. */
export class HomePage extends LitElement {
  static override styles = [shared, css`:host { display: grid; gap: 2.25rem; }`];

  override connectedCallback(): void {
    super.connectedCallback();
    setPageTitle(messages.navigation.analyses);
  }

  protected override render() {
    return html`<upload-panel></upload-panel><analysis-list></analysis-list>`;
  }
}

customElements.define('home-page', HomePage);
