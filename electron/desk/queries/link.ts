/** What the page of the link shows: what waits, since when, what was not taken. Only of cases the person may see is more said than that. */
import type { LinkState, RefusedAct, WaitingAct } from '#shared/contract/link.ts';
import { bodyFromBytes } from '#shared/journal/entry.ts';
import { instantOf } from '#shared/journal/hlc.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { offsetShown } from '#shared/sync/protocol.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { isAtHub } from '../journal/contents.ts';
import type { EntryRow } from '../journal/entries.ts';
import type { Runtime } from '../runtime.ts';
import { join, type Sql } from 'sql-template-tag';
import { all, get, sql, type ReadHandle, type Transaction } from '../store/handles.ts';
import { alarmSetting } from '../sync/compare.ts';
import { linkTo, offsetSetting, readSetting } from '../sync/link-state.ts';
import { awayLimit, metAtSetting } from '../sync/met.ts';
import { maskData } from './mask.ts';
import { staffNames } from './names.ts';
import { visibleTo } from './viewer.ts';

const instant = (milliseconds: number | undefined): string | null =>
  milliseconds === undefined ? null : new Date(milliseconds).toISOString();

export function linkStateOf(runtime: Runtime, core: DeskCore): LinkState {
  const { read } = core.store;
  const hub = readSetting(read, linkTo);
  const { joining } = runtime;
  const now = runtime.linkRunner?.now();
  const offset = hub === null ? 0 : readSetting(read, offsetSetting);
  return {
    is: joining !== null ? 'joining' : hub === null ? 'alone' : (now?.is ?? 'starting'),
    address: joining?.url ?? hub?.url ?? '',
    comparison: joining?.comparison ?? '',
    ...(hub === null ? { waiting: 0, oldest: null } : queueOf(core)),
    refused: countRefused(core),
    why: now?.why ?? '',
    until: instant(now?.until),
    stop: now?.stop === undefined || now.stop === '' ? null : now.stop,
    answeredAt: instant(now?.answeredAt),
    clockOff: Math.abs(offset) > offsetShown ? Math.round(offset / 1000) : null,
    awayLimit: awayLimit(read),
    metAt: readSetting(read, metAtSetting) || null,
    differs: hub === null ? null : differenceShown(core),
  };
}

/** Digits of a hash that people compare. */
const hexShown = 16;

function differenceShown({ store }: DeskCore): LinkState['differs'] {
  const alarm = readSetting(store.read, alarmSetting);
  if (alarm === null) return null;
  const { scope, bucket, ours, theirs, at } = alarm;
  return { at, place: `${scope} ${String(bucket)}`, ours: ours.slice(0, hexShown), theirs: theirs.slice(0, hexShown) };
}

function queueOf({ store }: DeskCore): { waiting: number; oldest: string | null } {
  const waiting = get(store.read, sql<{ n: number }>`SELECT count(*) AS n FROM outbox`)?.n ?? 0;
  const first = get(
    store.read,
    sql<{ at: string }>`SELECT e.at FROM outbox o JOIN entry e ON e.writer = o.writer AND e.writer_seq = o.first_seq
      ORDER BY o.writer, o.first_seq LIMIT 1`,
  );
  return { waiting, oldest: first === undefined ? null : instantOf(first.at) };
}

const countRefused = ({ store }: DeskCore): number =>
  get(
    store.read,
    sql<{ n: number }>`SELECT count(DISTINCT act) AS n FROM entry WHERE refused IS NOT NULL AND settled IS NULL`,
  )?.n ?? 0;

interface ActRow {
  readonly act: string;
  readonly at: string;
  readonly kind: string;
  readonly type: string;
  readonly by_staff: string;
  readonly stream: string;
  readonly number: string | null;
  readonly title: string | null;
}

const shown = 200;

/** Registries are everybody's to read. */
const registriesOf = ({ kinds }: DeskCore): string[] =>
  kinds.filter(({ form }) => form === 'registry').map(({ kind }) => kind);

export function waitingActs(core: DeskCore, viewer: Viewer): { acts: WaitingAct[]; total: number } {
  // A desk alone queues too, so that a hub it joins gets everything; but nothing of that waits for anybody.
  if (readSetting(core.store.read, linkTo) === null) return { acts: [], total: 0 };
  const rows = all(
    core.store.read,
    sql<ActRow>`SELECT o.act, e.at, e.kind, e.type, e.by_staff, e.stream, c.number, c.title FROM outbox o
      JOIN entry e ON e.writer = o.writer AND e.writer_seq = o.first_seq
      LEFT JOIN live_case c ON c.stream = e.stream AND ${visibleTo(viewer)}
      WHERE c.stream IS NOT NULL OR e.kind IN (${join(registriesOf(core))})
      ORDER BY o.writer, o.first_seq LIMIT ${shown}`,
  );
  const nameOf = staffNames(core.store.read);
  return { acts: rows.map((row) => lineOf(row, nameOf)), total: queueOf(core).waiting };
}

