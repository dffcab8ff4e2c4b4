/**
 * 告知承诺 (国办发〔2020〕42号; 安阳市政务服务条例 art. 25–29): the applicant, told of conditions and consequences, may promise to meet them instead of
 * bringing papers. It is chosen, never required; it may be taken back before the decision; what was promised is checked afterwards, and an
 * untrue promise is put right or the decision is revoked.
 */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import type { Limit } from '../../time/limits.ts';
import { choice, optional, optionalText, text, textOf } from '../common/fields.ts';
import { limitSchema } from '../../time/limits.ts';
import type { Due } from '../mechanism/dues.ts';
import type { FactsContext, FieldSpec, StepSpec } from '../mechanism/spec.ts';
import type { StreamState } from '../mechanism/state.ts';
import { asCourse, courseOf, type Course, type Owed, type Pledge } from './course.ts';
import { matterOf, meet, notReceived, openBy, undertake, waysFor } from './owed.ts';

const replaced: FieldSpec = optional({
  class: 'guarded',
  input: 'choices',
  schema: z.array(z.string().min(1).max(200)).max(100),
});
const within: FieldSpec = {
  class: 'guarded',
  input: 'text',
  schema: limitSchema.refine(({ amount }) => amount > 0),
};

const pledgeOf = ({ core }: StreamState): Pledge | undefined => courseOf(core).pledge;
const isActive = (state: StreamState): boolean => {
  const pledge = pledgeOf(state);
  return pledge !== undefined && pledge.withdrawn === undefined;
};

/** Missing papers that a promise may stand for. */
export function pledgeableOf(state: StreamState): readonly string[] {
  const matter = matterOf(state);
  if (matter === undefined) return [];
  return notReceived(state).filter((name) => waysFor(matter, name).includes('pledge'));
}

function guardPledge(state: StreamState, _by: string, data: JsonObject | null): RefusalCode | null {
  if (matterOf(state)?.pledge === undefined) return 'pledge.notOffered';
  if (isActive(state)) return 'pledge.given';
  const open = pledgeableOf(state);
  const named = replacedIn(data);
  return named.every((name) => open.includes(name)) ? null : 'missing.wayNotAllowed';
}
const replacedIn = (data: JsonObject | null): readonly string[] => (data?.['replaced'] ?? []) as readonly string[];

/** 事后核查, within the limit the matter names; what was refused needs none. */
export function pledgeCheckDue({ state, learnt, on }: FactsContext): Due[] {
  const limit = matterOf(state)?.pledge?.checkWithin;
  return limit === undefined || !isActive(state) ? [] : [learnt.due('pledgeCheck', on, limit, 'overdue')];
}

/** Whether a promise still has to be looked into before the file is closed. */
export function isUnsettled(state: StreamState): boolean {
  const pledge = pledgeOf(state);
  const due = state.core.dues['pledgeCheck'];
  if (pledge === undefined || pledge.withdrawn !== undefined) return false;
  if (pledge.checked === undefined) return due !== undefined && due.met === undefined;
  return pledge.checked.truth === 'untrue' && pledge.settled === undefined;
}

const change = (course: JsonObject, made: Partial<Pledge>): JsonObject => {
  const { pledge, ...rest } = course as Course;
  return pledge === undefined ? course : asCourse({ ...rest, pledge: { ...pledge, ...made } });
};

/** Without the promise the papers are missing again. */
function takenBack(course: JsonObject, id: string, on: string): JsonObject {
  const changed = change(course, { withdrawn: on }) as Course;
  const owed = changed.owed ?? [];
  const again = owed.filter(({ met }) => met?.how === 'pledged');
  const rows = again.map(({ material }): Owed => ({ material, way: 'comeBack', on, entry: id }));
  return asCourse(undertake({ ...changed, owed: owed.filter((row) => !again.includes(row)) }, rows));
}

const guardUntrue = (state: StreamState): RefusalCode | null => {
  const pledge = pledgeOf(state);
  return pledge?.checked?.truth === 'untrue' && pledge.settled === undefined ? null : 'pledge.notUntrue';
};

const afterwards = ['decided', 'delivered'];
const deciding = { from: afterwards, isReversible: true } as const;

export const pledgeSteps: Readonly<Record<string, StepSpec>> = {
  /** 告知承诺: `signedBy` is who chose it and signs. */
  pledged: {
    v: 1,
    from: ['received', 'correcting', 'accepted'],
    permission: 'case.handle',
    form: { replaced, signedBy: text(100) },
    guard: guardPledge,
    course: (course, { id, on, by, data }, state) => {
      const words = matterOf(state)?.pledge ?? { text: '', liability: '' };
      const signer = textOf(data['signedBy']);
      const names = replacedIn(data);
      const rows = names.map((material): Owed => ({ material, way: 'pledge', on, entry: id }));
      const owing = undertake(course, rows);
      const met = { on, entry: id, how: 'pledged' as const, by, note: signer };
      return asCourse({ ...meet(owing, new Set(names), met), pledge: { on, entry: id, by: signer, words } });
    },
    isReversible: true,
    issues: ['pledge'],
  },
  /** 撤回承诺, till the decision. */
  pledgeWithdrawn: {
    v: 1,
    from: ['received', 'correcting', 'accepted'],
    permission: 'case.handle',
    form: { reason: text(2000) },
    guard: (state) => (isActive(state) ? null : 'pledge.none'),
    course: (course, { id, on }) => takenBack(course, id, on),
    isReversible: true,
  },
  /** 事后核查. */
  pledgeChecked: {
    v: 1,
    ...deciding,
    permission: 'case.handle',
    form: { truth: choice(['true', 'untrue']), result: text(4000), verifiedBy: optionalText(100) },
    guard: (state) => (isActive(state) && pledgeOf(state)?.checked === undefined ? null : 'pledge.none'),
    meets: ['pledgeCheck'],
    course: (course, { on, data }) =>
      change(course, { checked: { on, truth: data['truth'] as 'true' | 'untrue', found: textOf(data['result']) } }),
  },
  /** 承诺不实: 限期整改. The days are the applicant's. */
  rectifyOrdered: {
    v: 1,
    ...deciding,
    permission: 'case.handle',
    form: { within, what: text(2000) },
    guard: (state) => guardUntrue(state) ?? (pledgeOf(state)?.ordered === undefined ? null : 'pledge.ordered'),
    dues: ({ learnt, on, data }) => [learnt.due('rectify', on, data['within'] as unknown as Limit, 'waiting')],
    course: (course, { on }) => change(course, { ordered: on }),
    issues: ['rectifyNotice'],
  },
  /** 整改到位. */
  rectified: {
    v: 1,
    ...deciding,
    permission: 'case.handle',
    form: { result: text(4000) },
    guard: (state) => guardUntrue(state) ?? (pledgeOf(state)?.ordered === undefined ? 'pledge.notOrdered' : null),
    meets: ['rectify'],
    course: (course) => change(course, { settled: 'rectified' }),
  },
  /** 承诺不实: the decision is revoked. */
  pledgeRevoked: {
    v: 1,
    ...deciding,
    permission: 'case.decide',
    form: { reason: text(4000), basis: text(2000) },
    guard: guardUntrue,
    meets: ['rectify'],
    course: (course) => change(course, { settled: 'revoked' }),
    issues: ['revocation'],
  },
};

/** A promise that was to be given, and was not. */
export const lacksPromise = (state: StreamState): boolean => openBy(state, 'pledge').length > 0;
