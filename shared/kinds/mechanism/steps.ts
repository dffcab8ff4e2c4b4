/** Makes the entry types of a kind's own steps (环节). */
import { z, type ZodType } from 'zod';
import type { RefusalCode } from '../../kernel/refusals.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { Due } from './dues.ts';
import type { FoldEntry } from '../../journal/entry.ts';
import type { EntryType, Probe, ReadEntry } from './entry-type.ts';
import { setAside, setFields, setOf } from './fields.ts';
import type { FieldSpec, Ruleset, StepSpec } from './spec.ts';
import { isEnded, type Core, type StreamState } from './state.ts';
import { isOutdated, keepStops, startDues, stopDues } from './stops.ts';

export function stepType(step: StepSpec, ruleset: Ruleset): EntryType {
  const permission = ruleset.steps[step.insteadOf ?? '']?.permission;
  return {
    v: step.v,
    data: stepData(step, ruleset),
    permission: step.permission,
    ...(step.isProgram ? { writtenBy: 'program' as const } : {}),
    undo: step.isReversible === true && step.from.length > 0 ? 'reversible' : 'final',
    guard: (state, probe) => guardStep(step, state, probe),
    ...(permission === undefined ? {} : { insteadOf: { permission, keptOut: () => [] } }),
    fold: (state, entry) => foldStep(step, ruleset, state, entry),
    foldErased: (state, entry) => moveOn(step, state, entry),
    ...(step.upgrade ? { upgrade: step.upgrade } : {}),
  };
}

/** `{set: {field: value …}, …own}`; fields the step may set, required ones first. */
function stepData(step: StepSpec, ruleset: Ruleset): ZodType {
  const names = [...(step.sets ?? []), ...(step.fills?.sets ?? [])];
  const set = fieldsSchema(ruleset, names, step.requires ?? []);
  const own: Record<string, ZodType> = {};
  for (const [name, spec] of Object.entries(step.form ?? {})) own[name] = valueSchema(spec);
  const shape = z.strictObject({
    ...own,
    ...(names.length > 0 ? { set: step.requires?.length ? set : set.optional() } : {}),
  });
  return isConditional(step) ? shape.superRefine((data, context) => missing(step, data as JsonObject, context)) : shape;
}

const isConditional = ({ form = {} }: StepSpec): boolean =>
  Object.values(form).some(({ when }) => when?.mustFor !== undefined);

/** What is necessary only beside another answer, and was not said. */
function missing({ form = {} }: StepSpec, data: JsonObject, context: z.RefinementCtx): void {
  for (const [name, { when }] of Object.entries(form)) {
    const isDue = when?.mustFor?.some((value) => value === data[when.field]) === true;
    const isSaid = data[name] !== undefined && data[name] !== '';
    if (isDue && !isSaid) context.addIssue({ code: 'custom', path: [name], params: { refusal: 'input.missing' } });
  }
}

export function fieldsSchema(ruleset: Ruleset, names: readonly string[], required: readonly string[]) {
  const shape: Record<string, ZodType> = {};
  for (const name of names) {
    const spec = ruleset.fields[name];
    if (spec !== undefined) shape[name] = required.includes(name) ? spec.schema : spec.schema.optional();
  }
  return z.strictObject(shape);
}

const valueSchema = (spec: FieldSpec): ZodType => (spec.isOptional ? spec.schema.optional() : spec.schema);

function guardStep(step: StepSpec, state: StreamState, probe: Probe): RefusalCode | null {
  if (isEnded(state)) return 'case.ended';
  if (step.from.length === 0 ? state.core.status !== '' : !step.from.includes(state.core.status)) return 'step.notNow';
  if (step.authority !== undefined && probe.facts.isAuthority !== true) return 'step.notAuthority';
  if (step.insteadOf !== undefined && probe.facts.isNobodyLeft !== true) return 'case.othersMay';
  if (isOutdated(state.core.dues, probe.facts.dues ?? [])) return 'due.changedMeanwhile';
  return step.guard?.(state, probe.by, probe.data, probe) ?? null;
}

