/**
 * The ways out that every kind gets from the mechanism (容错): 更正, 撤回上一步, 退回重办, 作废, 并案, 撤回申请.
 * Each is an act with a name and a reason; none deletes anything.
 */
import { z } from 'zod';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { wallOf } from '../../journal/hlc.ts';
import type { EntryType, Facts, ReadEntry } from './entry-type.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { Refusal } from '../../kernel/result.ts';
import { choiceOf, correctableFields, setFields, setOf, settleChoice, settlementOf } from './fields.ts';
import type { Redo, Ruleset } from './spec.ts';
import { isEnded, openChoices, type Core, type PaperState, type StreamState, type VoidCause } from './state.ts';
import { papersOf } from './papers.ts';
import { unsigned } from './signatures.ts';
import { fieldsSchema, keepLearnt, recountDues } from './steps.ts';

const reason = z.string().trim().min(1).max(2000);
const minute = 60_000;

const alive = (state: StreamState): RefusalCode | null =>
  state.core.status === '' ? 'step.notNow' : isEnded(state) ? 'case.ended' : null;

const withCore = (state: StreamState, change: Partial<Core>): StreamState => ({
  ...state,
  core: { ...state.core, ...change },
});

export function waysOut(ruleset: Ruleset): Readonly<Record<string, EntryType>> {
  return {
    corrected: corrected(ruleset),
    settled: settled(ruleset),
    undone: undone(ruleset),
    returned: returned(ruleset),
    voidAsked,
    voidDeclined,
    voided,
    merged,
    unmerged,
    joined,
    parted,
    withdrawn: withdrawn(ruleset),
  };
}

/** 更正: new values for fields, with the due dates recounted. Which issued papers are now wrong follows from what they show. */
function corrected(ruleset: Ruleset): EntryType {
  const names = Object.entries(ruleset.fields).flatMap(([name, spec]) => (spec.class === 'hub' ? [] : [name]));
  const tooEarly = (state: StreamState, data: JsonObject): string | undefined => {
    const known = correctableFields(ruleset, state);
    return Object.keys(setOf(data)).find((name) => !known.includes(name));
  };
  return {
    v: 1,
    data: z.strictObject({
      set: fieldsSchema(ruleset, names, []).refine((set) => Object.keys(set).length > 0),
      reason,
    }),
    permission: 'case.correct',
    undo: 'reversible',
    guard: (state, { data }) =>
      alive(state) ?? (data !== null && tooEarly(state, data) !== undefined ? 'field.notYet' : null),
    fieldOf: tooEarly,
    fold: (state, entry) => {
      const core = keepLearnt(setFields(state.core, entry, ruleset), entry);
      return { ...state, core: recountDues(core, entry) };
    },
  };
}

/** 核对定稿: which of the values that two people gave a field holds. What follows from the value follows as after a correction. */
function settled(ruleset: Ruleset): EntryType {
  return {
    v: 1,
    data: z.strictObject({ field: z.string(), entries: z.array(z.uuid()).min(2), value: z.json() }),
    permission: 'case.correct',
    undo: 'final',
    guard: (state, { data }) => {
      if (data === null) return openChoices(state).length > 0 ? null : 'choice.none';
      const { field, value } = settlementOf(data);
      const spec = Object.hasOwn(state.core.fields, field) ? ruleset.fields[field] : undefined;
      if (spec?.class !== 'guarded') return 'choice.none';
      return spec.schema.safeParse(value).success ? null : 'entry.invalid';
    },
    refuseStale: refuseStaleSettlement,
    fold: (state, entry) => ({
      ...state,
      core: recountDues(keepLearnt(settleChoice(state.core, entry), entry), entry),
    }),
  };
}

/** The person has seen the value that holds, and no value that is not up for choice. */
function refuseStaleSettlement({ core }: StreamState, data: JsonObject): Refusal | null {
  const { field, entries } = settlementOf(data);
  const choice = choiceOf(core, field).map(({ entry }) => entry);
  if (choice.length === 0) return { code: 'choice.none' };
  const isSeen = entries.includes(choice[0] ?? '') && entries.every((entry) => choice.includes(entry));
  return isSeen ? null : { code: 'field.changedMeanwhile', details: { field }, field };
}

