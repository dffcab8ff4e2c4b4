/**
 * 超期说明: why something of ours was late, and whose time it was. Said by a person once it is late, of one limit at a time; said again it
 * replaces what was said before, which stays in the history. It moves no limit and stops nothing.
 */
import { z } from 'zod';
import { beijingDate, type Instant } from '../../time/instant.ts';
import { instantOf } from '../../journal/hlc.ts';
import { isPausedDue, type Due } from './dues.ts';
import type { EntryType } from './entry-type.ts';
import type { Ruleset } from './spec.ts';
import { isEnded, type Core, type OverdueWhy, type StreamState } from './state.ts';

/** 窗口、承办站所、会办单位、上级、申请人、系统或网络、其他. */
export const overdueCauses = ['window', 'unit', 'partner', 'upper', 'applicant', 'system', 'other'] as const;

const wasMetLate = ({ due, dueAt }: Due, met: string): boolean =>
  dueAt === null ? beijingDate(met as Instant) > due : met > dueAt;

/** It was met after its end, whatever the day of asking. One that stands still is not late. */
export const isMetLate = (due: Due): boolean =>
  due.lapse === 'overdue' && due.met !== undefined && !isPausedDue(due) && wasMetLate(due, due.met);

/** 超期 at an instant: met too late, or in an open case still owed. */
export const lateDues = ({ core }: Pick<StreamState, 'core'>, isOpen: boolean, now: string): readonly Due[] =>
  Object.values(core.dues).filter((due) => {
    if (due.met !== undefined) return isMetLate(due);
    return isOpen && due.lapse === 'overdue' && !isPausedDue(due) && wasMetLate(due, now);
  });

/** Of the limit as it runs now: one of the same name that was begun anew (the next 环节) has not been explained yet. */
export function overdueWhyOf({ overdueWhy }: Core, { name, from }: Pick<Due, 'name' | 'from'>): OverdueWhy | undefined {
  const found = overdueWhy !== undefined && Object.hasOwn(overdueWhy, name) ? overdueWhy[name] : undefined;
  return found?.from === from ? found : undefined;
}

const explained = z.strictObject({
  /** Name of the due. */
  due: z.string().min(1).max(100),
  whose: z.enum(overdueCauses),
  reason: z.string().trim().min(1).max(2000),
});

export const overdueTypes = ({ states }: Ruleset): Readonly<Record<string, EntryType>> => ({
  overdueExplained: {
    v: 1,
    data: explained,
    permission: 'case.handle',
    undo: 'reversible',
    // By the time it was typed, which its header bears: it is judged alike wherever it is folded.
    guard: (state, { at, data }) => {
      if (state.core.status === '') return 'step.notNow';
      if (isEnded(state)) return 'case.ended';
      const late = lateDues(state, states[state.core.status] === 'open', instantOf(at));
      const isMeant = data === null ? late.length > 0 : late.some(({ name }) => name === data['due']);
      return isMeant ? null : 'overdue.none';
    },
    fold: (state, { id, on, by, data }) => {
      const { due, whose, reason } = explained.parse(data);
      const from = state.core.dues[due]?.from ?? '';
      const why: OverdueWhy = { entry: id, on, by, from, whose, reason };
      return { ...state, core: { ...state.core, overdueWhy: { ...state.core.overdueWhy, [due]: why } } };
    },
  },
});
