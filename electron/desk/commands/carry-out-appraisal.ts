/**
 * 执行: what a signed 清册 says is done, in one transaction over all its files. Kept ones are kept; of the others the case is ended by
 * `fileDestroyed`, and where no hub has a say their content is erased at once, else when the hub has ordered it (`journal/erase.ts`).
 */
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { opinionsOf, type AppraisedFile, type Opinion } from '#shared/kinds/appraisal/index.ts';
import { textOf } from '#shared/kinds/common/fields.ts';
import { decideNext } from '#shared/kinds/mechanism/decide.ts';
import { isKeptOn, type DestroyedData } from '#shared/kinds/mechanism/disposal.ts';
import { isEnded, setByOf, valueOf, type StreamState } from '#shared/kinds/mechanism/state.ts';
import { closedOn } from '../archive/file-facts.ts';
import { eraseContents } from '../archive/erase-contents.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { eraseFile } from '../journal/erase.ts';
import { needsRebuild } from '../journal/rebuild.ts';
import { todayOf } from '../queries/standings.ts';
import { get, sql } from '../store/handles.ts';
import { performAct, type Work } from './act.ts';
import { loadAppraisal } from './appraisals.ts';
import { learntAt } from './learn.ts';
import { loadVisible } from './load.ts';
import { atRow, takeStep } from './many.ts';

export interface CarryOut {
  readonly act: string;
  readonly stream: string;
  /** The number of the list, typed once more. */
  readonly word: string;
}

export interface CarriedOut {
  readonly kept: number;
  readonly destroyed: number;
}

/** Refusals: appraisal.wrongWord, appraisal.changed, appraisal.later; appraisal.notDue at the row that is not as it was. */
export function carryOut(core: DeskCore, viewer: Viewer, { act, stream, word }: CarryOut): Result<CarriedOut> {
  const request = { id: act, procedure: 'appraisal.carryOut', input: { stream, word } };
  const done = performAct(core, viewer, request, (work) => {
    const found = loadAppraisal(core, viewer, work, stream);
    if (!found.ok) return found;
    const list = found.value;
    if (word.trim() !== valueOf(list, 'number')) return refuse('appraisal.wrongWord', {}, 'word');
    if (!isAsSigned(list)) return refuse('appraisal.changed');
    if (isBehind(core, work)) return refuse('appraisal.later');
    const taken = takeStep(core, viewer, work, stream, { type: 'carriedOut', data: {} });
    if (!taken.ok) return taken;
    work.keep({ isNew: false, decision: taken.value });
    return allOf(core, viewer, work, list);
  });
  if (done.ok) eraseContents(core);
  return done.ok ? ok({ kept: Number(done.value['kept']), destroyed: Number(done.value['destroyed']) }) : done;
}

/** What was signed is what was judged last, of the files it was opened over. */
function isAsSigned(list: StreamState): boolean {
  const last = (type: string): string => list.history.findLast((line) => line.type === type)?.entry ?? '';
  return setByOf(list, 'opinions') === last('judged') && setByOf(list, 'rows') === last('opened');
}

/** While lists are behind, nobody can tell which contents other cases name. */
const isBehind = (core: DeskCore, { transaction }: Work): boolean =>
  needsRebuild(core.store) ||
  get(transaction, sql<{ stream: string }>`SELECT stream FROM stale_stream LIMIT 1`) !== undefined;

function allOf(core: DeskCore, viewer: Viewer, work: Work, list: StreamState): Result<Record<string, number>> {
  const files = (valueOf(list, 'rows') ?? []) as unknown as readonly AppraisedFile[];
  const opinions = new Map(opinionsOf(list).map((one) => [one.stream, one]));
  const counts = { kept: 0, destroyed: 0 };
  for (const [index, file] of files.entries()) {
    const opinion = opinions.get(file.stream);
    if (opinion === undefined) return atRow({ code: 'appraisal.notAll' }, index);
    const done = oneOf(core, viewer, work, { list, file, opinion });
    if (!done.ok) return atRow(done.refusal, index);
    counts[opinion.opinion === 'keep' ? 'kept' : 'destroyed'] += 1;
  }
  return ok(counts);
}

interface One {
  readonly list: StreamState;
  readonly file: AppraisedFile;
  readonly opinion: Opinion;
}

function oneOf(core: DeskCore, viewer: Viewer, work: Work, { list, file, opinion }: One): Result<true> {
  const { stream, until, reason } = opinion;
  const found = loadVisible(core, viewer, work.transaction, stream);
  if (!found.ok) return found;
  const { kind, state } = found.value;
  // Reopened since, voided or merged away since, kept by another appraisal, destroyed by one: it is not the file that was appraised.
  const closed = closedOn(found.value);
  if (closed === undefined || (isEnded(state) && closed !== file.closed)) return refuse('appraisal.notDue');
  if (state.destroyed !== undefined || isKeptOn(state, todayOf(core))) return refuse('appraisal.notDue');
  const of = { list: list.stream, listNumber: textOf(valueOf(list, 'number')) };
  const command =
    opinion.opinion === 'keep'
      ? { type: 'fileKept', data: { ...of, until, reason } }
      : { type: 'fileDestroyed', data: { ...of, ...leftOf(kind, state, closed) } };
  const learnt = learntAt(core, work.transaction, viewer);
  const decision = decideNext(core.findKind, kind, state, command, learnt, work.pen);
  if (!decision.ok) return decision;
  work.keep({ isNew: false, decision: decision.value });
  eraseFile(work.transaction, decision.value.state, core.isAuthority);
  return ok(true);
}

function leftOf(
  kind: { readonly row?: (state: StreamState) => { readonly title: string; readonly matter?: string } },
  state: StreamState,
  closed: string,
): Omit<DestroyedData, 'list' | 'listNumber'> {
  const row = kind.row?.(state);
  const { voided, mergedInto } = state.core;
  return {
    number: state.number ?? '',
    officialNumber: state.core.officialNumber ?? '',
    status: state.core.status,
    title: row?.title ?? '',
    matter: row?.matter ?? '',
    closed,
    ...(voided === undefined ? {} : { voided }),
    ...(mergedInto === undefined ? {} : { mergedInto }),
    entries: state.history.map(({ entry }) => entry),
  };
}
