/**
 * 容缺受理: accepted although a secondary paper is missing, against the applicant's written promise to bring it by a day (安阳市政务服务条例 art. 24;
 * 补正时限 ≤ 承诺时限). The promise is the applicant's: its passing is told, stands in a list of its own, and is never our 超期. What follows
 * from it a person decides: another day with a reason, 终止, or 视为撤回 where the local rule knows it (`lapsing.ts`).
 */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { limitSchema, type Limit } from '../../time/limits.ts';
import { formName } from '../../documents/facts.ts';
import { text, textOf } from '../common/fields.ts';
import type { MatterMaterial } from '../matter/material.ts';
import { wholeLimit, type Due } from '../mechanism/dues.ts';
import type { Probe, ReadEntry } from '../mechanism/entry-type.ts';
import type { FactsContext, FieldSpec, StepSpec } from '../mechanism/spec.ts';
import type { StreamState } from '../mechanism/state.ts';
import type { Owed } from './course.ts';
import { matterOf, notReceived, openBy, toleranceLimit, waysFor } from './owed.ts';

const line = (longest: number) => z.string().trim().min(1).max(longest);
/** 容缺材料 and 补正形式: what exactly has to come. */
export const toleratedSchema = z
  .array(z.strictObject({ material: line(200), need: line(200) }))
  .min(1)
  .max(50)
  .refine((rows) => new Set(rows.map(({ material }) => material)).size === rows.length);
type Tolerated = z.infer<typeof toleratedSchema>;
const tolerated: FieldSpec = { class: 'guarded', input: 'tolerated', schema: toleratedSchema };
const within: FieldSpec = {
  class: 'guarded',
  input: 'text',
  schema: limitSchema.refine(({ amount }) => amount > 0),
};

/** Secondary papers that are missing and may be. */
export function tolerableOf(state: StreamState): readonly string[] {
  const matter = matterOf(state);
  if (matter === undefined) return [];
  return notReceived(state).filter((name) => waysFor(matter, name).includes('tolerate'));
}

/** 补正形式, as the promise prints it. */
export const needOf = ({ form, copies }: Pick<MatterMaterial, 'form' | 'copies'>): string =>
  `${formName(form)} ${String(copies)} 份`;

const toleratedIn = (data: JsonObject): Tolerated => (data['tolerated'] ?? []) as unknown as Tolerated;

const dueIn = (probe: Pick<Probe, 'facts'>, name: string): Due | undefined =>
  probe.facts.dues?.find((due) => due.name === name);

/** Both end with their day; one in hours with its instant, which lies within that day. */
const isBeyond = (due: Due | undefined, promised: Due | undefined): boolean =>
  due !== undefined && promised !== undefined && due.due > promised.due;

export function guardTolerance(
  state: StreamState,
  _by: string,
  data: JsonObject | null,
  probe: Pick<Probe, 'facts'>,
): RefusalCode | null {
  if (openBy(state, 'pledge').length > 0) return 'pledge.needsPromise';
  const open = tolerableOf(state);
  if (open.length === 0) return 'tolerance.none';
  if (data === null) return null;
  const named = toleratedIn(data).map(({ material }) => material);
  if (!named.every((name) => open.includes(name))) return 'missing.wayNotAllowed';
  if (!openBy(state, 'tolerate').every((name) => named.includes(name))) return 'tolerance.needsPromise';
  const matter = matterOf(state);
  const most = matter && toleranceLimit(matter);
  const said = data['within'] as unknown as Limit;
  if (said.unit !== most?.unit || said.amount > most.amount) return 'tolerance.tooLong';
  return isBeyond(dueIn(probe, 'tolerance'), dueIn(probe, 'promised')) ? 'tolerance.beyondPromised' : null;
}

/** From the day the promise is given, also where 受理 counts from an earlier one. */
export const toleranceDue = ({ learnt, data, on }: FactsContext): Due =>
  learnt.due('tolerance', on, data['within'] as unknown as Limit, 'waiting');

export const toleratedRows = ({ id, on, data }: ReadEntry): readonly Owed[] =>
  toleratedIn(data).map(({ material }): Owed => ({ material, way: 'tolerate', on, entry: id }));

export const toleranceForm = { tolerated, within };

const owedTolerance = ({ core }: StreamState): Due | undefined => {
  const due = core.dues['tolerance'];
  return due === undefined || due.met !== undefined ? undefined : due;
};

function guardMove(
  state: StreamState,
  _by: string,
  data: JsonObject | null,
  probe: Pick<Probe, 'facts'>,
): RefusalCode | null {
  const due = owedTolerance(state);
  if (due === undefined) return 'tolerance.none';
  if (data === null) return null;
  const more = data['more'] as unknown as Limit;
  if (more.unit !== due.limit.unit) return 'extension.otherUnit';
  if (wholeLimit(due).amount + more.amount > longest) return 'tolerance.tooLong';
  return isBeyond(dueIn(probe, 'tolerance'), state.core.dues['promised']) ? 'tolerance.beyondPromised' : null;
}
/** What a limit can hold at all. */
const longest = 3000;

function movedDue({ state, data, learnt, on }: FactsContext): Due[] {
  const due = owedTolerance(state);
  if (due === undefined) return [];
  const { amount } = data['more'] as unknown as Limit;
  const { from, limit, lapse, pauses, extensions = [] } = due;
  const extension = { amount, reason: textOf(data['reason']), approvedBy: learnt.staff.name, on };
  const stops = { extensions: [...extensions, extension], ...(pauses === undefined ? {} : { pauses }) };
  return [learnt.due('tolerance', from, limit, lapse, stops)];
}

export const toleranceSteps: Readonly<Record<string, StepSpec>> = {
  /** 容缺延期: another day, decided by a person with a reason; the promised limit of the whole stays the outer bound. */
  toleranceMoved: {
    v: 1,
    from: ['accepted', 'reported'],
    permission: 'case.decide',
    form: { more: within, reason: text(2000) },
    guard: guardMove,
    dues: movedDue,
    isReversible: true,
  },
};
