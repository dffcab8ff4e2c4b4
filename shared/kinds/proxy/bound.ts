/**
 * 所办的事: the 服务办件 that a 代办 or 帮办 carries. What is asked of a case stands in the case; here is which ones, and since when. Whether it is
 * one of the matters entrusted, and of the same person, was learnt when it was bound and is written with it.
 */
import { z } from 'zod';
import type { Json, JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import { isRecord, text, textOf } from '../common/fields.ts';
import { numberOfPetitioner, petitionerSchema, type Petitioner } from '../common/petitioner.ts';
import type { ReadEntry } from '../mechanism/entry-type.ts';
import type { CarriedRow } from '../mechanism/rows.ts';
import type { FactsContext, FieldSpec, StepSpec } from '../mechanism/spec.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';
import { codesOf, namedMatters } from './learn.ts';

/** The kind of cases that a 代办 is about; a quarrel or a complaint nobody brings in another's name. */
const carriedKind = 'service';

/** What was learnt of the case: nothing of the person but whether it is the same one. */
const learntSchema = z.object({ number: z.string(), matter: z.string(), isSamePerson: z.boolean() });

const carriedSchema = z.object({
  stream: z.string(),
  number: z.string(),
  /** Code. */
  matter: z.string(),
  on: z.string(),
  entry: z.string(),
});
export type Carried = z.infer<typeof carriedSchema>;

const carriedIn = (course: JsonObject | undefined): readonly Carried[] =>
  z.array(carriedSchema).safeParse(course?.['cases']).data ?? [];
export const carriedOf = ({ core }: StreamState): readonly Carried[] => carriedIn(core.course);

/** By number where both have one: names are shared by many, and telephones in one house. */
export function areSame(one: Petitioner, other: Petitioner): boolean {
  const [number, otherNumber] = [numberOfPetitioner(one), numberOfPetitioner(other)];
  if (number !== undefined && otherNumber !== undefined) return number === otherNumber;
  return one.name === other.name && one.phone !== undefined && one.phone === other.phone;
}

function isSamePerson(state: StreamState, other: Json | undefined): boolean {
  const [own, theirs] = [valueOf(state, 'petitioner'), other].map((one) => petitionerSchema.safeParse(one).data);
  return own !== undefined && theirs !== undefined && areSame(own, theirs);
}

/** Refusal: proxy.noSuchCase (unknown here, not theirs to see, over by 作废 or 并案, or of another kind). */
function learnCase({ state, data, learnt }: FactsContext): Result<JsonObject> {
  const found = learnt.caseOf(textOf(data['case']));
  if (found?.kind !== carriedKind) return refuse('proxy.noSuchCase', undefined, 'case');
  const { number, fields } = found;
  const matter = isRecord(fields['matter']) ? textOf(fields['matter']['code']) : '';
  return ok({ bound: { number, matter, isSamePerson: isSamePerson(state, fields['petitioner']) } });
}

type Guard = NonNullable<StepSpec['guard']>;

const isCarried = (state: StreamState, stream: string): boolean =>
  carriedOf(state).some((one) => one.stream === stream);

const guardBound: Guard = (state, _by, data, { facts }): RefusalCode | null => {
  if (data === null) return null;
  if (isCarried(state, textOf(data['case']))) return 'proxy.alreadyBound';
  // `decide` asks once before it learns.
  const learnt = learntSchema.safeParse(facts.own?.['bound']).data;
  if (learnt === undefined) return null;
  if (!codesOf(valueOf(state, 'matters')).includes(learnt.matter)) return 'proxy.otherMatter';
  return learnt.isSamePerson ? null : 'proxy.otherPetitioner';
};

const guardUnbound: Guard = (state, _by, data): RefusalCode | null => {
  const isThere = data === null ? carriedOf(state).length > 0 : isCarried(state, textOf(data['case']));
  return isThere ? null : 'proxy.notBound';
};

function bind(course: JsonObject, { id, on, data, facts }: ReadEntry): JsonObject {
  const learnt = learntSchema.safeParse(facts.own?.['bound']).data;
  if (learnt === undefined) return course;
  const { number, matter } = learnt;
  return { ...course, cases: [...carriedIn(course), { stream: textOf(data['case']), number, matter, on, entry: id }] };
}

const unbind = (course: JsonObject, { data }: ReadEntry): JsonObject => ({
  ...course,
  cases: carriedIn(course).filter(({ stream }) => stream !== textOf(data['case'])),
});

const aCase: FieldSpec = { class: 'guarded', input: 'case', schema: z.uuid() };
const from = ['asked', 'entrusted', 'accepted', 'suspended'];

export const boundSteps: Readonly<Record<string, StepSpec>> = {
  /** 关联办件: no act in somebody's name, so it asks for no 委托. */
  bound: {
    ...{ v: 1, from, permission: 'case.handle', isReversible: true },
    form: { case: aCase },
    guard: guardBound,
    learns: learnCase,
    course: bind,
  },
  /** 取消关联: the wrong one was named, or it is no longer done for them. */
  unbound: {
    ...{ v: 1, from, permission: 'case.handle', isReversible: true },
    form: { case: aCase, why: text(500) },
    guard: guardUnbound,
    course: unbind,
  },
};

/** For pages: the cases, and who carries them. */
export function carriedRows(state: StreamState): readonly CarriedRow[] {
  const names = new Map(namedMatters(state.core.learnt).map(({ code, name }) => [code, name]));
  const who = { by: textOf(state.core.learnt['agent']), phone: textOf(valueOf(state, 'agentPhone')) };
  return carriedOf(state).map(({ stream, number, matter, on }) => ({
    ...{ stream, number, on, matter: names.get(matter) ?? matter },
    ...who,
  }));
}