/**
 * 撤回上一步: the same person, within the minutes of the rules, as long as nothing was handed out. A paper that came out, or may have,
 * counts as handed out until the person says where it is (`papersHere`): not given away, or taken back.
 */
function undone(ruleset: Ruleset): EntryType {
  return {
    v: 1,
    data: z.strictObject({ act: z.uuid(), papersHere: z.enum(['notGiven', 'takenBack']).optional() }),
    permission: 'case.handle',
    undo: 'final',
    asksForPapers: true,
    guard: (state, probe) => {
      const last = state.undoable;
      if (last === undefined || (probe.data !== null && probe.data['act'] !== last.act)) return 'undo.nothing';
      if (last.by !== probe.by) return 'undo.otherPerson';
      if (wallOf(probe.at) - wallOf(last.at) > ruleset.undoMinutes * minute) return 'undo.tooLate';
      const isSaid = probe.data === null || probe.data['papersHere'] !== undefined;
      return isSaid || !arePapersOut(state, probe.facts) ? null : 'undo.handedOut';
    },
    fold: (state) => takeBack(state),
  };
}

/** Whether something of the act that could be taken back left the printer, or may have. */
export const arePapersOut = (state: StreamState, facts: Facts): boolean =>
  facts.mayBeOut === true || papersOf(state, state.undoable?.act).some(({ copies }) => copies > 0);

function takeBack(state: StreamState): StreamState {
  const last = state.undoable;
  if (last === undefined) return state;
  const back = new Set(state.papers.flatMap((paper) => (paper.act === last.act ? [paper.id] : [])));
  const { undoable: _gone, ...rest } = state;
  const { officialNumber } = state.core;
  return {
    ...rest,
    // What the authority has given stays given.
    core: { ...last.before, ...(officialNumber === undefined ? {} : { officialNumber }) },
    papers: state.papers
      .map((paper) => unsigned(paper, ({ act }) => act === last.act))
      .map((paper) => (back.has(paper.id) ? { ...paper, status: 'void' } : revive(paper, back))),
    history: state.history.map((line) => (line.act === last.act ? { ...line, isUndone: true } : line)),
  };
}

/** A paper whose successor was taken back is valid again. */
function revive(paper: PaperState, gone: ReadonlySet<string>): PaperState {
  if (paper.replacedBy === undefined || !gone.has(paper.replacedBy)) return paper;
  const { replacedBy: _gone, ...rest } = paper;
  return { ...rest, status: paper.status === 'superseded' ? 'valid' : paper.status };
}

/** 退回重办: back to an earlier state, with the due dates that are open again. */
function returned(ruleset: Ruleset): EntryType {
  return {
    v: 1,
    data: z.strictObject({ reason }),
    permission: 'case.return',
    undo: 'reversible',
    guard: (state) => alive(state) ?? (redoOf(ruleset, state) === undefined ? 'step.notNow' : null),
    fold: (state) => goBack(redoOf(ruleset, state), state),
    foldErased: (state) => goBack(redoOf(ruleset, state), state),
  };
}

export function redoOf({ redo }: Ruleset, state: StreamState): Redo | undefined {
  let found = redo?.[state.core.status];
  while (found?.when?.(state) === false) found = found.or;
  return found;
}

function goBack(redo: Redo | undefined, state: StreamState): StreamState {
  if (redo === undefined) return state;
  const { to, reopens, ends = [] } = redo;
  const kept = Object.entries(state.core.dues).filter(([name]) => !ends.includes(name));
  const dues = kept.map(([name, { met, ...due }]) => {
    const isOpen = met === undefined || reopens.includes(name);
    return [name, isOpen ? due : { ...due, met }] as const;
  });
  return withCore(state, { status: to, dues: Object.fromEntries(dues) });
}

const cause = z.enum(['duplicate', 'mistake', 'trial']);

/** 作废申请: asked by one, confirmed by a second person where there is one. */
const voidAsked: EntryType = {
  v: 1,
  data: z.strictObject({ cause, reason }),
  permission: 'case.void',
  undo: 'reversible',
  guard: (state) => alive(state) ?? (state.core.voidAsked ? 'void.asked' : null),
  fold: (state, entry) => withCore(state, { voidAsked: { cause: causeOf(entry), by: entry.by } }),
};

