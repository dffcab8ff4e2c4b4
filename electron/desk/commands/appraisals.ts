/**
 * 档案鉴定: opened over files that are due, judged, signed, carried out. Only the last act changes a case, and it does so for all files of the
 * list in one transaction: either the whole 清册 was carried out or nothing of it.
 */
import type { AppraisalOpened, AppraisalSigned } from '#shared/contract/appraisal.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { AppraisedFile, Opinion } from '#shared/kinds/appraisal/index.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import type { Command } from '#shared/kinds/mechanism/decide.ts';
import { setByOf, type StreamState } from '#shared/kinds/mechanism/state.ts';
import { filesDue, type DueFile } from '../archive/due-files.ts';
import { appraisedNow } from '../archive/under-appraisal.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import { todayOf } from '../queries/standings.ts';
import { performAct, type Work } from './act.ts';
import { loadVisible } from './load.ts';
import { atRow, beginList, takeStep } from './many.ts';
import { nextOfDay } from './next-of-day.ts';

const kindName = 'appraisal';
type Done = Record<string, never>;

/** Refusals: appraisal.notDue, appraisal.inOther, each at its row; appraisal.samePeople. */
export function openAppraisal(
  core: DeskCore,
  viewer: Viewer,
  { act, ...input }: AppraisalOpened,
): Result<{ readonly stream: string; readonly number: string }> {
  const request = { id: act, procedure: 'appraisal.open', input: input as unknown as JsonObject };
  return performAct(core, viewer, request, (work) => {
    const rows = appraisable(core, viewer, work, input.streams);
    if (!rows.ok) return rows;
    const number = nextOfDay(core, work.transaction, kindName, 'DJ');
    const stream = newId(core.ports);
    const set = { number, title: input.title, group: input.group, rows: rows.value } as unknown as JsonObject;
    const begun = beginList(core, viewer, work, { kind: kindName, stream, type: 'opened', set });
    return begun.ok ? ok({ stream, number }) : begun;
  });
}

function appraisable(
  core: DeskCore,
  viewer: Viewer,
  work: Work,
  streams: readonly string[],
): Result<readonly AppraisedFile[]> {
  const due = new Map(filesDue(core, viewer, work.transaction).map((file) => [file.stream, file]));
  const under = appraisedNow(work.transaction);
  const rows: AppraisedFile[] = [];
  for (const [index, stream] of [...new Set(streams)].entries()) {
    const file = due.get(stream);
    const found = loadVisible(core, viewer, work.transaction, stream);
    if (file === undefined || !found.ok) return atRow({ code: 'appraisal.notDue' }, index);
    const other = under.get(stream);
    if (other !== undefined) return atRow({ code: 'appraisal.inOther', details: { number: other } }, index);
    rows.push(rowOf(file, found.value.state));
  }
  return ok(rows);
}

/** Said on the 清册: whoever judges it must know that it was never decided. */
const endings = { '': '', voided: '（已作废）', merged: '（已并案）' } as const;

const rowOf = ({ stream, number, title, matter, closed, retention, until, ended }: DueFile, state: StreamState) => ({
  ...{ stream, number, title: `${title.slice(0, 390)}${endings[ended]}`, matter, closed, retention, until },
  began: dayOf(state.beganOn),
  papers: state.papers.length,
  attachments: state.attachments.filter(({ isMoved }) => isMoved !== true).length,
});

/** The opinion about every file. Refusals: appraisal.untilPast at its row, appraisal.notAll, appraisal.unknown. */
export function judgeFiles(
  core: DeskCore,
  viewer: Viewer,
  { act, ...input }: { readonly act: string; readonly stream: string; readonly opinions: readonly Opinion[] },
): Result<Done> {
  const { opinions } = input;
  const today = todayOf(core);
  const past = opinions.findIndex(({ opinion, until }) => opinion === 'keep' && until !== null && until <= today);
  if (past >= 0) return atRow({ code: 'appraisal.untilPast' }, past);
  const told = opinions.map((one) => (one.opinion === 'destroy' ? { ...one, until: null } : one));
  return oneStep(core, viewer, { act, procedure: 'judge', input }, () =>
    ok({ type: 'judged', data: { set: { opinions: told } } }),
  );
}

/**
 * 签批. `judged`: the opinions as they were printed. Refusals: date.future, appraisal.changed, appraisal.signedBefore, appraisal.sheetMissing,
 * appraisal.samePeople.
 */
export function signAppraisal(core: DeskCore, viewer: Viewer, { act, ...input }: AppraisalSigned): Result<Done> {
  const { judged, approver, approvedOn, witnesses, sheets, note } = input;
  if (approvedOn > todayOf(core)) return refuse('date.future', {}, 'approvedOn');
  return oneStep(core, viewer, { act, procedure: 'sign', input }, (state) => {
    if (setByOf(state, 'opinions') !== judged) return refuse('appraisal.changed');
    // Nobody signed a list before there was one.
    if (approvedOn < dayOf(state.beganOn)) return refuse('appraisal.signedBefore', {}, 'approvedOn');
    const there = new Set(state.attachments.flatMap(({ id, isMoved }) => (isMoved === true ? [] : [id])));
    if (!sheets.every((sheet) => there.has(sheet))) return refuse('appraisal.sheetMissing');
    const set = {
      ...{ approver, approvedOn, sheets: [...sheets] },
      ...(witnesses.length === 0 ? {} : { witnesses: [...witnesses] }),
      ...(note === '' ? {} : { note }),
    };
    return ok({ type: 'signedOff', data: { set } });
  });
}

export const cancelAppraisal = (
  core: DeskCore,
  viewer: Viewer,
  { act, ...input }: { readonly act: string; readonly stream: string; readonly note: string },
): Result<Done> =>
  oneStep(core, viewer, { act, procedure: 'cancel', input }, () =>
    ok({ type: 'cancelled', data: { set: { note: input.note } } }),
  );

function oneStep(
  core: DeskCore,
  viewer: Viewer,
  {
    act,
    procedure,
    input,
  }: { readonly act: string; readonly procedure: string; readonly input: { readonly stream: string } },
  say: (state: StreamState) => Result<Command>,
): Result<Done> {
  const { stream } = input;
  const request = { id: act, procedure: `appraisal.${procedure}`, input: { ...input } as unknown as JsonObject };
  return performAct(core, viewer, request, (work) => {
    const state = loadAppraisal(core, viewer, work, stream);
    if (!state.ok) return state;
    const command = say(state.value);
    if (!command.ok) return command;
    const taken = takeStep(core, viewer, work, stream, command.value);
    if (!taken.ok) return taken;
    work.keep({ isNew: false, decision: taken.value });
    return ok({});
  });
}

export function loadAppraisal(
  core: DeskCore,
  viewer: Viewer,
  work: Pick<Work, 'transaction'>,
  stream: string,
): Result<StreamState> {
  const found = loadVisible(core, viewer, work.transaction, stream);
  return found.ok && found.value.kind.kind === kindName ? ok(found.value.state) : refuse('appraisal.unknown');
}
