import { css, html, LitElement, nothing } from 'lit';
import type { Artefact } from '../api/types';
import { messages } from '../messages';
import { shared } from '../style/shared';

/** The files that were made from the video. */
export class DownloadList extends LitElement {
  static override properties = { artefacts: { attribute: false } };

  declare artefacts: Artefact[];

  static override styles = [
    shared,
    css`
      h2 { margin-bottom: 0.75rem; }
      ul { list-style: none; padding: 0; display: grid; gap: 0.6rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); }
      a { display: flex; align-items: center; gap: 0.8rem; padding: 0.7rem 0.9rem; text-decoration: none; color: var(--ink); background: var(--surface); border: 1px solid var(--line); border-radius: 8px; }
      a:hover { border-color: var(--accent); background: var(--accent-soft); color: var(--ink); }
      svg { width: 1.1rem; flex: none; color: var(--accent); }
      b { display: block; font-weight: 600; }
      @media print { :host { display: none; } }
    `,
  ];

  protected override render() {
    if (this.artefacts.length === 0) {
      return nothing;
    }
    const texts = messages.result;
    return html`<section aria-labelledby="downloads">
      <h2 id="downloads">${texts.downloads}</h2>
      <ul>
        ${this.artefacts.map(
          (artefact) => html`<li>
            <a href=${artefact.href} download=${artefact.name}>
              ${arrow}<span><b>${texts.artefacts[artefact.name] ?? artefact.name}</b><span class="small soft">${artefact.name}</span></span>
            </a>
          </li>`,
        )}
      </ul>
    </section>`;
  }
}

const arrow = html`<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
  <path d="M8 1.5v8.5M4 6.5l4 4 4-4M2 14.5h12" />
</svg>`;

customElements.define('download-list', DownloadList);
