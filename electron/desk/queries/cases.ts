/** Lists of cases and what search finds: by keyset, so that the millionth is as quick as the first. */
import { empty, join, type Sql } from 'sql-template-tag';
import { z } from 'zod';
import type { CaseLine, listFilters } from '#shared/contract/case.ts';
import { normaliseReceiptNumber } from '#shared/documents/receipt-number.ts';
import { maskName } from '#shared/identity/masking.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { currentRuleset } from '#shared/kinds/mechanism/define.ts';
import { destroyedKind } from '#shared/kinds/mechanism/disposal.ts';
import type { QueueRow } from '#shared/kinds/mechanism/rows.ts';
import { noDue } from '#shared/kinds/mechanism/no-due.ts';
import { triesSchema, type QueueName } from '#shared/kinds/mechanism/queues.ts';
import { addWorkingDays } from '#shared/time/limits.ts';
import { addDays, getPlainDate, type PlainDate } from '#shared/time/plain-date.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { matchQuery } from '../search/words.ts';
import { all, get, sql } from '../store/handles.ts';
import { inChargeOf } from './charge.ts';
import { shiningOf, standingsOf, todayOf } from './standings.ts';
import { allVisibleTo, visibleTo } from './viewer.ts';

export type ListFilter = (typeof listFilters)[number];

