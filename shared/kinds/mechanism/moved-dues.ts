/** 改期: which due dates of an open case a new calendar changes, or whose estimate it settles. Only the authority writes them. */
import type { WorkCalendar } from '../../time/calendar.ts';
import { currentRuleset, type Kind } from './define.ts';
import { countAgain, type Due } from './dues.ts';
import { isEnded, type StreamState } from './state.ts';

export interface MovedDue {
  readonly from: Due;
  readonly to: Due;
}

export function movedDues(kind: Kind, state: StreamState, calendar: WorkCalendar): readonly MovedDue[] {
  if (state.needsUpgrade !== undefined || isEnded(state) || !isOpen(kind, state)) return [];
  return Object.values(state.core.dues).flatMap((from) => {
    if (from.met !== undefined) return [];
    const to = movedDue(from, calendar);
    return to === undefined ? [] : [{ from, to }];
  });
}

/** As the calendar counts it, pauses and extensions included; undefined where that changes neither its day nor its estimate. */
export function movedDue(from: Due, calendar: WorkCalendar): Due | undefined {
  const to = countAgain(calendar, from);
  return to.due === from.due && to.estimated === from.estimated ? undefined : to;
}

const isOpen = (kind: Kind, { rules, core }: StreamState): boolean =>
  (kind.rulesets[rules] ?? currentRuleset(kind)).states[core.status] === 'open';
