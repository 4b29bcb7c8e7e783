import { css, html, LitElement } from 'lit';
import { messages } from '../messages';
import { shared } from '../style/shared';

const SPEEDS = [0.1, 0.25, 0.5, 1];

/**
 * A video with what gait needs: slow playback and single frames.
 *
 * @fires time with the seconds of the walk that are shown; bubbles
 */
export class VideoPlayer extends LitElement {
  static override properties = { src: {}, frames: { attribute: false }, seconds: { attribute: false }, failed: { state: true } };

  declare src: string;
  declare frames: number;
  declare seconds: number;
  declare private failed: boolean;

  static override styles = [
    shared,
    css`
      video { display: block; width: 100%; max-height: 36rem; border-radius: 6px; background: #000; }
      .controls { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; margin-top: 0.5rem; }
      .controls div { display: flex; gap: 0.4rem; }
      button { min-height: 2.25rem; padding: 0.2rem 0.75rem; }
      label { margin: 0; display: flex; align-items: center; gap: 0.5rem; font-weight: 450; }
      select { width: auto !important; min-height: 2.25rem !important; }
    `,
  ];

  constructor() {
    super();
    this.src = '';
    this.frames = 0;
    this.seconds = 0;
    this.failed = false;
  }

  private get video(): HTMLVideoElement | null {
    return this.renderRoot.querySelector('video');
  }

  /** Seconds of film for a second of the walk: more than 1 in slow motion. */
  private get stretch(): number {
    const ratio = (this.video?.duration ?? Number.NaN) / this.seconds;
    return Number.isFinite(ratio) && Math.abs(ratio - 1) > 0.05 ? ratio : 1;
  }

  /** @param time seconds of the walk */
  seek(time: number): void {
    if (this.video) {
      this.video.pause();
      this.video.currentTime = time * this.stretch;
    }
  }

  protected override render() {
    const texts = messages.result;
    if (this.failed) {
      return html`<p class="soft small">${texts.videoFailed}</p>`;
    }
    return html`
      <video
        src=${this.src} controls muted playsinline preload="metadata" aria-label=${texts.videoLabel}
        @timeupdate=${this.tell} @seeked=${this.tell} @error=${() => (this.failed = true)}
      ></video>
      <div class="controls">
        <div>
          <button type="button" aria-label=${texts.frameBack} title=${texts.frameBack} @click=${() => this.step(-1)}>◀ 1</button>
          <button type="button" aria-label=${texts.frameForward} title=${texts.frameForward} @click=${() => this.step(1)}>1 ▶</button>
        </div>
        <label>
          ${texts.speed}
          <select @change=${this.speed}>
            ${SPEEDS.map((speed) => html`<option value=${speed} ?selected=${speed === 1}>${speed}×</option>`)}
          </select>
        </label>
      </div>
    `;
  }

  private step(frames: number): void {
    if (this.video) {
      const frameSeconds = this.frames > 0 ? this.seconds / this.frames : 1 / 30;
      this.seek(Math.max(0, this.video.currentTime / this.stretch + frames * frameSeconds));
    }
  }

  private speed(event: Event): void {
    if (this.video) {
      this.video.playbackRate = Number((event.target as HTMLSelectElement).value);
    }
  }

  private tell(): void {
    this.dispatchEvent(new CustomEvent<number>('time', { detail: (this.video?.currentTime ?? 0) / this.stretch, bubbles: true, composed: true }));
  }
}

customElements.define('video-player', VideoPlayer);
