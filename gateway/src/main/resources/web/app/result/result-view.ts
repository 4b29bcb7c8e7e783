import { css, html, LitElement, nothing } from 'lit';
import { type Artefact, durationOf, type Result } from '../api/types';
import { messages } from '../messages';
import { shared } from '../style/shared';
import '../shell/problem-note';
import './curve-charts';
import './download-list';
import './event-timeline';
import './headline-cards';
import './method-statement';
import { isPictured, type OverlayView, VIDEO } from './overlay-view';
import './parameter-table';
import './quality-notes';
import './withheld-list';

/** The report of one walk: the headline first, then what it rests on. */
export class ResultView extends LitElement {
  static override properties = { result: { attribute: false }, artefacts: { attribute: false }, now: { state: true } };

  declare result: Result;
  declare artefacts: Artefact[];
  declare private now: number | null;

  static override styles = [shared, css`:host { display: grid; gap: 2.25rem; grid-template-columns: minmax(0, 1fr); }`];

  constructor() {
    super();
    this.now = null;
  }

  protected override render() {
    const { result, artefacts } = this;
    return html`
      ${result.quality.usable ? nothing : html`<problem-note kind="warn" .text=${messages.result.notUsable}></problem-note>`}
      <headline-cards .result=${result}></headline-cards>
      ${isPictured(artefacts)
        ? html`<overlay-view .artefacts=${artefacts} .frames=${result.input.frames} .seconds=${durationOf(result)}
            .others=${result.people?.filter(({ analysed }) => !analysed).length ?? 0} @time=${this.played}></overlay-view>`
        : nothing}
      <event-timeline .result=${result} .now=${this.now} ?seekable=${artefacts.some(({ name }) => name === VIDEO)} @seek=${this.seek}></event-timeline>
      <curve-charts .result=${result}></curve-charts>
      <parameter-table .parameters=${result.parameters}></parameter-table>
      <withheld-list .parameters=${result.parameters}></withheld-list>
      <quality-notes .quality=${result.quality}></quality-notes>
      <method-statement .result=${result}></method-statement>
      <download-list .artefacts=${artefacts}></download-list>
    `;
  }

  private played(event: CustomEvent<number>): void {
    this.now = event.detail;
  }

  private seek(event: CustomEvent<number>): void {
    this.now = event.detail;
    this.renderRoot.querySelector<OverlayView>('overlay-view')?.seek(event.detail);
  }
}

customElements.define('result-view', ResultView);
