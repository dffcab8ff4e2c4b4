/** The generic commands on streams of every kind: begin one, take a step, merge two. */
import type { ActAnswer, BeginInput, StepInput } from '#shared/contract/case.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { decideBegin, decideNext, type Decision } from '#shared/kinds/mechanism/decide.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import type { Transaction } from '../store/handles.ts';
import { performAct, refuseStream, type Work } from './act.ts';
import { learntAt } from './learn.ts';
import { loadVisible } from './load.ts';
import { dropVoid, queueIssued } from './print-jobs.ts';
import { queueReprints, reprintsOf } from './reprints.ts';
import { refuseNumber } from './clock.ts';
import { attachHeld, readHeld } from './held-files.ts';
import { mustBePhoto } from './photo-type.ts';
import { withParties } from './parties.ts';
import { sheetNumber } from './pads.ts';
import { stepOn } from './step-on.ts';
import { visitFor } from './visit.ts';

/** One of a 批量收件: its stream was fixed before, and `guard` says whether it is on that list and still to be taken in. */
export interface Listed {
  readonly stream: string;
  readonly list: string;
  readonly guard: (transaction: Transaction) => Result<true>;
}

export function beginCase(core: DeskCore, viewer: Viewer, input: BeginInput, listed?: Listed): Result<ActAnswer> {
  const kind = core.findKind(input.kind);
  if (kind === undefined || !isCommand(kind, kind.rules, input.type)) return refuse('step.unknown');
  const { act, late } = input;
  const request = {
    id: act,
    procedure: listed === undefined ? 'case.begin' : 'many.takeRow',
    input: { ...(input as unknown as JsonObject), ...(listed ? { list: listed.list } : {}) },
    ...(late ? { late } : {}),
  };
  return performAct(core, viewer, request, (work) => {
    const doubt = refuseNumber(core);
    if (doubt) return doubt;
    const guarded = listed?.guard(work.transaction) ?? ok(true);
    if (!guarded.ok) return guarded;
    const stream = listed?.stream ?? newId(core.ports);
    const sheet = input.sheet === undefined ? ok(undefined) : sheetNumber(work.transaction, input.sheet);
    if (!sheet.ok) return sheet;
    const learnt = learntAt(core, work.transaction, viewer, sheet.value);
    const came =
      input.visit === undefined ? undefined : visitFor(core, viewer, work.transaction, kind, input.data, input.visit);
    if (came?.ok === false) return came;
    const { data, write } = withParties(core, viewer, work, kind, came?.value.data ?? input.data);
    const files = readHeld(core, input.files);
    if (!files.ok) return files;
    const command = { ...input, data, files: files.value };
    const decision = decideBegin(core.findKind, kind, stream, command, learnt, work.pen);
    if (!decision.ok) return decision;
    const answer = keepAndAnswer(core, viewer, work, { isNew: true, decision: decision.value }, input.print);
    const met = write();
    if (!met.ok || !answer.ok) return met.ok ? answer : met;
    const held = attachHeld(core, viewer, work, answer.value.stream, files.value);
    if (!held.ok || came === undefined) return held.ok ? answer : held;
    const noted = stepOn(core, viewer, work, answer.value.stream, 'cameWith', { ...came.value.visit });
    return noted.ok ? answer : noted;
  });
}

export function stepCase(core: DeskCore, viewer: Viewer, input: StepInput): Result<ActAnswer> {
  const { act, late } = input;
  const request = { id: act, procedure: 'case.step', input: input as unknown as JsonObject, ...(late ? { late } : {}) };
  return performAct(core, viewer, request, (work) => {
    const found = loadVisible(core, viewer, work.transaction, input.stream);
    if (!found.ok) return found;
    const { kind, state } = found.value;
    // Of rules from a later program no step is known at all.
    if (state.needsUpgrade !== undefined) return refuse('stream.needsUpgrade');
    if (!isCommand(kind, state.rules, input.type)) return refuse('step.unknown');
    const files = readHeld(core, input.files, mustBePhoto(kind, state));
    if (!files.ok) return files;
    const learnt = learntAt(core, work.transaction, viewer);
    const command = { ...input, files: files.value };
    const decision = decideNext(core.findKind, kind, state, command, learnt, work.pen);
    if (!decision.ok) return decision;
    const again = reprintsOf(kind, decision.value.state, input.type);
    if (decision.value.issued.length + again.length > 0) {
      const doubt = refuseNumber(core);
      if (doubt) return doubt;
    }
    const answer = keepAndAnswer(core, viewer, work, { isNew: false, decision: decision.value }, input.print);
    const held = attachHeld(core, viewer, work, state.stream, files.value);
    if (!held.ok) return held;
    if (!answer.ok || input.print === undefined) return answer;
    return ok(queueReprints(core, viewer, work.transaction, answer.value, again, input.print));
  });
}

