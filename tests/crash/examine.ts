/**
 * Looks at what a crash left, as the next start finds it: everything acknowledged must be there with all its entries, rows, print
 * jobs and its answer; no act may be there by half; every chain must hold and every row must be what folding gives.
 */
import { loadEntries, headerFromRow, type EntryRow } from '#desk/journal/entries.ts';
import { verifyAudit } from '#desk/journal/audit.ts';
import { checkPages } from '#desk/store/copy.ts';
import { all, get, iterate, sql, type ReadHandle } from '#desk/store/handles.ts';
import { parseReceiptNumber } from '#shared/documents/receipt-number.ts';
import { firstPrev, hashBody, hashHeader } from '#shared/journal/entry.ts';
import type { ActAnswer } from '#shared/contract/case.ts';
import type { Refusal } from '#shared/kernel/result.ts';
import { fold } from '#shared/kinds/mechanism/fold.ts';
import { project } from '#shared/kinds/mechanism/project.ts';
import { findKind } from '#shared/kinds/registry.ts';
import { nativeSm3 } from '../support/store.ts';
import { morning, openCrashDesk } from './crash-desk.ts';
import { readAcknowledged, type Acknowledged } from './workload.ts';

export interface Findings {
  /** Acknowledged acts and drafts that are not there as they were acknowledged. */
  readonly lost: number;
  /** What is there in part, acknowledged or not: each as a word, so that a failing test says what. */
  readonly half: readonly string[];
  /** 1 when the desk cannot be opened or its file not be read as a whole. */
  readonly corrupt: number;
  /** Acts found. */
  readonly kept: number;
  /** Why it is corrupt. */
  readonly refusal?: Refusal;
}

/** In the afternoon of the same day, so that the clock is not in doubt. */
const afternoon = { at: morning + 6 * 3_600_000, seed: 977 };

const ruined = (acked: readonly string[], refusal: Refusal): Findings => ({
  lost: acked.length,
  half: [],
  corrupt: 1,
  kept: 0,
  refusal,
});

/** Opens the directory as the next start would (a new writer where it was copied) and compares it with what was acknowledged. */
export async function examine(dir: string, acked: readonly string[]): Promise<Findings> {
  const opened = await openCrashDesk(dir, afternoon);
  if (!opened.ok) return ruined(acked, opened.refusal);
  const { desk, core } = opened.value;
  try {
    const { read } = core.store;
    const pages = checkPages(read);
    return pages.ok ? compare(read, acked.map(readAcknowledged)) : ruined(acked, pages.refusal);
  } finally {
    await desk.close();
  }
}

/** The comparison itself, on an open store. */
export function compare(read: ReadHandle, acked: readonly Acknowledged[]): Findings {
  return {
    lost: acked.filter((one) => !isThere(read, one)).length,
    half: [...brokenChains(read), ...halfActs(read), ...wrongRows(read), ...gaps(read)],
    corrupt: 0,
    kept: get(read, sql<{ n: number }>`SELECT count(*) AS n FROM act`)?.n ?? 0,
  };
}

function isThere(read: ReadHandle, { act, what, answer }: Acknowledged): boolean {
  if (what === 'draft') {
    return get(read, sql<{ data: string }>`SELECT data FROM draft WHERE id = ${act}`)?.data === answer;
  }
  return get(read, sql<{ answer: string }>`SELECT answer FROM act WHERE id = ${act}`)?.answer === answer;
}

interface WriterRow {
  readonly id: string;
  readonly last_seq: number;
  readonly last_hash: string;
}

function brokenChains(read: ReadHandle): string[] {
  const writers = all(read, sql<WriterRow>`SELECT id, last_seq, last_hash FROM writer`);
  const strangers = get(
    read,
    sql<{ n: number }>`SELECT count(*) AS n FROM entry WHERE writer NOT IN (SELECT id FROM writer)`,
  );
  return [
    ...writers.flatMap((writer) => brokenChain(read, writer)),
    ...((strangers?.n ?? 0) > 0 ? ['entries of no writer'] : []),
    ...verifyAudit(read, nativeSm3).broken.map((seq) => `audit ${String(seq)}`),
  ];
}

function brokenChain(read: ReadHandle, writer: WriterRow): string[] {
  const broken: string[] = [];
  let seq = 0;
  let prev = firstPrev;
  for (const row of iterate(read, sql<EntryRow>`SELECT * FROM entry WHERE writer = ${writer.id} ORDER BY writer_seq`)) {
    seq += 1;
    if (row.writer_seq !== seq || row.prev !== prev || !isAsHashed(row)) broken.push(`entry ${String(row.seq)}`);
    prev = row.hash;
  }
  if (writer.last_seq !== seq || writer.last_hash !== prev) broken.push('head of a chain');
  return broken;
}

function isAsHashed(row: EntryRow): boolean {
  if (row.salt === null || row.body === null) return false;
  return (
    hashBody(nativeSm3, row.salt, row.body) === row.body_hash && hashHeader(nativeSm3, headerFromRow(row)) === row.hash
  );
}

interface ActRow {
  readonly id: string;
  readonly answer: string;
}
interface Span {
  readonly act: string;
  readonly first_seq: number;
  readonly last_seq: number;
  readonly n: number;
}

