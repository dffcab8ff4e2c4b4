/**
 * 批量收件: a list is opened with the ids of its cases, then each is taken in by an act of its own. The id of a row is that of its act and of
 * its case: an answer that was lost is given again, and after a crash the list says which of its cases are not there yet.
 */
import type { ActAnswer } from '#shared/contract/case.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { listValueSchema, longestList } from '#shared/kinds/intake-list/index.ts';
import { decideBegin, decideNext } from '#shared/kinds/mechanism/decide.ts';
import { currentRuleset } from '#shared/kinds/mechanism/define.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { loadState } from '../journal/projections.ts';
import { get, sql, type ReadHandle, type Transaction } from '../store/handles.ts';
import { performAct, refuseStream } from './act.ts';
import { beginCase } from './case.ts';
import { learntAt, recordOf } from './learn.ts';
import { loadVisible } from './load.ts';
import { nextOfDay } from './next-of-day.ts';

export interface OpenInput {
  /** Its id, fixed where its people are typed: what was kept there finds it again. */
  readonly list: string;
  readonly matter: string;
  readonly rows: readonly string[];
}

/** `listNumber`: no receipt number, which is a case's. */
type Opened = { readonly stream: string; readonly listNumber: string };

/** Refusals: matter.unknown, those of a step. */
export function openList(core: DeskCore, viewer: Viewer, { list, matter, rows }: OpenInput): Result<Opened> {
  const request = { id: list, procedure: 'many.open', input: { matter, rows: [...rows] } };
  return performAct(core, viewer, request, (work) => {
    const kind = core.findKind('intakeList');
    if (kind === undefined) return refuseStream();
    if (recordOf(work.transaction, 'matter', matter)?.['isActive'] !== true)
      return refuse('matter.unknown', { code: matter }, 'matter');
    if (loadState(work.transaction, core.findKind, list) !== undefined) return refuse('act.conflict');
    const number = nextOfDay(core, work.transaction, 'intakeList', 'PL');
    const data = { set: { number, matter, rows: [...rows] } };
    const learnt = learntAt(core, work.transaction, viewer);
    const decision = decideBegin(core.findKind, kind, list, { type: 'listOpened', data }, learnt, work.pen);
    if (!decision.ok) return decision;
    work.keep({ isNew: true, decision: decision.value });
    return ok({ stream: list, listNumber: number });
  });
}

export interface ExtendInput {
  readonly act: string;
  readonly stream: string;
  readonly rows: readonly string[];
}

/** More people came. Refusals: list.full, those of a step. */
export function extendList(
  core: DeskCore,
  viewer: Viewer,
  { act, stream, rows }: ExtendInput,
): Result<Record<string, never>> {
  const request = { id: act, procedure: 'many.extend', input: { stream, rows: [...rows] } };
  return performAct(core, viewer, request, (work) => {
    const list = readList(work.transaction, stream);
    const found = loadVisible(core, viewer, work.transaction, stream);
    if (list === undefined || !found.ok) return refuseStream();
    const all = [...new Set([...list.rows, ...rows])];
    if (all.length > longestList) return refuse('list.full', { most: longestList });
    const { kind, state } = found.value;
    const learnt = learntAt(core, work.transaction, viewer);
    const command = { type: 'listExtended', data: { set: { rows: all } } };
    const decision = decideNext(core.findKind, kind, state, command, learnt, work.pen);
    if (!decision.ok) return decision;
    work.keep({ isNew: false, decision: decision.value });
    return ok({});
  });
}

export interface TakeRowInput {
  readonly list: string;
  readonly row: string;
  readonly kind: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly visit?: string;
  readonly isByHand?: boolean;
}

/** Refusals: list.notOnIt (also where the id is some other stream's), list.otherMatter, those of `beginCase`. */
export function takeRow(core: DeskCore, viewer: Viewer, { list, row, ...input }: TakeRowInput): Result<ActAnswer> {
  const begin = { act: row, ...input } as unknown as Parameters<typeof beginCase>[2];
  const guard = (transaction: Transaction): Result<true> => {
    const matter = matterOfRow(transaction, list, row);
    if (matter === undefined || loadState(transaction, core.findKind, row) !== undefined) return refuse('list.notOnIt');
    return matterIn(core, input) === matter ? ok(true) : refuse('list.otherMatter');
  };
  return beginCase(core, viewer, begin, { stream: row, list, guard });
}

/** The code of the matter, in whatever field the kind asks for it. */
function matterIn(core: DeskCore, { kind: name, data }: Pick<TakeRowInput, 'kind' | 'data'>): string | undefined {
  const kind = core.findKind(name);
  const fields = kind ? Object.entries(currentRuleset(kind).fields) : [];
  const field = fields.find(([, { input }]) => input === 'matter')?.[0] ?? '';
  const set = data['set'] as JsonObject | undefined;
  const said = set?.[field] as JsonObject | undefined;
  const code = said?.['code'];
  return typeof code === 'string' ? code : undefined;
}

/** Of the list, where the row stands on it. Asked for each row: the five thousand ids are not read out of the database for one. */
const matterOfRow = (transaction: Transaction, list: string, row: string): string | undefined =>
  get(
    transaction,
    sql<{ matter: string }>`SELECT r.value ->> '$.matter' AS matter FROM live_record r
      WHERE r.kind = 'intakeList' AND r.stream = ${list}
        AND EXISTS (SELECT 1 FROM json_each(r.value, '$.rows') planned WHERE planned.value = ${row})`,
  )?.matter;

export function readList(handle: ReadHandle | Transaction, stream: string) {
  const row = get(
    handle,
    sql<{ value: string }>`SELECT value FROM live_record WHERE kind = 'intakeList' AND stream = ${stream}`,
  );
  return row && listValueSchema.parse(JSON.parse(row.value));
}
