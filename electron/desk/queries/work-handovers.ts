/** 工作移交 as screens and papers show it. Cases are read where they stand, each only for whoever may see it. */
import { join, type Sql } from 'sql-template-tag';
import type { HandoverLine, HandoverPage, PendingRow } from '#shared/contract/work-handover.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { textOf } from '#shared/kinds/common/fields.ts';
import { awaitedKind, originalKind, owedKind } from '#shared/kinds/mechanism/project.ts';
import { hallOf, momentOf } from '#shared/kinds/service/papers.ts';
import {
  longestWorkHandover,
  workHandoverValueSchema,
  type WorkHandoverValue,
} from '#shared/kinds/work-handover/index.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { draftsOf, mayReceive } from '../commands/work-handovers.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { loadEntries } from '../journal/entries.ts';
import { statusWord, word } from '../ledgers/ledger.ts';
import { all, sql } from '../store/handles.ts';
import { toLines, type LineRow } from './cases.ts';
import { inChargeOf } from './charge.ts';
import { namesOnPaper } from './name-on-paper.ts';
import { recordsOf, staffNames } from './names.ts';
import { nowOf } from './standings.ts';
import { visibleTo } from './viewer.ts';

const isChief = (viewer: Viewer): boolean => viewer.may.has('dispatch.assign');

/** What somebody has in hand: open cases, and closed ones of which originals or papers to be signed are left. */
export function pendingOf(core: DeskCore, viewer: Viewer, giver: string) {
  const { read } = core.store;
  if (giver !== viewer.staff && !isChief(viewer)) return refuse('permission.missing');
  const left = sql`c.is_open = 0 AND c.stream IN (SELECT stream FROM live_record WHERE kind IN (${originalKind}, ${awaitedKind}))`;
  const theirs = (which: Sql) =>
    sql`SELECT c.* FROM live_case c WHERE ${which} AND c.needs_upgrade = 0 AND ${inChargeOf(giver)} AND ${visibleTo(viewer)}`;
  const rows = all(
    read,
    sql<LineRow>`SELECT * FROM (${theirs(sql`c.is_open = 1`)} UNION ALL ${theirs(left)}) c
      ORDER BY c.next_due, c.row LIMIT ${longestWorkHandover + 1}`,
  );
  const people = recordsOf(read, 'staff').flatMap(({ key, label, value }) =>
    value['body'] === undefined ? [{ id: key, name: label, isReceiver: mayReceive(read, key) }] : [],
  );
  return ok({
    rows: withMarks(core, rows.slice(0, longestWorkHandover)),
    isMore: rows.length > longestWorkHandover,
    drafts: draftsOf(read, giver),
    people: isChief(viewer) ? people : people.filter(({ id, isReceiver }) => isReceiver || id === viewer.staff),
  });
}

/** With what hangs on each beside its limit. */
function withMarks(core: DeskCore, rows: readonly LineRow[]): PendingRow[] {
  const lines = toLines(core, rows);
  if (lines.length === 0) return [];
  const marks = all(
    core.store.read,
    sql<{ stream: string; kind: string; n: number }>`SELECT stream, kind, count(*) AS n FROM live_record
      WHERE stream IN (${join(lines.map(({ stream }) => stream))}) AND kind IN (${owedKind}, ${originalKind}, ${awaitedKind})
      GROUP BY stream, kind`,
  );
  const counts = new Map(marks.map(({ stream, kind, n }) => [`${kind} ${stream}`, n]));
  const of = (kind: string, stream: string): number => counts.get(`${kind} ${stream}`) ?? 0;
  return lines.map((line) => ({
    line,
    owed: of(owedKind, line.stream),
    originals: of(originalKind, line.stream),
    awaited: of(awaitedKind, line.stream),
  }));
}

interface ListRow {
  readonly stream: string;
  readonly value: string;
  readonly at: string;
}

const rowsOf = (core: DeskCore, which: Sql): readonly ListRow[] =>
  all(
    core.store.read,
    sql<ListRow>`SELECT r.stream, r.value, f.on_at AS at FROM live_record r
      JOIN entry f ON f.stream = r.stream AND f.type IN ('given', 'givenFor')
      WHERE r.kind = 'workHandover' AND ${which} ORDER BY f.on_at DESC, r.stream DESC`,
  );

const read = (row: ListRow): WorkHandoverValue => workHandoverValueSchema.parse(JSON.parse(row.value));
/** Why somebody is away is between them, whoever takes over and the person in charge. */
const concerns = (viewer: Viewer, { giver, receiver, by }: WorkHandoverValue): boolean =>
  isChief(viewer) || [giver, receiver, by].includes(viewer.staff);

function headOf(row: ListRow, value: WorkHandoverValue, nameOf: (staff: string) => string): HandoverLine {
  const { number, status, giver, receiver, by, why, from, until, rows } = value;
  return {
    ...{ stream: row.stream, number, status, giver, receiver, why, from: getPlainDate(from), at: row.at },
    ...{ giverName: nameOf(giver), receiverName: nameOf(receiver), byName: nameOf(by), count: rows.length },
    until: until === undefined ? null : getPlainDate(until),
  };
}

export function listWorkHandovers(core: DeskCore, viewer: Viewer): HandoverLine[] {
  const nameOf = staffNames(core.store.read);
  return rowsOf(core, sql`1`).flatMap((row) => {
    const value = read(row);
    return concerns(viewer, value) ? [headOf(row, value, nameOf)] : [];
  });
}

