/** 上报批次: many cases in one act. Whatever refuses one row refuses all, and says which row it is. */
import type { ActAnswer } from '#shared/contract/case.ts';
import type { BatchAnswer } from '#shared/contract/batch.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { batchValueSchema } from '#shared/kinds/batch/index.ts';
import type { Command } from '#shared/kinds/mechanism/decide.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import { matterFactsSchema } from '#shared/kinds/matter/facts.ts';
import { courseOf } from '#shared/kinds/service/course.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import { get, sql, type ReadHandle, type Transaction } from '../store/handles.ts';
import { performAct, refuseStream, type Work } from './act.ts';
import { keepAndAnswer } from './case.ts';
import { refuseNumber } from './clock.ts';
import { loadVisible } from './load.ts';
import { atRow, beginList, takeStep } from './many.ts';
import { nextOfDay } from './next-of-day.ts';

export interface SendInput {
  readonly act: string;
  readonly authority: string;
  readonly streams: readonly string[];
}

type Sent = { readonly stream: string; readonly number: string };

export function sendBatch(core: DeskCore, viewer: Viewer, input: SendInput): Result<Sent> {
  const request = { id: input.act, procedure: 'batch.send', input: { ...input, streams: [...input.streams] } };
  return performAct(core, viewer, request, (work) => {
    const doubt = refuseNumber(core);
    if (doubt) return doubt;
    const stream = newId(core.ports);
    const { authority } = input;
    let matter = '';
    for (const [index, row] of input.streams.entries()) {
      const sent = sendRow(core, viewer, work, row, { authority, batch: stream });
      if (!sent.ok) return atRow(sent.refusal, index);
      const code = codeOf(sent.value);
      if (index === 0) matter = code;
      if (code !== matter) return atRow({ code: 'batch.otherMatter' }, index);
    }
    const number = nextOfDay(core, work.transaction, 'batch', 'PC');
    const set = { number, authority, matter, rows: [...input.streams] };
    const list = beginList(core, viewer, work, { kind: 'batch', stream, type: 'sentUp', set });
    return list.ok ? ok({ stream, number }) : list;
  });
}

function sendRow(core: DeskCore, viewer: Viewer, work: Work, stream: string, data: JsonObject): Result<StreamState> {
  const taken = takeStep(core, viewer, work, stream, { type: 'sentInBatch', data });
  if (!taken.ok) return taken;
  work.keep({ isNew: false, decision: taken.value });
  return ok(taken.value.state);
}

const codeOf = ({ core }: StreamState): string => matterFactsSchema.safeParse(core.learnt['matter']).data?.code ?? '';

export interface AnswerInput {
  readonly act: string;
  readonly stream: string;
  readonly rows: readonly BatchAnswer[];
  readonly print?: string;
}

type Answered = { readonly answers: ActAnswer[] };

/** Each row becomes the entry of its own case that its page would have written. */
export function answerBatch(core: DeskCore, viewer: Viewer, input: AnswerInput): Result<Answered> {
  const request = { id: input.act, procedure: 'batch.answer', input: input as unknown as JsonObject };
  return performAct(core, viewer, request, (work) => {
    const batch = readBatch(work.transaction, input.stream);
    if (batch === undefined) return refuseStream();
    const issues = input.rows.some(({ answer }) => answer === 'gaps');
    const doubt = issues ? refuseNumber(core) : null;
    if (doubt) return doubt;
    const answers: ActAnswer[] = [];
    for (const [index, row] of input.rows.entries()) {
      const answer = answerRow(core, viewer, work, input, row);
      if (!answer.ok) return atRow(answer.refusal, index);
      answers.push(answer.value);
    }
    return ok({ answers });
  });
}

function answerRow(
  core: DeskCore,
  viewer: Viewer,
  work: Work,
  { stream: batch, print }: AnswerInput,
  row: BatchAnswer,
): Result<ActAnswer> {
  const found = loadVisible(core, viewer, work.transaction, row.stream);
  if (!found.ok) return found;
  if (!isOut(found.value.state, batch)) return refuse('batch.notOut');
  const decision = takeStep(core, viewer, work, row.stream, commandOf(row));
  if (!decision.ok) return decision;
  return keepAndAnswer(core, viewer, work, { isNew: false, decision: decision.value }, print);
}

/** It lies above, and went there with this batch. */
export const isOut = ({ core }: StreamState, batch: string): boolean => {
  const last = courseOf(core).trips?.at(-1);
  return core.status === 'reported' && last?.batch === batch;
};

function commandOf(row: BatchAnswer): Command {
  switch (row.answer) {
    case 'agreed':
      return { type: 'decidedAbove', data: { set: { outcome: 'granted' }, result: '上级同意' } };
    case 'disagreed':
      return { type: 'decidedAbove', data: { set: { outcome: 'rejected' }, result: row.reason } };
    case 'gaps':
      return { type: 'gapsAbove', data: { gaps: [{ material: row.missing, standard: row.standard }] } };
  }
}

export function readBatch(handle: ReadHandle | Transaction, stream: string) {
  const row = get(
    handle,
    sql<{ value: string }>`SELECT value FROM live_record WHERE kind = 'batch' AND stream = ${stream}`,
  );
  return row && batchValueSchema.parse(JSON.parse(row.value));
}
