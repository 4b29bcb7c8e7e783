import { api } from './client';
import { ApiProblem } from './problem';
import { type AnalysisState, isFinal, type Progress } from './types';

/** What a follower of an analysis is told. */
export interface Follower {
  progress(progress: Progress): void;
  state(state: AnalysisState): void;
  /** True while events arrive as they happen, false while the page asks again and again. */
  live(live: boolean): void;
  /** The analysis cannot be read any more; following has ended. */
  lost(problem: ApiProblem): void;
}

const POLL_MILLISECONDS = 3000;
/** Polls between two attempts to open the event stream again once the browser has given it up. */
const POLLS_BEFORE_REOPENING = 5;

/**
 * Follows an analysis to its final state by server-sent events, and by polling while no event stream stands,
 * for instance behind a proxy that holds streams back.
 *
 * @returns stops following
 */
export function follow(id: string, follower: Follower): () => void {
  let source: EventSource | null = null;
  let stopped = false;
  let polls = 0;

  const stop = () => {
    stopped = true;
    source?.close();
    clearInterval(timer);
  };

  const reached = (state: AnalysisState) => {
    if (stopped) {
      return;
    }
    if (isFinal(state)) {
      stop();
    }
    follower.state(state);
  };

  const open = () => {
    source = new EventSource(api.eventsPath(id));
    source.onopen = () => follower.live(true);
    source.onerror = () => follower.live(false);
    source.addEventListener('progress', (event) => {
      follower.progress(JSON.parse((event as MessageEvent<string>).data) as Progress);
    });
    source.addEventListener('state', (event) => {
      reached((JSON.parse((event as MessageEvent<string>).data) as { state: AnalysisState }).state);
    });
  };

  const poll = async () => {
    try {
      const analysis = await api.analysis(id);
      if (stopped) {
        return;
      }
      if (analysis.progress) {
        follower.progress(analysis.progress);
      }
      reached(analysis.state);
    } catch (thrown) {
      // An unreachable server may come back; an analysis that is gone or a login that has ended will not.
      if (!stopped && thrown instanceof ApiProblem && (thrown.slug === 'not-found' || thrown.asksForLogin)) {
        stop();
        follower.lost(thrown);
      }
    }
  };

  const timer = setInterval(() => {
    if (source?.readyState === EventSource.OPEN) {
      return;
    }
    void poll();
    if (source?.readyState === EventSource.CLOSED && ++polls % POLLS_BEFORE_REOPENING === 0) {
      open();
    }
  }, POLL_MILLISECONDS);

  open();
  return stop;
}
