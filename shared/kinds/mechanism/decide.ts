/**
 * Deciding: a command of a person becomes entries, or a refusal. The entries are applied by the same `apply` that folds them
 * later; one that would be marked is a refusal here. Pure: what it needs from elsewhere comes in as `Learnt`.
 */
import { canonical, type FoldEntry } from '../../journal/entry.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { refusalOfIssues } from '../../kernel/issue-refusal.ts';
import { ok, refuse, type Refusal, type Result } from '../../kernel/result.ts';
import { rulesetOf, type Kind } from './define.ts';
import { afterDestruction } from './disposal.ts';
import type { Due } from './dues.ts';
import { permissionOf, type EntryType, type Facts } from './entry-type.ts';
import { write, type Draft, type Pen } from './draft.ts';
import { emptyState, guard, type FindKind } from './fold.ts';
import { closesTooEarly } from './contents.ts';
import { issuePaper, successors } from './issue.ts';
import type { Learnt } from './learnt.ts';
import { papersOf, papersShowing } from './papers.ts';
import type { BroughtFile, FactsContext, Ruleset, StepSpec } from './spec.ts';
import { changesOf, choiceOf, setOf, settlementOf } from './fields.ts';
import { setByOf, valueOf, type PaperState, type StreamState } from './state.ts';

export interface Command {
  readonly type: string;
  readonly data: JsonObject;
  /** Per guarded field: the entry that had set it in the state the person saw. Absent = the present state. */
  readonly seen?: Readonly<Record<string, string>>;
  /** Print what no font has as a blank to be filled in by hand. */
  readonly isByHand?: boolean;
  /** Files that are attached in the same act. */
  readonly files?: readonly BroughtFile[];
}

export interface Decision {
  readonly state: StreamState;
  readonly entries: readonly FoldEntry[];
  /** Papers issued in this act, in order. */
  readonly issued: readonly PaperState[];
  /** Papers that were right until now (更正): get them back. */
  readonly wrong: readonly PaperState[];
}

/** Begins a stream with its first step. `stream` is minted by the caller. */
export function decideBegin(
  findKind: FindKind,
  kind: Kind,
  stream: string,
  command: Command,
  learnt: Learnt,
  pen: Pen,
): Result<Decision> {
  const first = { stream, kind: kind.kind, rules: kind.rules, station: pen.station, by: pen.by, on: '' };
  return decideNext(findKind, kind, emptyState(first), command, learnt, pen);
}

export function decideNext(
  findKind: FindKind,
  kind: Kind,
  before: StreamState,
  command: Command,
  learnt: Learnt,
  pen: Pen,
): Result<Decision> {
  if (before.needsUpgrade !== undefined) return refuse('stream.needsUpgrade');
  const ruleset = rulesetOf(kind, before.rules);
  const type = kind.typesByRules.get(before.rules)?.get(command.type);
  if (type === undefined) return refuse('step.unknown');
  const parsed = type.data.safeParse(command.data);
  if (!parsed.success) return { ok: false, refusal: refusalOfIssues(parsed.error.issues, command.data) };
  const draft: Draft = {
    findKind,
    kind,
    ruleset,
    learnt,
    pen,
    isByHand: command.isByHand === true,
    files: [...before.attachments.filter(({ isMoved }) => isMoved !== true), ...(command.files ?? [])],
    state: before,
    entries: [],
  };
  const data = filled(ruleset.steps[command.type], before, parsed.data as JsonObject);
  const facts = learnFacts(draft, command.type, type, data);
  if (!facts.ok) return facts;
  const written = write(
    draft,
    command.type,
    type.v,
    data,
    facts.value,
    seenBy(ruleset.steps[command.type], draft.state, command.seen),
  );
  if (!written.ok) return written;
  const wrong = papersShowing(before, goneBy(before, command.type, data));
  const papers = issueAll(draft, issuesOf(ruleset, command.type, data, draft.state), wrong);
  if (!papers.ok) return papers;
  const issued = draft.state.papers.filter((paper) => paper.act === pen.act && paper.status === 'valid');
  return ok({ state: draft.state, entries: draft.entries, issued, wrong });
}

