import { css, html, LitElement } from 'lit';
import type { Result } from '../api/types';
import { number } from '../format';
import { messages } from '../messages';
import { shared } from '../style/shared';

/** How the numbers were made, in the words of a report's method section. */
export class MethodStatement extends LitElement {
  static override properties = { result: { attribute: false } };

  declare result: Result;

  static override styles = [
    shared,
    css`
      h2 { margin-bottom: 0.75rem; }
      p { max-width: 78ch; }
      p + p { margin-top: 0.6rem; }
    `,
  ];

  protected override render() {
    const { input, method } = this.result;
    const texts = messages.result;
    const view = [texts.views[input.view.toLowerCase()] ?? input.view, texts.directions[input.walking_direction.toLowerCase()] ?? input.walking_direction];
    const sentences = [
      texts.methodSource(input.frames, number(input.frame_rate_hz, Number.isInteger(input.frame_rate_hz) ? 0 : 2), view.join(', ')),
      texts.methodPose(texts.estimators[method.estimator] ?? method.estimator),
      method.model ? texts.methodModel(method.model) : '',
      method.version ? texts.methodVersion(method.version) : '',
    ];
    return html`<section aria-labelledby="method">
      <h2 id="method">${texts.method}</h2>
      <div class="card">
        <p>${sentences.filter(Boolean).join(' ')}</p>
        <p>${texts.methodIntervals}</p>
        <p class="soft">${texts.methodCare}</p>
      </div>
    </section>`;
  }
}

customElements.define('method-statement', MethodStatement);
