import { css, html, LitElement, nothing } from 'lit';
import type { Artefact } from '../api/types';
import { messages } from '../messages';
import { shared } from '../style/shared';
import './video-player';
import type { VideoPlayer } from './video-player';

const PICTURE = 'overlay.png';
export const VIDEO = 'overlay.mp4';

/** Whether there is anything to see: a walk that was recorded without a camera has neither. */
export function isPictured(artefacts: readonly Artefact[]): boolean {
  return artefacts.some(({ name }) => name === PICTURE || name === VIDEO);
}

/** The tracked body points, as a still picture and as a video, to see what the numbers rest on. */
export class OverlayView extends LitElement {
  static override properties = { artefacts: { attribute: false }, frames: { attribute: false }, seconds: { attribute: false }, others: { attribute: false } };

  declare artefacts: Artefact[];
  /** Frames and seconds of the walk as it was filmed. */
  declare frames: number;
  declare seconds: number;
  /** How many people were seen beside the one who was analysed. */
  declare others: number;

  static override styles = [
    shared,
    css`
      h2 { margin-bottom: 0.75rem; }
      .pair { display: grid; gap: 1.25rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); align-items: start; }
      figure { display: grid; gap: 0.5rem; }
      img { display: block; width: 100%; height: auto; max-height: 36rem; object-fit: contain; border-radius: 6px; background: #000; }
      figcaption { font-size: 0.875rem; color: var(--ink-soft); }
      .others { margin-top: 0.6rem; }
      @media print { .video, .others { display: none; } }
    `,
  ];

  /** Shows that moment in the video and brings it into view. */
  seek(time: number): void {
    const player = this.renderRoot.querySelector<VideoPlayer>('video-player');
    player?.seek(time);
    player?.scrollIntoView({ block: 'nearest' });
  }

  protected override render() {
    const texts = messages.result;
    const picture = this.artefacts.find((artefact) => artefact.name === PICTURE);
    const video = this.artefacts.find((artefact) => artefact.name === VIDEO);
    return html`<section aria-labelledby="picture">
      <h2 id="picture">${texts.picture}</h2>
      <div class="card pair">
        ${picture
          ? html`<figure>
              <a href=${picture.href} target="_blank" rel="noopener"><img src=${picture.href} alt=${texts.frameAlt} /></a>
              <figcaption>${texts.frameCaption}</figcaption>
            </figure>`
          : nothing}
        ${video
          ? html`<figure class="video">
              <video-player .src=${video.href} .frames=${this.frames} .seconds=${this.seconds}></video-player>
              <figcaption>${texts.videoCaption}</figcaption>
            </figure>`
          : nothing}
      </div>
      ${this.others > 0 ? html`<p class="others small soft">${texts.others(this.others)} <a href="/">${texts.anotherPerson}</a></p>` : nothing}
    </section>`;
  }
}

customElements.define('overlay-view', OverlayView);
