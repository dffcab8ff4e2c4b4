/**
 * 多跑一次登记 and 一次办成率. The rate is of cases, by the day they were taken in: of those that were examined, how many needed one visit. A second
 * trip counts on the day on which somebody was sent home. Questions have no name and no case: they stand among the trips and not in the rate.
 */
import { join, type Sql } from 'sql-template-tag';
import type { LedgerRow, OpenNotice, TripLine } from '#shared/contract/trip.ts';
import { maskName } from '#shared/identity/masking.ts';
import { tripReasons } from '#shared/kinds/mechanism/trips.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { all, sql } from '../store/handles.ts';
import { tripVisibleTo, visibleTo } from './viewer.ts';

export interface Period {
  readonly from: string;
  readonly to: string;
}

interface Group {
  readonly matter: string;
  readonly version: string;
}
const keyOf = ({ matter, version }: Group): string => JSON.stringify([matter, version]);

type RateRow = Group & { readonly once: number; readonly cases: number };
/** Trips that are alike in all that the ledger tells apart; `papers` is the list as it is stored. */
type TripsRow = Group & {
  readonly cause: keyof LedgerRow['causes'];
  readonly reason: string;
  readonly papers: string;
  readonly n: number;
};

const papersShown = 20;

/** Every matter and version with a case or a trip in the period; where most trips come from first. */
export function tripLedger(core: DeskCore, viewer: Viewer, period: Period): LedgerRow[] {
  const rates = new Map(ratesIn(core, viewer, period).map((row) => [keyOf(row), row]));
  const trips = Map.groupBy(tripsIn(core, viewer, period), keyOf);
  const names = namesOf(core);
  const rows = [...new Set([...rates.keys(), ...trips.keys()])].map((key): LedgerRow => {
    const [matter, version] = JSON.parse(key) as [string, string];
    const { once, cases } = rates.get(key) ?? { once: 0, cases: 0 };
    const own = trips.get(key) ?? [];
    return {
      ...{ matter, version, once, cases, name: names.get(matter) ?? matter },
      trips: sum(own),
      causes: {
        correction: sum(own.filter(({ cause }) => cause === 'correction')),
        above: sum(own.filter(({ cause }) => cause === 'above')),
        refused: sum(own.filter(({ cause }) => cause === 'refused')),
        inquiry: sum(own.filter(({ cause }) => cause === 'inquiry')),
      },
      reasons: reasonsOf(own),
      papers: papersOf(own).slice(0, papersShown),
    };
  });
  return rows.toSorted(
    (one, other) => other.trips - one.trips || other.cases - one.cases || (one.name < other.name ? -1 : 1),
  );
}

const sum = (rows: readonly TripsRow[]): number => rows.reduce((total, { n }) => total + n, 0);

const reasonsOf = (rows: readonly TripsRow[]): LedgerRow['reasons'] => {
  const [guide = 0, unaware = 0, other = 0] = tripReasons.map((reason) =>
    sum(rows.filter((row) => row.reason === reason)),
  );
  return { guide, unaware, other };
};

/** The papers that were missing, most often first. */
function papersOf(rows: readonly TripsRow[]): LedgerRow['papers'] {
  const counts = new Map<string, number>();
  for (const { papers, n } of rows) {
    for (const paper of JSON.parse(papers) as string[]) counts.set(paper, (counts.get(paper) ?? 0) + n);
  }
  const counted = [...counts].map(([name, count]) => ({ name, count }));
  return counted.toSorted((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1));
}

/** Each examined case once: by the row that says it needed no other visit, or by its first second trip. */
const ratesIn = (core: DeskCore, viewer: Viewer, { from, to }: Period): RateRow[] =>
  all(
    core.store.read,
    sql<RateRow>`SELECT t.matter, t.version, sum(t.nth = 0) AS once, count(*) AS cases FROM live_trip t
      WHERE t.began_day BETWEEN ${from} AND ${to} AND t.nth <= 1 AND t.cause <> 'inquiry' AND ${tripVisibleTo(viewer)}
      GROUP BY t.matter, t.version`,
  );

const tripped = (viewer: Viewer, { from, to }: Period): Sql =>
  sql`t.day BETWEEN ${from} AND ${to} AND t.nth > 0 AND ${tripVisibleTo(viewer)}`;