/** An act is its answer, its entries without a gap, its line in the queue, its papers and its print jobs; and its draft is gone. */
function halfActs(read: ReadHandle): string[] {
  const acts = all(read, sql<ActRow>`SELECT id, answer FROM act`);
  const ids = new Set(acts.map(({ id }) => id));
  const spans = all(
    read,
    sql<Span>`SELECT o.act, o.first_seq, o.last_seq, count(e.seq) AS n FROM outbox o
      LEFT JOIN entry e ON e.act = o.act AND e.writer_seq BETWEEN o.first_seq AND o.last_seq GROUP BY o.act`,
  );
  const queued = new Set(spans.map(({ act }) => act));
  // A writer's own first entries are nobody's act and have no answer.
  const entries = all(read, sql<{ act: string; kind: string }>`SELECT DISTINCT act, kind FROM entry`);
  return [
    ...spans.filter((span) => span.last_seq - span.first_seq + 1 !== span.n).map(() => 'act without all its entries'),
    ...entries.filter(({ act }) => !queued.has(act)).map(() => 'entries that will never be sent'),
    ...entries.filter(({ act, kind }) => kind !== 'writer' && !ids.has(act)).map(() => 'entries without an answer'),
    ...acts.flatMap(({ answer }) => halfAnswer(read, JSON.parse(answer) as Partial<ActAnswer>)),
    ...all(read, sql`SELECT 1 FROM draft JOIN act ON act.id = draft.id`).map(() => 'draft of an act that was done'),
  ];
}

function halfAnswer(read: ReadHandle, { stream, number, issued = [], jobs = [] }: Partial<ActAnswer>): string[] {
  const has = (query: ReturnType<typeof sql>): boolean => get(read, query) !== undefined;
  return [
    ...(number !== undefined &&
    stream !== undefined &&
    !has(sql`SELECT 1 FROM live_case WHERE stream = ${stream} AND number = ${number}`)
      ? ['answered number without its case']
      : []),
    ...issued
      .filter(({ id }) => !has(sql`SELECT 1 FROM live_paper WHERE id = ${id}`))
      .map(() => 'issued paper that is not there'),
    ...jobs
      .filter(({ id }) => !has(sql`SELECT 1 FROM print_job WHERE id = ${id}`))
      .map(() => 'print job that is not there'),
  ];
}

const sorted = (rows: readonly object[]): string =>
  rows
    .map((row) => JSON.stringify(row))
    .toSorted()
    .join('\n');

/** Every stream folded anew against the rows that are there. */
function wrongRows(read: ReadHandle): string[] {
  const streams = all(read, sql<{ stream: string }>`SELECT DISTINCT stream FROM entry`);
  const known = new Set(streams.map(({ stream }) => stream));
  const rows = all(read, sql<{ stream: string }>`SELECT stream FROM live_case UNION SELECT stream FROM live_record`);
  const cases = get(read, sql<{ n: number }>`SELECT count(*) AS n FROM live_case`)?.n;
  const found = get(read, sql<{ n: number }>`SELECT count(*) AS n FROM live_search`)?.n;
  return [
    ...streams.filter(({ stream }) => !isAsFolded(read, stream)).map(({ stream }) => `rows of stream ${stream}`),
    ...rows.filter(({ stream }) => !known.has(stream)).map(() => 'rows of no stream'),
    ...(cases === found ? [] : ['search without all cases']),
  ];
}

function isAsFolded(read: ReadHandle, stream: string): boolean {
  const state = fold(findKind, loadEntries(read, stream));
  const kind = state && findKind(state.kind);
  if (state === undefined || kind === undefined) return false;
  const wanted = project(kind, state);
  const row = get(
    read,
    sql`SELECT status, number, title, petitioner, last_on AS lastOn, next_due AS nextDue, is_open AS isOpen
      FROM live_case WHERE stream = ${stream}`,
  );
  const own = wanted.case && {
    status: wanted.case.status,
    number: wanted.case.number,
    title: wanted.case.title,
    petitioner: wanted.case.petitioner,
    lastOn: wanted.case.lastOn,
    nextDue: wanted.case.nextDue,
    isOpen: Number(wanted.case.isOpen),
  };
  const papers = all(read, sql`SELECT id, status, copies FROM live_paper WHERE stream = ${stream}`);
  const people = all(read, sql`SELECT role, name FROM live_person WHERE stream = ${stream}`);
  const dues = all(read, sql`SELECT name, due FROM live_due WHERE stream = ${stream}`);
  const records = all(read, sql<{ value: string }>`SELECT value FROM live_record WHERE stream = ${stream}`);
  return (
    sorted([row ?? {}]) === sorted([own ?? {}]) &&
    sorted(papers) === sorted(wanted.papers.map(({ id, status, copies }) => ({ id, status, copies }))) &&
    sorted(people) === sorted(wanted.people.map(({ role, name }) => ({ role, name }))) &&
    sorted(dues) === sorted(wanted.dues.map(({ name, due }) => ({ name, due }))) &&
    sorted(records) === sorted(wanted.records.map(({ value }) => ({ value: JSON.stringify(value) })))
  );
}

/** Numbers of a writer's day run from 1 to the last one taken, none twice and none missing: a rollback gives its number back. */
function gaps(read: ReadHandle): string[] {
  const taken = all(
    read,
    sql<{ code: string; last: number }>`SELECT w.code, s.last FROM series s JOIN writer w ON w.id = s.writer`,
  );
  const numbers = all(read, sql<{ number: string }>`SELECT number FROM live_case WHERE number <> ''`);
  const serials = Map.groupBy(
    numbers.map(({ number }) => serialOf(number)),
    ({ code }) => code,
  );
  return taken.flatMap(({ code, last }) => {
    const own = (serials.get(code) ?? []).map(({ serial }) => serial).toSorted((a, b) => a - b);
    const whole = Array.from({ length: last }, (_, at) => at + 1);
    return own.join() === whole.join() ? [] : [`numbers of ${code}`];
  });
}

function serialOf(number: string): { code: string; serial: number } {
  const parsed = parseReceiptNumber(number);
  if (!parsed.ok) throw new Error(`a number nobody can read: ${number}`);
  return { code: parsed.value.writerCode, serial: parsed.value.serial };
}