/**
 * What a person may write as it stands. Registries have procedures of their own, which keep keys apart and a chief in office; what the
 * program writes (an issued paper's text, an official number, one side of 并案) is never taken from a caller.
 */
function isCommand(kind: Kind, rules: number, type: string): boolean {
  const found = kind.typesByRules.get(rules)?.get(type);
  return kind.form !== 'registry' && found !== undefined && found.writtenBy === undefined;
}

export interface MergeInput {
  readonly act: string;
  readonly stream: string;
  readonly into: string;
  readonly reason: string;
}

/** 并案: one act on two streams. The main case must be alive, so a chain of merges ends somewhere. */
export function mergeCases(core: DeskCore, viewer: Viewer, input: MergeInput): Result<ActAnswer> {
  const { reason } = input;
  return onBoth(core, viewer, 'case.merge', input, [
    { stream: input.stream, type: 'merged', data: { into: input.into, reason } },
    { stream: input.into, type: 'joined', data: { from: input.stream, reason } },
  ]);
}

export function unmergeCase(core: DeskCore, viewer: Viewer, input: Omit<MergeInput, 'into'>): Result<ActAnswer> {
  const { reason } = input;
  const request = { id: input.act, procedure: 'case.unmerge', input: { ...input } };
  return performAct(core, viewer, request, (work) => {
    const found = loadVisible(core, viewer, work.transaction, input.stream);
    if (!found.ok) return found;
    const into = found.value.state.core.mergedInto;
    if (into === undefined) return refuse('step.notNow');
    return stepEach(core, viewer, work, [
      { stream: input.stream, type: 'unmerged', data: { reason } },
      { stream: into, type: 'parted', data: { from: input.stream, reason } },
    ]);
  });
}

interface OneStep {
  readonly stream: string;
  readonly type: string;
  readonly data: JsonObject;
}

function onBoth(
  core: DeskCore,
  viewer: Viewer,
  procedure: string,
  input: MergeInput,
  steps: readonly OneStep[],
): Result<ActAnswer> {
  const request = { id: input.act, procedure, input: { ...input } };
  return performAct(core, viewer, request, (work) => stepEach(core, viewer, work, steps));
}

/** Steps on several streams in one act; the answer is that of the first. */
function stepEach(core: DeskCore, viewer: Viewer, work: Work, steps: readonly OneStep[]): Result<ActAnswer> {
  const learnt = learntAt(core, work.transaction, viewer);
  const answers: ActAnswer[] = [];
  for (const { stream, type, data } of steps) {
    const found = loadVisible(core, viewer, work.transaction, stream);
    if (!found.ok) return found;
    const decision = decideNext(core.findKind, found.value.kind, found.value.state, { type, data }, learnt, work.pen);
    if (!decision.ok) return decision;
    const answer = keepAndAnswer(core, viewer, work, { isNew: false, decision: decision.value }, undefined);
    if (!answer.ok) return answer;
    answers.push(answer.value);
  }
  const first = answers[0];
  return first ? ok(first) : refuseStream();
}

export function keepAndAnswer(
  core: DeskCore,
  viewer: Viewer,
  work: Work,
  change: { readonly isNew: boolean; readonly decision: Decision },
  print: string | undefined,
): Result<ActAnswer> {
  work.keep(change);
  const { state, issued, wrong } = change.decision;
  dropVoid(work.transaction, state);
  const jobs = print === undefined ? [] : queueIssued(core, viewer, work.transaction, state.stream, issued, print);
  return ok({
    stream: state.stream,
    number: state.number ?? '',
    status: state.core.status,
    issued: issued.map(({ id, spec }) => ({ id, spec })),
    wrong: wrong.map(({ id, spec, on, copies }) => ({ id, spec, on, copies })),
    jobs,
  });
}