/** One walk along an index that has all of it: the lists of papers are few, so they are told apart here and not row by row. */
const tripsIn = (core: DeskCore, viewer: Viewer, period: Period): TripsRow[] =>
  all(
    core.store.read,
    sql<TripsRow>`SELECT t.matter, t.version, t.cause, t.reason, t.papers, count(*) AS n FROM live_trip t
      WHERE ${tripped(viewer, period)} GROUP BY t.matter, t.version, t.cause, t.reason, t.papers`,
  );

function namesOf(core: DeskCore): ReadonlyMap<string, string> {
  const rows = all(
    core.store.read,
    sql<{ key: string; label: string }>`SELECT key, label FROM live_record WHERE kind = 'matter'`,
  );
  return new Map(rows.map(({ key, label }) => [key, label]));
}

export interface TripsAsked extends Period, Group {
  readonly paper?: string | undefined;
}

interface LineRow {
  readonly stream: string;
  readonly kind: string;
  readonly number: string | null;
  readonly petitioner: string | null;
  readonly title: string | null;
  readonly status: string | null;
  readonly day: string;
  readonly cause: TripLine['cause'];
  readonly reason: TripLine['reason'];
  readonly papers: string;
  readonly is_open: number;
}

const most = 200;

/** What of it this person may not see has no line. */
export function tripsOf(core: DeskCore, viewer: Viewer, asked: TripsAsked) {
  const { matter, version, paper } = asked;
  const ofPaper =
    paper === undefined ? sql`1` : sql`EXISTS (SELECT 1 FROM json_each(t.papers) p WHERE p.value = ${paper})`;
  const rows = all(
    core.store.read,
    sql<LineRow>`SELECT t.*, c.number, c.petitioner, c.title, coalesce(c.status, m.status) AS status
      FROM live_trip t LEFT JOIN live_case c ON c.stream = t.stream LEFT JOIN live_memo m ON m.stream = t.stream
      WHERE ${tripped(viewer, asked)} AND t.matter = ${matter} AND t.version = ${version} AND ${ofPaper}
        AND (c.stream IS NULL OR (${visibleTo(viewer)}))
      ORDER BY t.day DESC, t.stream LIMIT ${most + 1}`,
  );
  return { lines: rows.slice(0, most).map(lineOf), isMore: rows.length > most };
}

const lineOf = (row: LineRow): TripLine => ({
  ...{ stream: row.stream, kind: row.kind, day: row.day, cause: row.cause, reason: row.reason },
  ...{ number: row.number ?? '', title: row.title ?? '', status: row.status ?? '' },
  petitioner: maskName(row.petitioner ?? ''),
  papers: JSON.parse(row.papers) as string[],
  isOpen: row.is_open === 1,
});

export interface ReturningAsked {
  readonly stream?: string | undefined;
  readonly idNumber?: string | undefined;
  readonly phone?: string | undefined;
}

const mostNotices = 8;

/** 二次来访: by number of a paper or telephone, never by name alone; or of one case. */
export function openNotices(
  core: DeskCore,
  viewer: Viewer,
  { stream = '', idNumber = '', phone = '' }: ReturningAsked,
): OpenNotice[] {
  const streams = [
    ...(stream === '' ? [] : [sql`SELECT ${stream} AS stream`]),
    ...(idNumber === '' ? [] : [sql`SELECT stream FROM live_person WHERE id_number <> '' AND id_number = ${idNumber}`]),
    ...(phone === '' ? [] : [sql`SELECT stream FROM live_person WHERE phone <> '' AND phone = ${phone}`]),
  ];
  if (streams.length === 0) return [];
  const rows = all(
    core.store.read,
    sql<LineRow>`SELECT t.*, c.number, c.petitioner, c.title, c.status FROM live_trip t JOIN live_case c ON c.stream = t.stream
      WHERE t.stream IN (${join(streams, ' UNION ')}) AND t.is_open = 1 AND ${visibleTo(viewer)} LIMIT ${mostNotices}`,
  );
  return rows
    .toSorted((one, other) => (one.day < other.day ? 1 : -1))
    .map(lineOf)
    .map(({ stream: of, number, kind, title, petitioner, day, papers }) => ({
      ...{ stream: of, number, kind, title, petitioner, day, papers },
    }));
}
