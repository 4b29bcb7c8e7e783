import { css, html, LitElement, nothing, svg } from 'lit';
import type { PersonAt } from '../api/upload';
import { number } from '../format';
import { messages } from '../messages';
import { shared } from '../style/shared';
import { type Place, placeAt, shownIn } from './picked-place';

/** How far an arrow key moves the cross, in shares of the picture; with Shift ten times as far. */
const STEP = 0.005;
/** Moments nearer than this show the same frame, seconds. */
const SAME_MOMENT = 0.05;

/**
 * Shows the chosen video as it lies on this computer, to point at the person who is meant where several are in view.
 * A video that the browser cannot play is not shown at all: the analysis finds the walker without it.
 *
 * @fires person with the PersonAt that was pointed at, or null when it was taken back
 */
export class PersonPicker extends LitElement {
  static override properties = {
    file: { attribute: false },
    playable: { state: true },
    seconds: { state: true },
    moment: { state: true },
    cross: { state: true },
    person: { state: true },
  };

  declare file: File | null;
  declare private playable: boolean;
  declare private seconds: number;
  declare private moment: number;
  /** Where the keyboard points. */
  declare private cross: Place | null;
  declare private person: PersonAt | null;
  private address = '';

  static override styles = [
    shared,
    css`
      section { display: grid; gap: 0.6rem; margin-top: 1.1rem; border-top: 1px solid var(--line); padding-top: 0.9rem; }
      .stage { position: relative; cursor: crosshair; touch-action: manipulation; justify-self: start; max-width: 100%; border-radius: 6px; overflow: hidden; background: #000; }
      video { display: block; max-width: 100%; max-height: 26rem; object-fit: contain; }
      svg { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; overflow: visible; }
      /* On the picture, whose colours are not the page's: a light line within a dark one is seen on any. */
      svg .under { stroke: #000; stroke-width: 5; fill: none; }
      svg .over { stroke: #fff; stroke-width: 2; fill: none; }
      svg .chosen .over { stroke: #ffd400; stroke-width: 3; }
      .controls { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; }
      .controls label { flex: 1 1 14rem; display: flex; align-items: center; gap: 0.6rem; margin: 0; }
      input { flex: 1; min-width: 6rem; accent-color: var(--accent); }
    `,
  ];

  constructor() {
    super();
    this.file = null;
    this.forget();
  }

  private forget(): void {
    this.playable = false;
    this.seconds = 0;
    this.moment = 0;
    this.cross = null;
    this.person = null;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('file')) {
      this.forget();
      this.release();
      this.address = this.file ? URL.createObjectURL(this.file) : '';
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('resize', this.resized);
  }

  override disconnectedCallback(): void {
    window.removeEventListener('resize', this.resized);
    this.release();
    super.disconnectedCallback();
  }

  private release(): void {
    if (this.address) {
      URL.revokeObjectURL(this.address);
      this.address = '';
    }
  }

  private readonly resized = (): void => this.requestUpdate();

  private get video(): HTMLVideoElement | null {
    return this.renderRoot.querySelector('video');
  }

  protected override render() {
    const texts = messages.person;
    if (!this.address) {
      return nothing;
    }
    return html`<section ?hidden=${!this.playable} aria-labelledby="who">
      <div>
        <h2 id="who">${texts.title}</h2>
        <p class="hint" id="how">${texts.hint}</p>
      </div>
      <div
        class="stage" tabindex="0" role="application" aria-label=${texts.stage} aria-describedby="how"
        @click=${this.clicked} @keydown=${this.pressed}
      >
        <video
          src=${this.address} muted playsinline preload="auto" aria-hidden="true"
          @loadeddata=${this.loaded} @seeked=${this.sought} @error=${() => (this.playable = false)}
        ></video>
        ${this.marks()}
      </div>
      <div class="controls">
        <label>
          ${texts.moment}
          <input
            type="range" min="0" max=${this.seconds} step="0.01" .value=${String(this.moment)}
            aria-valuetext=${texts.seconds(number(this.moment, 1))} @input=${this.seek}
          />
          <span class="number small soft" aria-hidden="true">${texts.seconds(number(this.moment, 1))}</span>
        </label>
        ${this.person ? html`<button type="button" class="quiet" @click=${() => this.choose(null)}>${texts.clear}</button>` : nothing}
      </div>
      <p class="small" role="status">${this.person ? texts.chosen(number(this.person.timeSeconds, 1)) : texts.nobody}</p>
    </section>`;
  }

  private marks() {
    const chosen = this.person && Math.abs(this.person.timeSeconds - this.moment) < SAME_MOMENT ? this.person : null;
    return html`<svg aria-hidden="true">
      ${chosen ? this.mark(chosen, 'chosen', 'M-16 0a16 16 0 1 0 32 0a16 16 0 1 0 -32 0') : nothing}
      ${this.cross ? this.mark(this.cross, 'cross', 'M-14 0H14M0 -14V14') : nothing}
    </svg>`;
  }

  private mark(place: Place, name: string, path: string) {
    const video = this.video;
    if (!video) {
      return nothing;
    }
    const shown = shownIn(boxOf(video), pictureOf(video));
    const x = shown.left + place.x * shown.width;
    const y = shown.top + place.y * shown.height;
    return svg`<g class=${name} transform="translate(${x} ${y})"><path class="under" d=${path} /><path class="over" d=${path} /></g>`;
  }

  private loaded(): void {
    const video = this.video;
    // A file without pictures, or of a length that the browser cannot tell, has nothing to point at.
    this.playable = video !== null && video.videoWidth > 0 && Number.isFinite(video.duration);
    this.seconds = this.playable && video ? video.duration : 0;
  }

  private seek(event: Event): void {
    if (this.video) {
      this.video.currentTime = Number((event.target as HTMLInputElement).value);
    }
  }

  private sought(): void {
    this.moment = this.video?.currentTime ?? 0;
  }

  private clicked(event: MouseEvent): void {
    const video = this.video;
    if (!video) {
      return;
    }
    const box = video.getBoundingClientRect();
    const place = placeAt({ x: event.clientX - box.left, y: event.clientY - box.top }, box, pictureOf(video));
    if (place) {
      this.cross = null;
      this.choose(place);
    }
  }

  private pressed(event: KeyboardEvent): void {
    const far = event.shiftKey ? 10 * STEP : STEP;
    const move = { ArrowLeft: [-far, 0], ArrowRight: [far, 0], ArrowUp: [0, -far], ArrowDown: [0, far] }[event.key];
    if (move) {
      const from = this.cross ?? this.person ?? { x: 0.5, y: 0.5 };
      this.cross = { x: within(from.x + (move[0] ?? 0)), y: within(from.y + (move[1] ?? 0)) };
    } else if (event.key === 'Enter' && this.cross) {
      this.choose(this.cross);
    } else {
      return;
    }
    event.preventDefault();
  }

  private choose(place: Place | null): void {
    this.person = place && { timeSeconds: this.moment, x: place.x, y: place.y };
    if (!place) {
      this.cross = null;
    }
    this.dispatchEvent(new CustomEvent<PersonAt | null>('person', { detail: this.person }));
  }
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function boxOf(video: HTMLVideoElement): { width: number; height: number } {
  return { width: video.clientWidth, height: video.clientHeight };
}

/** As it is shown: browsers turn a film that was taken upright. */
function pictureOf(video: HTMLVideoElement): { width: number; height: number } {
  return { width: video.videoWidth, height: video.videoHeight };
}

customElements.define('person-picker', PersonPicker);
