import { css, html, LitElement, nothing } from 'lit';
import type { PersonAt, UploadFields } from '../api/upload';
import { number } from '../format';
import { messages } from '../messages';
import { analysisPath, navigate } from '../routing';
import { shared } from '../style/shared';
import { currentUpload } from './current-upload';
import { readHeight, type TypedHeight } from './height';
import { objectionTo } from './video-check';
import '../shell/problem-note';
import './drop-zone';
import './filming-tips';
import './person-picker';
import './upload-progress';

/** Chooses a video, says what is known of the walk, and sends both. */
export class UploadPanel extends LitElement {
  static override properties = {
    file: { state: true },
    height: { state: true },
    heightLeft: { state: true },
    problem: { state: true },
    notice: { state: true },
  };

  declare private file: File | null;
  declare private height: TypedHeight;
  /** Whether the person has left the height field, so that half a number is not called wrong while it is typed. */
  declare private heightLeft: boolean;
  private person: PersonAt | null = null;
  declare private problem: string;
  declare private notice: string;

  static override styles = [
    shared,
    css`
      h1 { margin-bottom: 1rem; }
      .grid { display: grid; grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr); gap: 1.5rem; }
      form { display: grid; gap: 1rem; align-content: start; }
      form > button { justify-self: start; }
      problem-note { margin-bottom: 1rem; }
      filming-tips { margin-top: 1.1rem; border-top: 1px solid var(--line); padding-top: 0.9rem; }
      @media (max-width: 52rem) { .grid { grid-template-columns: minmax(0, 1fr); } }
    `,
  ];

  constructor() {
    super();
    this.file = null;
    this.height = null;
    this.heightLeft = false;
    this.problem = '';
    this.notice = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    currentUpload.addEventListener('change', this.uploadChanged);
    currentUpload.addEventListener('accepted', this.accepted);
  }

  override disconnectedCallback(): void {
    currentUpload.removeEventListener('change', this.uploadChanged);
    currentUpload.removeEventListener('accepted', this.accepted);
    super.disconnectedCallback();
  }

  private readonly uploadChanged = (): void => this.requestUpdate();

  private readonly accepted = (event: Event): void => navigate(analysisPath((event as CustomEvent<string>).detail));

  protected override render() {
    const problem = this.problem || currentUpload.problem;
    const notice = this.notice || currentUpload.notice;
    const running = currentUpload.isRunning;
    return html`
      <h1>${messages.upload.title}</h1>
      <div class="card">
        ${problem ? html`<problem-note .text=${problem}></problem-note>` : nothing}
        ${notice ? html`<problem-note kind="warn" .text=${notice}></problem-note>` : nothing}
        ${running && currentUpload.file
          ? html`<upload-progress
              .name=${currentUpload.file.name} .sent=${currentUpload.sent} .total=${currentUpload.file.size}
              @cancel=${() => currentUpload.cancel()}
            ></upload-progress>`
          : nothing}
        <div class="grid" ?hidden=${running}>
          <drop-zone .file=${this.file} @files=${this.chosen}></drop-zone>
          ${this.fields()}
        </div>
        <person-picker
          .file=${this.file} ?hidden=${running} @person=${(event: CustomEvent<PersonAt | null>) => (this.person = event.detail)}
        ></person-picker>
        <filming-tips ?hidden=${running}></filming-tips>
      </div>
    `;
  }

  private fields() {
    const texts = messages.upload;
    return html`<form novalidate @submit=${this.submit}>
      <div>
        <label for="height">${texts.height}</label>
        <input
          id="height" name="height" inputmode="decimal" autocomplete="off" aria-describedby="height-hint"
          aria-invalid=${this.heightIsWrong ? 'true' : 'false'}
          @input=${this.heightTyped} @change=${() => (this.heightLeft = true)}
        />
        <p class="hint ${this.heightIsWrong ? 'wrong' : ''}" id="height-hint" aria-live="polite">${this.heightHint()}</p>
      </div>
      <div>
        <label for="name">${texts.label}</label>
        <input id="name" name="name" maxlength="120" autocomplete="off" aria-describedby="name-hint" />
        <p class="hint" id="name-hint">${texts.labelHint}</p>
      </div>
      <div>
        <label for="surface">${texts.surface}</label>
        <select id="surface" name="surface">
          ${Object.entries(texts.surfaces).map(([value, label]) => html`<option value=${value}>${label}</option>`)}
        </select>
      </div>
      <button class="primary">${texts.start}</button>
    </form>`;
  }

  private get heightIsWrong(): boolean {
    return this.heightLeft && this.height === 'wrong';
  }

  private heightHint(): string {
    if (this.heightIsWrong) {
      return messages.upload.heightWrong;
    }
    return typeof this.height === 'number' ? messages.upload.heightRead(number(this.height, 2)) : messages.upload.heightHint;
  }

  private heightTyped(event: Event): void {
    this.height = readHeight((event.target as HTMLInputElement).value);
  }

  private chosen(event: CustomEvent<File[]>): void {
    const [file] = event.detail;
    if (!file || currentUpload.isRunning) {
      return;
    }
    currentUpload.forget();
    this.problem = objectionTo(file);
    this.notice = event.detail.length > 1 && !this.problem ? messages.upload.oneOnly : '';
    this.file = this.problem ? null : file;
    this.person = null;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    this.heightLeft = true;
    this.notice = '';
    currentUpload.forget();
    if (!this.file) {
      this.problem = messages.upload.needsVideo;
      return;
    }
    if (this.height === 'wrong') {
      form.querySelector<HTMLInputElement>('#height')?.focus();
      return;
    }
    this.problem = '';
    const fields = new FormData(form);
    await currentUpload.start(this.file, {
      heightMetres: this.height,
      name: String(fields.get('name') ?? ''),
      person: this.person,
      surface: fields.get('surface') as UploadFields['surface'],
    });
  }
}

customElements.define('upload-panel', UploadPanel);