/** With the fields that follow from the state. */
const filled = (step: StepSpec | undefined, state: StreamState, data: JsonObject): JsonObject =>
  step?.fills === undefined ? data : { ...data, set: { ...setOf(data), ...step.fills.from(state, data) } };

/** Nobody has seen a field that follows from the state: it is set on what stands there now. */
function seenBy(step: StepSpec | undefined, state: StreamState, seen: Command['seen']): Command['seen'] {
  const filledIn = (step?.fills?.sets ?? []).map((name) => [name, setByOf(state, name)] as const);
  return seen && { ...seen, ...Object.fromEntries(filledIn) };
}

/** For each field, the entries whose value no longer holds after a correction or a settlement. Other steps take nothing back. */
function goneBy({ core }: StreamState, type: string, data: JsonObject): Readonly<Record<string, ReadonlySet<string>>> {
  if (type === 'corrected') {
    const fields = Object.keys(setOf(data));
    return Object.fromEntries(fields.map((field) => [field, new Set([core.fields[field]?.setBy ?? ''])]));
  }
  if (type !== 'settled') return {};
  const { field, value, entries } = settlementOf(data);
  const others = choiceOf(core, field).filter((one) => canonical(one.value) !== canonical(value));
  return { [field]: new Set(others.flatMap(({ entry }) => (entries.includes(entry) ? [entry] : []))) };
}

/** `data` is null in a dry run: papers that only some data asks for are not needed then. */
function issuesOf(ruleset: Ruleset, type: string, data: JsonObject | null, state: StreamState): readonly string[] {
  if (type === 'withdrawn') return ruleset.withdrawal?.issues ?? [];
  const { issues = [], issuesIf } = ruleset.steps[type] ?? {};
  if (issuesIf === undefined) return issues;
  return data === null ? [] : issues.filter((paper) => issuesIf(data, paper, state));
}

function issueAll(draft: Draft, names: readonly string[], wrong: readonly PaperState[]): Result<true> {
  for (const name of names) {
    const issued = issuePaper(draft, name);
    if (!issued.ok) return issued;
  }
  return successors(draft, wrong);
}

function learnFacts(draft: Draft, name: string, type: EntryType, data: JsonObject): Result<Facts> {
  const { learnt, ruleset, state, pen } = draft;
  const held = heldFacts(learnt, type, state, data);
  if (held.may === undefined) return refuse('permission.missing');
  // The guard speaks before anything is learnt or a number is taken, so that a refusal costs nothing.
  const { at, now } = pen.next();
  const on = pen.late?.on ?? now;
  const code = guard(type, state, { by: pen.by, station: pen.station, at, on, facts: held }, data);
  if (code !== null)
    return { ok: false, refusal: atItsField(refusalOf(code, ruleset.steps[name], state), type, state, data) };
  const stale =
    type.refuseStale?.(state, data) ??
    closesTooEarly(ruleset, name, state, learnt) ??
    ruleset.steps[name]?.needs?.({ data, files: draft.files });
  if (stale) return { ok: false, refusal: stale };
  const first = factsContext(draft, name, data, on, {});
  const learn = Object.keys(changesOf(name, data)).length > 0 ? ruleset.learn?.(first) : undefined;
  if (learn?.ok === false) return learn;
  const learns = ruleset.steps[name]?.learns?.(first);
  if (learns?.ok === false) return learns;
  const own = { ...learn?.value, ...learns?.value };
  const context = factsContext(draft, name, data, on, own);
  const isRevision = name === 'corrected' || name === 'settled';
  const dues = isRevision ? recount(ruleset, context) : stepFacts(ruleset.steps[name], context);
  return ok({ ...held, ...dues, ...(Object.keys(own).length > 0 ? { own: own } : {}) });
}

