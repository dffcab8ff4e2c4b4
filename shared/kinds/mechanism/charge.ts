/**
 * 承办人: who answers for a case. Whoever began it, until somebody takes it over (工作移交); where its kind has a field for it (承办人 of a
 * complaint), that field. It is taken by whoever takes it, never given: nobody answers for what they have not seen.
 */
import { z } from 'zod';
import type { RefusalCode } from '../../kernel/refusals.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { EntryType, Probe } from './entry-type.ts';
import { setFields } from './fields.ts';
import { recusedOf } from './recusal.ts';
import { isAwaited } from './signatures.ts';
import type { KindSpec, Ruleset } from './spec.ts';
import { isEnded, valueOf, type StreamState } from './state.ts';
import { fieldsSchema, keepLearnt } from './steps.ts';

export interface Charge {
  readonly staff: string;
  /** Stream of the 工作移交 it came with. */
  readonly list: string;
  readonly on: string;
}

type Spec = Pick<KindSpec, 'charge' | 'recuses' | 'originals'>;

/** Staff by id. */
export function chargeOf({ charge: field }: Pick<KindSpec, 'charge'>, state: StreamState): string {
  const named = field === undefined ? undefined : valueOf(state, field);
  if (typeof named === 'string' && named !== '') return named;
  return state.charge?.staff ?? state.beganBy;
}

/** Whether anybody still has to do something about it: it is open, or originals or papers to be signed are out or here. */
export const isPending = (kind: Pick<KindSpec, 'originals'>, ruleset: Ruleset, state: StreamState): boolean =>
  (!isEnded(state) && ruleset.states[state.core.status] === 'open') ||
  (kind.originals?.(state) ?? []).some(({ returned }) => returned === undefined) ||
  state.papers.some(isAwaited);

const staff = z.string().min(1).max(64);
const base = { list: z.uuid(), from: staff, to: staff };
const takenSchema = z.object(base);

/** What is written when somebody takes it over; where the kind's own field says who it is, the field is set with it. */
export function chargeData(
  { charge: field }: Pick<KindSpec, 'charge'>,
  state: StreamState,
  said: z.infer<typeof takenSchema>,
) {
  const isInField = field !== undefined && valueOf(state, field) !== undefined;
  return { ...said, ...(isInField ? { set: { [field]: said.to } } : {}) } satisfies JsonObject;
}

export function chargeTypes(spec: Spec, ruleset: Ruleset): Readonly<Record<string, EntryType>> {
  const { charge: field } = spec;
  const set = field === undefined ? {} : { set: fieldsSchema(ruleset, [field], [field]).exactOptional() };
  return {
    chargeTaken: {
      v: 1,
      writtenBy: 'program',
      // The step before it put back would put back the field as well.
      ...(field === undefined ? {} : { undo: 'final' as const }),
      data: z.strictObject({ ...base, ...set }),
      permission: 'case.handle',
      guard: (state, probe) => guardTaking(spec, state, probe),
      fold: (state, entry) => {
        const { to, list } = takenSchema.parse(entry.data);
        const core = field === undefined ? state.core : keepLearnt(setFields(state.core, entry, ruleset), entry);
        return { ...state, core, charge: { staff: to, list, on: entry.on } };
      },
    },
  };
}

/**
 * A case that was closed or voided meanwhile elsewhere is taken all the same: should it come back (退回重办, 拆开并案), it is in the new hands.
 * One that went into a third person's hands is for a person to look at.
 */
function guardTaking(spec: Spec, state: StreamState, { by, data }: Probe): RefusalCode | null {
  if (state.core.status === '') return 'step.notNow';
  if (data === null) return null;
  const { from, to } = takenSchema.parse(data);
  if (to !== by) return 'charge.notYours';
  if (recusedOf(spec.recuses ?? [], state).includes(to)) return 'case.concernsYou';
  return [from, to].includes(chargeOf(spec, state)) ? null : 'charge.otherHand';
}