function foldStep(step: StepSpec, ruleset: Ruleset, before: StreamState, entry: ReadEntry): StreamState {
  // What it meets is met before what it begins: the next stage's limit has the name of the one that is over.
  const state = moveOn(step, before, entry);
  const base = step.startsVersion === true ? startVersion(state.core, entry) : state.core;
  const core = keepLearnt(setFields(base, entry, ruleset), entry);
  const dues = addDues(core.dues, entry.facts.dues ?? []);
  const course = step.course && { course: step.course(core.course ?? {}, entry, before) };
  const number = entry.facts.number;
  return {
    ...state,
    core: { ...core, dues, ...course },
    ...(step.numbered && number !== undefined ? { number } : {}),
  };
}

function startVersion(core: Core, { id }: ReadEntry): Core {
  if (core.version === undefined) return { ...core, version: id };
  const values = Object.fromEntries(Object.entries(core.fields).map(([name, { value }]) => [name, value]));
  return { ...core, version: id, earlier: [...(core.earlier ?? []), { version: core.version, values }] };
}

/** What a step does whatever was said in it. */
function moveOn(step: StepSpec, state: StreamState, entry: FoldEntry): StreamState {
  const stopped = stopAndStart(step, state.core.dues, entry);
  const dues = endDues(meetDues(stopped, step.meets ?? [], entry.on), step.ends ?? []);
  return { ...state, core: { ...state.core, dues, ...(step.to === undefined ? {} : { status: step.to }) } };
}

/** Of a destroyed body the reason is gone; that the limit stood still is not. */
function stopAndStart({ stops, starts }: StepSpec, dues: Core['dues'], { on, body }: FoldEntry): Core['dues'] {
  const why = stops && { name: '', basis: '', ...(body === null ? {} : stops.why(body.data)) };
  const stopped = stops && why ? stopDues(dues, stops.dues, { from: on, ...why }) : dues;
  return starts === undefined ? stopped : startDues(stopped, starts, on);
}

/** Facts learnt for a field stand under its name and go with its value: a value set aside leaves those of the value that holds. */
export function keepLearnt(core: Core, entry: ReadEntry): Core {
  if (entry.facts.own === undefined) return core;
  const lost = new Set(setAside(core, entry));
  const own = Object.entries(entry.facts.own).filter(([name]) => !lost.has(name));
  return { ...core, learnt: { ...core.learnt, ...Object.fromEntries(own) } };
}

/** 更正 and 核对: dues counted anew replace those still owed, unless the value they were counted for was set aside. */
export function recountDues(core: Core, entry: ReadEntry): Core {
  if (entry.facts.isRecount !== true || setAside(core, entry).length > 0) return core;
  const met = Object.fromEntries(Object.entries(core.dues).filter(([, due]) => due.met !== undefined));
  const counted = (entry.facts.dues ?? []).map((due) => keepStops(due, core.dues[due.name]));
  return { ...core, dues: addDues(met, counted) };
}

export function addDues(dues: Core['dues'], added: readonly Due[]): Core['dues'] {
  return added.length === 0 ? dues : { ...dues, ...Object.fromEntries(added.map((due) => [due.name, due])) };
}

function meetDues(dues: Core['dues'], names: readonly string[], on: string): Core['dues'] {
  const met = names.flatMap((name) => {
    const due = dues[name];
    return due !== undefined && due.met === undefined ? [{ ...due, met: on }] : [];
  });
  return addDues(dues, met);
}

/** What was not met falls away, or the case would turn red for ever. */
const endDues = (dues: Core['dues'], names: readonly string[]): Core['dues'] =>
  names.length === 0
    ? dues
    : Object.fromEntries(Object.entries(dues).filter(([name, due]) => due.met !== undefined || !names.includes(name)));

/** Which guarded fields an entry sets: what its `seen` has to name. */
export const guardedFieldsOf = (ruleset: Ruleset, data: JsonObject): readonly string[] =>
  Object.keys(setOf(data)).filter((name) => ruleset.fields[name]?.class === 'guarded');
