import { css, html, LitElement } from 'lit';
import { bytes } from '../format';
import { messages } from '../messages';
import { shared } from '../style/shared';
import { ACCEPT } from './video-check';

/**
 * Takes a file by drop or by the file dialog. A file dropped beside the zone counts too: the browser would leave the page for it.
 *
 * @fires files with the chosen File objects
 */
export class DropZone extends LitElement {
  static override properties = { file: { attribute: false }, over: { type: Boolean, reflect: true } };

  declare file: File | null;
  declare private over: boolean;

  static override styles = [
    shared,
    css`
      .zone {
        height: 100%; min-height: 13rem; display: grid; align-content: center; justify-items: center; gap: 0.55rem; padding: 1.5rem;
        text-align: center; border: 2px dashed var(--line-strong); border-radius: var(--radius); background: var(--surface-sunk);
      }
      :host([over]) .zone { border-color: var(--accent); background: var(--accent-soft); }
      svg { width: 7.5rem; height: auto; color: var(--ink-soft); }
      .title { font-weight: 600; font-size: 1.0625rem; overflow-wrap: anywhere; }
      input { position: absolute; width: 1px; height: 1px; opacity: 0; }
      input:focus-visible + .button { outline: 3px solid var(--accent); outline-offset: 2px; }
      label.button { margin: 0; font-size: 1rem; }
    `,
  ];

  constructor() {
    super();
    this.file = null;
    this.over = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('dragover', this.dragOver);
    window.addEventListener('dragleave', this.dragLeft);
    window.addEventListener('drop', this.dropped);
  }

  override disconnectedCallback(): void {
    window.removeEventListener('dragover', this.dragOver);
    window.removeEventListener('dragleave', this.dragLeft);
    window.removeEventListener('drop', this.dropped);
    super.disconnectedCallback();
  }

  protected override render() {
    const texts = messages.upload;
    return html`<div class="zone">
      ${walker}
      <p class="title">${this.file ? this.file.name : texts.drop}</p>
      <p class="small soft">${this.file ? bytes(this.file.size) : texts.formats}</p>
      <div>
        <input id="file" type="file" accept=${ACCEPT} @change=${this.chosen} />
        <label for="file" class="button ${this.file ? '' : 'primary'}">${this.file ? texts.change : texts.choose}</label>
      </div>
    </div>`;
  }

  private readonly dragOver = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files')) {
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      this.over = true;
    }
  };

  private readonly dragLeft = (event: DragEvent): void => {
    if (event.relatedTarget === null) {
      this.over = false;
    }
  };

  private readonly dropped = (event: DragEvent): void => {
    event.preventDefault();
    this.over = false;
    this.emit(event.dataTransfer?.files);
  };

  private chosen(event: Event): void {
    const input = event.target as HTMLInputElement;
    this.emit(input.files);
    input.value = '';
  }

  private emit(files: FileList | null | undefined): void {
    if (files?.length) {
      this.dispatchEvent(new CustomEvent<File[]>('files', { detail: [...files] }));
    }
  }
}

/** The picture that a good video shows: a whole walker from the side, between the borders of the frame. */
const walker = html`<svg viewBox="0 0 120 70" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
  <path d="M4 16V6a2 2 0 0 1 2-2h10M104 4h10a2 2 0 0 1 2 2v10M116 54v10a2 2 0 0 1-2 2h-10M16 66H6a2 2 0 0 1-2-2V54" />
  <path d="M22 61h76" stroke-dasharray="1 5" />
  <circle cx="62" cy="13.5" r="5" />
  <path d="M61 20.5 59 37" />
  <path d="M60.5 23.5 51 34M60.5 23.5 67 32l6 3" />
  <path d="M59 37 51 47.5 43 58l4 2.5" stroke="var(--right)" stroke-width="3" />
  <path d="M59 37 67 46.5 73 59l6-1.5" stroke="var(--left)" stroke-width="3" />
</svg>`;

customElements.define('drop-zone', DropZone);