/** Refusal: stream.unknown, also of one that is not theirs. */
export function workHandoverPage(core: DeskCore, viewer: Viewer, stream: string): Result<HandoverPage> {
  const [row] = rowsOf(core, sql`r.stream = ${stream}`);
  const value = row && read(row);
  if (row === undefined || value === undefined || !concerns(viewer, value)) return refuse('stream.unknown');
  const { status, rows, note = '', drafts = 0, refusal = '', stayed = [] } = value;
  const seen = rowsSeen(core, viewer, rows);
  const entries = loadEntries(core.store.read, stream);
  const notes = notesOf(core, rows, entries[0]?.act ?? '');
  const whyOf = new Map(stayed.map((one) => [one.stream, one.why]));
  const ended = entries.findLast(({ type }) => ends[status].includes(type));
  return ok({
    ...headOf(row, value, staffNames(core.store.read)),
    ...{ note, drafts, refusal, endedAt: ended?.on ?? null, hidden: rows.length - seen.length },
    rows: seen.map((one) => {
      const { stream: of } = one.line;
      return { ...one, note: notes.get(of) ?? '', stayed: status === 'taken' ? (whyOf.get(of) ?? '') : '' };
    }),
    mayTake: status === 'given' && value.receiver === viewer.staff,
    mayTakeBack: status === 'given' && (isChief(viewer) || [value.giver, value.by].includes(viewer.staff)),
  });
}

const ends: Readonly<Record<WorkHandoverValue['status'], readonly string[]>> = {
  given: [],
  taken: ['taken'],
  sentBack: ['sentBack'],
  takenBack: ['takenBack', 'calledOff'],
};

/** In the order of the list. */
function rowsSeen(core: DeskCore, viewer: Viewer, streams: readonly string[]): PendingRow[] {
  if (streams.length === 0) return [];
  const found = all(
    core.store.read,
    sql<LineRow>`SELECT c.* FROM live_case c WHERE c.stream IN (${join([...streams])}) AND ${visibleTo(viewer)}`,
  );
  const byStream = new Map(withMarks(core, found).map((row) => [row.line.stream, row]));
  return streams.flatMap((stream) => byStream.get(stream) ?? []);
}

/** What was noted in the cases by the act that made the list out. */
function notesOf(core: DeskCore, streams: readonly string[], act: string): ReadonlyMap<string, string> {
  if (streams.length === 0) return new Map();
  const noted = all(
    core.store.read,
    sql<{ stream: string }>`SELECT DISTINCT stream FROM entry
      WHERE stream IN (${join([...streams])}) AND type = 'note' AND act = ${act}`,
  );
  return new Map(
    noted.map(({ stream }) => {
      const note = loadEntries(core.store.read, stream).find((entry) => entry.act === act && entry.type === 'note');
      return [stream, textOf(note?.body?.data['text'])];
    }),
  );
}

const weekMs = 7 * 24 * 3_600_000;

export function countWorkHandovers(core: DeskCore, viewer: Viewer) {
  const mine = (column: Sql) => sql`json_extract(r.value, ${column}) = ${viewer.staff}`;
  const rows = rowsOf(core, sql`(${mine(sql`'$.giver'`)} OR ${mine(sql`'$.receiver'`)} OR ${mine(sql`'$.by'`)})`);
  const lists = rows.map((row) => ({ ...row, value: read(row) }));
  const isGiven = ({ value }: { readonly value: WorkHandoverValue }) => [value.giver, value.by].includes(viewer.staff);
  const since = new Date(core.ports.clock.now() - weekMs).toISOString();
  const open = lists.filter(({ value }) => value.status === 'given');
  return {
    toTake: open.filter(({ value }) => value.receiver === viewer.staff).length,
    out: open.filter(isGiven).length,
    sentBack: lists.filter((one) => one.value.status === 'sentBack' && isGiven(one) && endOf(core, one.stream) >= since)
      .length,
  };
}

const endOf = (core: DeskCore, stream: string): string => loadEntries(core.store.read, stream).at(-1)?.on ?? '';

/** 工作移交单 as facts of its paper. Refusal: stream.unknown. */
export function workHandoverFacts(core: DeskCore, viewer: Viewer, stream: string): Result<unknown> {
  const page = workHandoverPage(core, viewer, stream);
  if (!page.ok) return page;
  const { number, at, giver, receiver, why, from, until, note, drafts, rows, hidden, status } = page.value;
  const nameOf = namesOnPaper(core);
  return ok({
    hall: hallOf(core.station),
    number,
    on: momentOf(at).slice(0, 10),
    giver: nameOf(giver),
    receiver: nameOf(receiver),
    why: word(`workHandover.value.why.${why}`, why),
    from,
    ...(until === null ? {} : { until }),
    status,
    rows: rows.map(({ line, owed, originals, awaited, note: said, stayed }) => ({
      number: line.number,
      matter: line.title,
      petitioner: line.petitioner,
      status: statusWord(line.kind, line.status),
      ...(line.nextDue === null ? {} : { due: line.nextDue }),
      ...{ owed, originals, awaited, note: said, stayed },
      ...(line.queue === null ? {} : { queue: line.queue.name }),
    })),
    ...{ hidden, drafts, note },
    printedBy: viewer.name,
    printedAt: momentOf(nowOf(core)),
  });
}
