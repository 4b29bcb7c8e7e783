import { css, html, LitElement } from 'lit';
import type { Quality } from '../api/types';
import { percent } from '../format';
import { messages } from '../messages';
import { shared } from '../style/shared';

/** How far the walk could be seen, in sentences. */
export class QualityNotes extends LitElement {
  static override properties = { quality: { attribute: false } };

  declare quality: Quality;

  static override styles = [
    shared,
    css`
      h2 { margin-bottom: 0.75rem; }
      .card { border-left: 5px solid var(--good); }
      .card.poor { border-left-color: var(--warn); }
      .verdict { font-weight: 600; }
      ul { padding-left: 1.2rem; margin-top: 0.4rem; display: grid; gap: 0.25rem; max-width: 75ch; }
    `,
  ];

  protected override render() {
    const { usable, notes, repaired_swaps: swaps, gap_fraction: gaps } = this.quality;
    const texts = messages.result;
    const sentences = [...notes];
    if (swaps > 0) {
      sentences.push(texts.swaps(swaps));
    }
    if (gaps > 0) {
      sentences.push(texts.gaps(percent(gaps)));
    }
    return html`<section aria-labelledby="quality">
      <h2 id="quality">${texts.quality}</h2>
      <div class="card ${usable ? '' : 'poor'}">
        <p class="verdict">${usable ? texts.usable : texts.notUsable}</p>
        ${sentences.length ? html`<ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>` : ''}
      </div>
    </section>`;
  }
}

customElements.define('quality-notes', QualityNotes);