const voidDeclined: EntryType = {
  v: 1,
  data: z.strictObject({ reason }),
  permission: 'case.void',
  undo: 'final',
  guard: (state) => alive(state) ?? (state.core.voidAsked ? null : 'step.notNow'),
  fold: (state) => {
    const { voidAsked: _gone, ...core } = state.core;
    return { ...state, core };
  },
};

/** 作废: the number stays used, the case leaves every statistic and stands in the 作废登记簿. */
const voided: EntryType = {
  v: 1,
  data: z.strictObject({ cause, reason }),
  permission: 'case.void',
  undo: 'final',
  guard: (state, probe) => {
    const dead = alive(state);
    if (dead) return dead;
    if (probe.facts.hasSecondPerson !== true) return null;
    if (state.core.voidAsked === undefined) return 'void.needsAsking';
    return state.core.voidAsked.by === probe.by ? 'void.needsSecond' : null;
  },
  fold: (state, entry) => ({
    ...withCore(state, { voided: { cause: causeOf(entry), entry: entry.id, on: entry.on } }),
    papers: state.papers.map((paper) => (paper.status === 'valid' ? { ...paper, status: 'void' } : paper)),
  }),
};

const causeOf = (entry: ReadEntry): VoidCause => cause.parse(entry.data['cause']);

/** 并案: this case goes on within another. Both slips stay valid; `unmerged` takes it apart again. */
const merged: EntryType = {
  v: 1,
  writtenBy: 'procedure',
  data: z.strictObject({ into: z.uuid(), reason }),
  permission: 'case.merge',
  undo: 'final',
  guard: (state, probe) => alive(state) ?? (probe.data?.['into'] === state.stream ? 'merge.itself' : null),
  fold: (state, entry) => withCore(state, { mergedInto: entry.data['into'] as string }),
};

const unmerged: EntryType = {
  v: 1,
  writtenBy: 'procedure',
  data: z.strictObject({ reason }),
  permission: 'case.merge',
  undo: 'final',
  guard: (state) => (state.core.mergedInto === undefined || state.core.voided ? 'step.notNow' : null),
  fold: (state) => {
    const { mergedInto: _gone, ...core } = state.core;
    return { ...state, core };
  },
};

/** The other side of 并案: what the main case records. */
const joined: EntryType = {
  v: 1,
  writtenBy: 'program',
  data: z.strictObject({ from: z.uuid(), reason }),
  permission: 'case.merge',
  undo: 'final',
  guard: (state, probe) => alive(state) ?? (probe.data?.['from'] === state.stream ? 'merge.itself' : null),
  // Two desks may have merged the same case into this one.
  fold: (state, entry) =>
    withCore(state, { mergedFrom: [...new Set([...state.core.mergedFrom, entry.data['from'] as string])] }),
};

const parted: EntryType = {
  v: 1,
  writtenBy: 'program',
  data: z.strictObject({ from: z.uuid(), reason }),
  permission: 'case.merge',
  undo: 'final',
  guard: (state, probe) => {
    if (probe.data === null) return state.core.mergedFrom.length > 0 ? null : 'step.notNow';
    return state.core.mergedFrom.includes(probe.data['from'] as string) ? null : 'step.notNow';
  },
  fold: (state, entry) =>
    withCore(state, { mergedFrom: state.core.mergedFrom.filter((from) => from !== entry.data['from']) }),
};

/** 撤回申请: by the petitioner, with the papers handed back against signature. */
function withdrawn(ruleset: Ruleset): EntryType {
  const spec = ruleset.withdrawal;
  return {
    v: 1,
    data: z.strictObject({
      reason,
      handedBack: z.array(z.string().max(200)).max(200),
      receivedBy: z.string().trim().min(1).max(100),
    }),
    permission: 'case.handle',
    undo: 'final',
    guard: (state) => alive(state) ?? (spec?.from.includes(state.core.status) ? null : 'step.notNow'),
    fold: (state, entry) => {
      const course = spec?.course && { course: spec.course(state.core.course ?? {}, entry, state) };
      return endWork(withCore(state, course ?? {}), spec?.to);
    },
    foldErased: (state) => endWork(state, spec?.to),
  };
}

/** Nothing is owed any more: what was not met falls away, or the case would turn red for ever. */
const endWork = (state: StreamState, to = state.core.status): StreamState =>
  withCore(state, {
    status: to,
    dues: Object.fromEntries(Object.entries(state.core.dues).filter(([, due]) => due.met !== undefined)),
  });