export interface ListQuestion {
  readonly filter: ListFilter;
  readonly search: string;
  readonly kind?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

interface LineRow {
  readonly row: number;
  readonly stream: string;
  readonly kind: string;
  readonly number: string;
  readonly official_number: string;
  readonly status: string;
  readonly is_open: number;
  readonly is_undecided: number;
  readonly title: string;
  readonly petitioner: string;
  readonly station: string;
  readonly began_on: string;
  readonly last_on: string;
  readonly next_due: string;
  readonly voided: CaseLine['voided'];
  readonly voided_on: string;
  readonly merged_into: string;
  readonly needs_upgrade: number;
  readonly queue: '' | QueueName;
  readonly queue_day: string;
  readonly tries: string;
  readonly unsigned_day: string;
}

interface Order {
  readonly where: Sql;
  readonly column: Sql;
  readonly value: (row: LineRow) => string;
  readonly isDescending: boolean;
}

const byLast = (where: Sql): Order => ({
  where,
  column: sql`c.last_on`,
  value: (row) => row.last_on,
  isDescending: true,
});
const byDue = (where: Sql): Order => ({
  where,
  column: sql`c.next_due`,
  value: (row) => row.next_due,
  isDescending: false,
});

const waitsOf = ({ kinds }: Pick<DeskCore, 'kinds'>): readonly (readonly [string, string])[] =>
  kinds.flatMap((kind) =>
    (currentRuleset(kind).waits ?? []).map((status): readonly [string, string] => [kind.kind, status]),
  );

/** 等上级: cases in a state in which their kind waits for somebody outside. */
function waitingIn(core: DeskCore): Sql {
  const pairs = waitsOf(core).map(([kind, status]) => sql`(c.kind = ${kind} AND c.status = ${status})`);
  return pairs.length === 0 ? sql`0` : sql`(${join(pairs, ' OR ')})`;
}

/** The oldest of a list of work beside dues first. The first condition is that of its index. */
const inQueue = (name: QueueName, more: Sql = sql`1`): Order => ({
  where: sql`c.queue <> '' AND c.queue = ${name} AND ${more}`,
  column: sql`c.queue_day`,
  value: (row) => row.queue_day,
  isDescending: false,
});

function orderOf(core: DeskCore, viewer: Viewer, filter: ListFilter): Order {
  const today = todayOf(core);
  switch (filter) {
    case 'open':
      return byLast(sql`c.is_open = 1`);
    case 'all':
      return byLast(allVisibleTo(viewer));
    case 'overdue':
      return byDue(sql`c.is_open = 1 AND ${shiningOf(core).red}`);
    case 'dueSoon':
      return byDue(sql`c.is_open = 1 AND ${shiningOf(core).yellow}`);
    case 'waiting':
      return byLast(sql`c.is_open = 1 AND ${waitingIn(core)}`);
    case 'today':
      return byLast(sql`c.began_day = ${today} AND c.is_counted = 1`);
    case 'mine':
      return byLast(sql`c.is_open = 1 AND ${inChargeOf(viewer.staff)}`);
    case 'undecided':
      return byLast(sql`c.is_undecided = 1`);
    case 'toTell':
      return inQueue('toTell');
    case 'toFetch':
      return inQueue('toFetch');
    // 逾期未领: the day that was said, or the matter's limit, is over. Theirs, never our 超期.
    case 'uncollected':
      return inQueue('toFetch', sql`c.queue_day < ${today}`);
    case 'onTheWay':
      return inQueue('onTheWay');
    case 'unsigned':
      return {
        where: sql`c.unsigned_day <> ''`,
        column: sql`c.unsigned_day`,
        value: (row) => row.unsigned_day,
        isDescending: false,
      };
    case 'voided':
      return {
        where: sql`c.voided <> ''`,
        column: sql`c.voided_on`,
        value: (row) => row.voided_on,
        isDescending: true,
      };
  }
}

export interface CaseList {
  readonly lines: CaseLine[];
  readonly cursor: string | null;
  readonly total: number | null;
}

/** Where the next page begins: what the last line was ordered by, and its row. Refusal: input.invalid (a cursor nobody gave out). */
export function readCursor(cursor: string | undefined): Result<Cursor | undefined> {
  if (cursor === undefined) return ok(undefined);
  try {
    const [row, value = ''] = cursorSchema.parse(JSON.parse(cursor));
    return ok({ row, value });
  } catch {
    return refuse('input.invalid', { field: 'cursor' }, 'cursor');
  }
}

const cursorSchema = z.tuple([z.int()], z.string());
interface Cursor {
  readonly row: number;
  readonly value: string;
}

export function listPage(core: DeskCore, viewer: Viewer, question: ListQuestion): Result<CaseList> {
  const cursor = readCursor(question.cursor);
  return cursor.ok ? ok(listCases(core, viewer, question, cursor.value)) : cursor;
}

export function listCases(core: DeskCore, viewer: Viewer, question: ListQuestion, cursor?: Cursor): CaseList {
  const order = orderOf(core, viewer, question.filter);
  const match = matchQuery(question.search);
  // Something was typed and nothing in it can be looked for: a list of everything would look like its answer.
  if (match === null && question.search.trim() !== '') return { lines: [], cursor: null, total: 0 };
  const kind = question.kind === undefined ? sql`1` : sql`c.kind = ${question.kind}`;
  const where = sql`${order.where} AND ${kind} AND ${visibleTo(viewer)}`;
  const { limit } = question;
  const rows = match === null ? page(core, order, where, limit, cursor) : found(core, match, where, limit, cursor);
  const last = rows.length === question.limit ? rows.at(-1) : undefined;
  return {
    lines: toLines(core, rows),
    cursor: last === undefined ? null : JSON.stringify(match === null ? [last.row, order.value(last)] : [last.row]),
    // Counting everything reads every row: of that list the next page tells enough.
    total: match === null && cursor === undefined && question.filter !== 'all' ? countOf(core, where) : null,
  };
}

/** How many a filter has; what a number on the home screen says. */
export const totalOf = (core: DeskCore, viewer: Viewer, filter: ListFilter): number =>
  countOf(core, sql`${orderOf(core, viewer, filter).where} AND ${visibleTo(viewer)}`);

function page(
  core: DeskCore,
  { column, isDescending }: Order,
  where: Sql,
  limit: number,
  cursor: Cursor | undefined,
): LineRow[] {
  const past = isDescending ? sql`<` : sql`>`;
  const after = cursor === undefined ? empty : sql`AND (${column}, c.row) ${past} (${cursor.value}, ${cursor.row})`;
  const direction = isDescending ? sql`DESC` : sql`ASC`;
  return all(
    core.store.read,
    sql<LineRow>`SELECT c.* FROM live_case c WHERE ${where} ${after}
      ORDER BY ${column} ${direction}, c.row ${direction} LIMIT ${limit}`,
  );
}

/** Newest first by row; never by rank, which reads every hit of a common name. */
function found(core: DeskCore, match: string, where: Sql, limit: number, cursor: Cursor | undefined): LineRow[] {
  const after = cursor === undefined ? empty : sql`AND s.rowid < ${cursor.row}`;
  return all(
    core.store.read,
    sql<LineRow>`SELECT c.* FROM live_search s CROSS JOIN live_case c ON c.row = s.rowid
      WHERE live_search MATCH ${match} ${after} AND ${where} ORDER BY s.rowid DESC LIMIT ${limit}`,
  );
}

export const countOf = (core: DeskCore, where: Sql): number =>
  get(core.store.read, sql<{ n: number }>`SELECT count(*) AS n FROM live_case c WHERE ${where}`)?.n ?? 0;

export function toLines(core: DeskCore, rows: readonly LineRow[]): CaseLine[] {
  const standings = standingsOf(
    core,
    rows.map(({ stream }) => stream),
  );
  const destroyed = destroyedAmong(core, rows);
  const waits = new Set(waitsOf(core).map(([kind, status]) => `${kind} ${status}`));
  return rows.map((row) => {
    const standing = standings.get(row.stream);
    const open = row.is_open === 1 ? standing : undefined;
    return {
      stream: row.stream,
      kind: row.kind,
      number: row.number,
      officialNumber: row.official_number,
      status: row.status,
      isOpen: row.is_open === 1,
      isUndecided: row.is_undecided === 1,
      title: row.title,
      petitioner: maskName(row.petitioner),
      station: row.station,
      beganOn: row.began_on,
      lastOn: row.last_on,
      // Not the earliest on record: what has lapsed (视为受理) is due no more.
      nextDue: open?.pressing?.due ?? null,
      isPaused: open?.pressing === null && open.dues.some(({ state }) => state === 'paused'),
      isWaiting: row.is_open === 1 && waits.has(`${row.kind} ${row.status}`),
      light: open?.light ?? 'none',
      estimated: standing?.estimated ?? false,
      voided: row.voided,
      isMerged: row.merged_into !== '',
      needsUpgrade: row.needs_upgrade === 1,
      isDestroyed: destroyed.has(row.stream),
      queue: queueOf(core, row),
      isUnsigned: row.unsigned_day !== '',
    };
  });
}

const destroyedAmong = ({ store }: DeskCore, rows: readonly LineRow[]): ReadonlySet<string> =>
  new Set(
    all(
      store.read,
      sql<{ key: string }>`SELECT key FROM live_record WHERE kind = ${destroyedKind}
        AND key IN (SELECT value FROM json_each(${JSON.stringify(rows.map(({ stream }) => stream))}))`,
    ).map(({ key }) => key),
  );

function queueOf(core: DeskCore, { queue: name, queue_day: day, tries }: LineRow): CaseLine['queue'] {
  if (name === '') return null;
  return queueView(core, { name, day, ...(tries === '' ? {} : { tries: triesSchema.parse(JSON.parse(tries)) }) });
}

export const queueView = (core: DeskCore, { name, day, tries }: QueueRow): NonNullable<CaseLine['queue']> => ({
  name,
  day: day === noDue ? null : getPlainDate(day),
  ...(tries === undefined ? {} : { tries: { ...tries, next: nextTry(core, tries.lastDay) } }),
});

/** Whoever was called today is not called again today; nobody is called on a day off. */
function nextTry({ calendar, ...core }: DeskCore, lastDay: string): PlainDate {
  const yesterday = addDays(todayOf(core), -1);
  const after = lastDay > yesterday ? getPlainDate(lastDay) : yesterday;
  return addWorkingDays(calendar, after, 1).due;
}

const mostSimilar = 8;

/** Cases of the same ID or phone. By name only together with nothing else exact: a list of everybody called 张伟 helps nobody. */
export function similarCases(
  core: DeskCore,
  viewer: Viewer,
  { idNumber = '', phone = '' }: { readonly idNumber?: string | undefined; readonly phone?: string | undefined },
): CaseLine[] {
  if (idNumber === '' && phone === '') return [];
  const rows = all(
    core.store.read,
    sql<LineRow>`SELECT c.* FROM live_case c WHERE c.stream IN (
        SELECT stream FROM live_person WHERE id_number <> '' AND id_number = ${idNumber}
        UNION SELECT stream FROM live_person WHERE phone <> '' AND phone = ${phone})
      AND ${visibleTo(viewer)} ORDER BY c.last_on DESC LIMIT ${mostSimilar}`,
  );
  return toLines(core, rows);
}

export function findByNumber(core: DeskCore, viewer: Viewer, typed: string): string | null {
  const number = normaliseReceiptNumber(typed);
  const row = get(
    core.store.read,
    sql<{
      stream: string;
    }>`SELECT c.stream FROM live_case c WHERE c.number = ${number} AND ${visibleTo(viewer)} LIMIT 1`,
  );
  return row?.stream ?? null;
}

export type { LineRow };
