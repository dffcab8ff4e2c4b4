/**
 * When nobody comes: 视为撤回, where the matter's local rule knows it, and 终止 of what was taken in with a paper missing. Neither happens by
 * itself: a limit has passed, a person has tried to call, and a person who may decide gives the reason.
 */
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { optionalText, text } from '../common/fields.ts';
import { isPausedDue, type Due } from '../mechanism/dues.ts';
import { dayOf } from '../mechanism/day.ts';
import type { Probe, ReadEntry } from '../mechanism/entry-type.ts';
import type { StepSpec } from '../mechanism/spec.ts';
import type { StreamState } from '../mechanism/state.ts';
import { callsOf } from './calls.ts';
import { asCourse } from './course.ts';
import { matterOf } from './owed.ts';

/** What the applicant owes, and by when, in each state that can end so. */
const owedIn: Readonly<Record<string, string>> = {
  correcting: 'comeBack',
  accepted: 'tolerance',
};
const owedDue = ({ core }: StreamState): Due | undefined => {
  const due = core.dues[owedIn[core.status] ?? ''];
  return due === undefined || due.met !== undefined ? undefined : due;
};

const today = ({ at }: Pick<Probe, 'at'>): string => dayOf(at.slice(0, 24));

function guardLapse(
  state: StreamState,
  _by: string,
  _data: JsonObject | null,
  probe: Pick<Probe, 'at'>,
): RefusalCode | null {
  const due = owedDue(state);
  if (due === undefined) return 'lapse.nothingOwed';
  if (isPausedDue(due) || due.due >= today(probe)) return 'lapse.tooEarly';
  return callsOf(state.core).some(({ on }) => on >= due.from) ? null : 'lapse.notCalled';
}

const guardWithdrawal: NonNullable<StepSpec['guard']> = (state, by, data, probe) =>
  matterOf(state)?.withdrawnAfter === undefined ? 'lapse.noRule' : guardLapse(state, by, data, probe);

/** Everything somebody still owed in this case. */
const allDues = ['correction', 'comeBack', 'promised', 'statutory', 'stage', 'upper', 'tolerance'];

const ending = {
  permission: 'case.decide',
  ends: allDues,
  isReversible: true,
  course: (course: JsonObject, _entry: ReadEntry, before: StreamState): JsonObject =>
    asCourse({ ...course, lapse: owedDue(before)?.due ?? '' }),
} as const;

export const lapsingSteps: Readonly<Record<string, StepSpec>> = {
  /** 视为撤回. */
  deemedWithdrawn: {
    v: 1,
    from: ['correcting', 'accepted'],
    to: 'lapsed',
    ...ending,
    form: { reason: text(2000), basis: text(500) },
    guard: guardWithdrawal,
    issues: ['deemedWithdrawal'],
  },
  /** 终止办理: the promised paper did not come. */
  terminated: {
    v: 1,
    from: ['accepted'],
    to: 'terminated',
    ...ending,
    form: { reason: text(2000), basis: optionalText(500) },
    guard: guardLapse,
    issues: ['termination'],
  },
};