const lineOf = (row: ActRow, nameOf: (id: string) => string): WaitingAct => ({
  act: row.act,
  at: instantOf(row.at),
  kind: row.kind,
  type: row.type,
  byName: nameOf(row.by_staff),
  stream: row.stream,
  number: row.number ?? '',
  title: row.title ?? '',
});

/**
 * A case that was refused whole is none any more: it has no row that `visibleTo` could filter, and is seen where it was written. What
 * somebody wrote themselves they see in any case.
 */
function refusedSeenBy(core: DeskCore, viewer: Viewer): Sql {
  const station = viewer.may.has('case.seeAllStations') ? sql`1` : sql`e.station = ${viewer.station}`;
  return sql`(c.stream IS NOT NULL OR e.by_staff = ${viewer.staff} OR e.kind IN (${join(registriesOf(core))})
    OR (${station} AND NOT EXISTS (SELECT 1 FROM live_case h WHERE h.stream = e.stream)))`;
}

type RefusedRow = EntryRow & ActRow;

const refusedRows = (handle: ReadHandle | Transaction, core: DeskCore, viewer: Viewer, which: Sql): RefusedRow[] =>
  all(
    handle,
    sql<RefusedRow>`SELECT e.*, c.number, c.title FROM entry e
      LEFT JOIN live_case c ON c.stream = e.stream AND ${visibleTo(viewer)}
      WHERE e.refused IS NOT NULL AND e.settled IS NULL AND ${which} AND ${refusedSeenBy(core, viewer)}
      ORDER BY e.seq LIMIT ${shown}`,
  ).filter(({ kind }) => {
    const found = core.findKind(kind);
    return found !== undefined && viewer.may.has(found.read);
  });

/** Why: of the one that is to blame; then of the one the act began with. */
const toBlame = (rows: readonly RefusedRow[]): RefusedRow | undefined =>
  rows.find(({ refused }) => refused !== 'act') ?? rows[0];

/** What the act was: what is to blame, unless that is only who was met in the course of it. */
function actIn({ findKind }: Pick<DeskCore, 'findKind'>, rows: readonly RefusedRow[]): RefusedRow | undefined {
  const blamed = toBlame(rows);
  return blamed && findKind(blamed.kind)?.party !== undefined ? rows[0] : blamed;
}

/** What stands first of a refused act that nobody has looked at; undefined where the person may not see it. */
export const findRefused = (
  handle: ReadHandle | Transaction,
  core: DeskCore,
  viewer: Viewer,
  act: string,
): EntryRow | undefined => actIn(core, refusedRows(handle, core, viewer, sql`e.act = ${act}`));

/** Acts the hub did not take and nobody has looked at. */
export function refusedActs(core: DeskCore, viewer: Viewer): RefusedAct[] {
  const rows = refusedRows(core.store.read, core, viewer, sql`1`);
  const nameOf = staffNames(core.store.read);
  const byAct = Map.groupBy(rows, ({ act }) => act);
  return [...byAct.values()].flatMap((entries) => {
    const row = actIn(core, entries);
    const kind = row && core.findKind(row.kind);
    if (row === undefined || kind === undefined) return [];
    const ruleset = kind.rulesets[row.rules];
    const data = dataOf(row);
    const writtenBy = kind.typesByRules.get(row.rules)?.get(row.type)?.writtenBy;
    return [
      {
        ...lineOf(row, nameOf),
        code: toBlame(entries)?.refused ?? '',
        data: (ruleset === undefined ? {} : maskData(ruleset, data)) as RefusedAct['data'],
        isRepeatable: writtenBy === undefined && kind.form === 'case',
      },
    ];
  });
}

export function dataOf({ body }: Pick<EntryRow, 'body'>): JsonObject {
  try {
    return body === null ? {} : bodyFromBytes(body).data;
  } catch {
    return {};
  }
}

/** Where a case lies: an act shows the lowest of its entries, a case the lowest of its acts. What others wrote came from the hub. */
export function placeOf(core: DeskCore, stream: string): 'desk' | 'hub' | 'backedUp' {
  const { read } = core.store;
  if (readSetting(read, linkTo) === null) return 'desk';
  const row = get(
    read,
    sql<{ waits: number; unsafe: number }>`SELECT
        max(w.id IS NOT NULL AND e.writer_seq > w.acked_seq) AS waits,
        max(w.id IS NULL OR e.writer_seq > w.safe_seq) AS unsafe
      FROM entry e LEFT JOIN writer w ON w.id = e.writer WHERE e.stream = ${stream} AND e.refused IS NULL`,
  );
  if (row === undefined || row.waits === 1) return 'desk';
  return row.unsafe === 1 ? 'hub' : 'backedUp';
}

/** Where the content of an attachment is; null for a desk alone. */
export function contentPlaceOf({ store, blobs }: DeskCore, blob: string): 'hub' | 'desk' | 'elsewhere' | null {
  if (readSetting(store.read, linkTo) === null) return null;
  if (isAtHub(store.read, blob)) return 'hub';
  return blobs.has(blob) ? 'desk' : 'elsewhere';
}