export function heldFacts(learnt: Learnt, type: EntryType, state: StreamState, data: JsonObject | null): Facts {
  const needed = permissionOf(type, data);
  const papers = type.asksForPapers ? papersOf(state, state.undoable?.act).map(({ id }) => id) : [];
  return {
    ...(learnt.may(needed) ? { may: needed } : {}),
    isAuthority: learnt.isAuthority,
    hasSecondPerson: learnt.hasSecondPerson,
    ...(isNobodyLeft(learnt, type, state) ? { isNobodyLeft: true } : {}),
    ...(papers.length > 0 && learnt.mayBeOut(state.stream, papers) ? { mayBeOut: true } : {}),
  };
}

const isNobodyLeft = (learnt: Learnt, { insteadOf }: EntryType, state: StreamState): boolean =>
  insteadOf !== undefined && !learnt.hasOther(insteadOf.permission, insteadOf.keptOut(state));

function stepFacts(step: StepSpec | undefined, context: FactsContext): Facts {
  const dues = step?.dues?.(context) ?? [];
  return {
    ...(dues.length > 0 ? { dues: [...dues] } : {}),
    ...(step?.numbered ? { number: context.learnt.takeNumber() } : {}),
  };
}

/** Only where it makes a difference: a correction that leaves the dues alone must not, ordered later, put back older ones. */
function recount(ruleset: Ruleset, context: FactsContext): Facts {
  const owed = Object.values(context.state.core.dues).filter(({ met }) => met === undefined);
  const dues = ruleset.recount?.(context);
  const isSame = dues === undefined || canonical(byName(dues)) === canonical(byName(owed));
  return isSame ? {} : { dues: [...dues], isRecount: true };
}

const byName = (dues: readonly Due[]): JsonObject => Object.fromEntries(dues.map((due) => [due.name, due]));

function factsContext(draft: Draft, type: string, data: JsonObject, on: string, own: JsonObject): FactsContext {
  const set = changesOf(type, data);
  return {
    state: draft.state,
    data,
    field: (name) => set[name] ?? valueOf(draft.state, name),
    on,
    files: draft.files,
    learnt: draft.learnt,
    learntFacts: { ...draft.state.core.learnt, ...own },
  };
}

function refusalOf(code: Refusal['code'], step: StepSpec | undefined, state: StreamState): Refusal {
  if (code === 'step.notAuthority' && step?.authority) return { code, details: { request: step.authority.request } };
  const details = step?.details?.(state, code);
  return details === undefined ? { code } : { code, details };
}

function atItsField(refusal: Refusal, type: EntryType, state: StreamState, data: JsonObject): Refusal {
  const field = type.fieldOf?.(state, data);
  return field === undefined ? refusal : { ...refusal, field: `set.${field}` };
}

/** Of a hybrid clock's reading, the instant it begins with. */
const instantLength = 24;

/** What a button asks: may this person begin this step now? The guard of the fold, without data, and the papers it issues. */
export function mayStep(
  kind: Kind,
  state: StreamState,
  type: string,
  learnt: Learnt,
  by: string,
  at: string,
): Result<true> {
  const found = kind.typesByRules.get(state.rules)?.get(type);
  if (found === undefined || state.needsUpgrade !== undefined) return refuse('step.unknown');
  if (state.destroyed !== undefined && !afterDestruction.has(type)) return refuse('file.destroyed');
  const ruleset = rulesetOf(kind, state.rules);
  const code = guard(
    found,
    state,
    {
      by,
      station: learnt.station.code,
      at,
      on: at.slice(0, instantLength),
      facts: heldFacts(learnt, found, state, null),
    },
    null,
  );
  if (code !== null) return { ok: false, refusal: refusalOf(code, ruleset.steps[type], state) };
  const early = closesTooEarly(ruleset, type, state, learnt);
  if (early !== null) return { ok: false, refusal: early };
  const needsPaper = issuesOf(ruleset, type, null, state).length > 0;
  return needsPaper && !learnt.may('paper.issue') ? refuse('permission.missing') : ok(true);
}
