import type { GaitEvent, Side } from '../api/types';

/** A foot on the ground, in seconds. */
export interface Stance {
  from: number;
  to: number;
}

/** The stances of one foot that were seen whole: from a heel strike to the toe-off that follows it. */
export function stancesOf(events: readonly GaitEvent[], side: Side): Stance[] {
  const own = events.filter((event) => event.side === side).sort((a, b) => a.time_s - b.time_s);
  return own.flatMap((event, index) => {
    const next = own[index + 1];
    return event.type === 'HEEL_STRIKE' && next?.type === 'TOE_OFF' ? [{ from: event.time_s, to: next.time_s }] : [];
  });
}
