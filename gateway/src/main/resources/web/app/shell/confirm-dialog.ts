import { css, html, LitElement } from 'lit';
import { messages } from '../messages';
import { shared } from '../style/shared';

export interface Question {
  title: string;
  text: string;
  action: string;
}

/** Asks before something is lost. Escape and the keep button answer no. */
export class ConfirmDialog extends LitElement {
  static override properties = { question: { state: true } };

  declare private question: Question;
  private answer: (yes: boolean) => void = () => {};

  static override styles = [
    shared,
    css`
      dialog { border: 1px solid var(--line); border-radius: 12px; padding: 1.5rem; max-width: min(30rem, calc(100vw - 2rem)); color: var(--ink); background: var(--surface); box-shadow: 0 12px 40px rgb(0 0 0 / 0.3); }
      dialog::backdrop { background: rgb(10 20 30 / 0.5); }
      h2 { margin-bottom: 0.5rem; }
      p { overflow-wrap: anywhere; }
      .actions { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 0.75rem; margin-top: 1.5rem; }
    `,
  ];

  constructor() {
    super();
    this.question = { title: '', text: '', action: '' };
  }

  async ask(question: Question): Promise<boolean> {
    this.question = question;
    await this.updateComplete;
    const dialog = this.renderRoot.querySelector('dialog');
    if (!dialog) {
      return false;
    }
    dialog.returnValue = '';
    dialog.showModal();
    return new Promise((resolve) => (this.answer = resolve));
  }

  protected override render() {
    return html`<dialog aria-labelledby="title" aria-describedby="text" @close=${this.closed}>
      <form method="dialog">
        <h2 id="title">${this.question.title}</h2>
        <p id="text">${this.question.text}</p>
        <div class="actions">
          <button value="" autofocus>${messages.confirm.keep}</button>
          <button value="yes" class="danger">${this.question.action}</button>
        </div>
      </form>
    </dialog>`;
  }

  private closed(event: Event): void {
    this.answer((event.target as HTMLDialogElement).returnValue === 'yes');
  }
}

customElements.define('confirm-dialog', ConfirmDialog);
