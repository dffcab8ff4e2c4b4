/** Comparing projections with rows made anew from the journal, stream by stream, in a store in memory. */
import { canonical } from '#shared/journal/entry.ts';
import type { Json } from '#shared/kernel/json.ts';
import type { Random } from '#shared/kernel/ports.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import { fold, type FindKind } from '#shared/kinds/mechanism/fold.ts';
import { project, sideKinds } from '#shared/kinds/mechanism/project.ts';
import { searchRow } from '../search/words.ts';
import { failureOf } from '../store/failures.ts';
import { join } from 'sql-template-tag';
import { all, get, iterate, run, sql, transact, type ReadHandle, type Row } from '../store/handles.ts';
import type { Scratch } from '../store/scratch.ts';
import { loadEntries } from './entries.ts';
import { createProjections, live } from './projection-tables.ts';
import { putProjection } from './projections.ts';
import { isStale } from './refold-later.ts';
import type { Findings } from './verify-report.ts';

export interface RowCheck {
  readonly read: ReadHandle;
  readonly scratch: Scratch;
  readonly findKind: FindKind;
  readonly findings: Findings;
}

export const prepareScratch = ({ write }: Scratch): void => {
  transact(write, (transaction) => {
    for (const statement of createProjections(live, 0)) run(transaction, statement);
    // Whose row a key is, is asked of it; alone, every row is its own.
    run(transaction, sql`CREATE TABLE stream_scope (stream TEXT, scope TEXT, pos INTEGER)`);
  });
};

interface LastOfStream {
  readonly stream: string;
  readonly kind: string;
  readonly seq: number;
}

/** Streams spread over the whole journal, others each time: one in each of `count` equal parts of it. */
export function sampleStreams(read: ReadHandle, random: Random, count: number): Set<string> {
  const newest = get(read, sql<{ seq: number | null }>`SELECT max(seq) AS seq FROM entry`)?.seq ?? 0;
  const [drawn = 0] = random.bytes(1);
  const streams = new Set<string>();
  for (let part = 0; part < count && newest > 0; part += 1) {
    const from = Math.floor(((part + drawn / 256) * newest) / count);
    const found = get(read, sql<{ stream: string }>`SELECT stream FROM entry WHERE seq > ${from} ORDER BY seq LIMIT 1`);
    if (found) streams.add(found.stream);
  }
  return streams;
}

export function* allStreams(read: ReadHandle): Generator<string> {
  for (const { stream } of iterate(read, sql<{ stream: string }>`SELECT DISTINCT stream FROM entry`)) yield stream;
}

/** A stream that cannot be folded at all, because somebody changed it, is one more finding; it must not hide the others. */
export function checkStream(check: RowCheck, stream: string): void {
  try {
    compare(check, stream);
  } catch (error) {
    if (failureOf(error) !== undefined) throw error;
    check.findings.add({ what: 'projection', stream, where: 'fold' });
  }
}

function compare(check: RowCheck, stream: string): void {
  const { read, findKind } = check;
  const last = get(
    read,
    sql<LastOfStream>`SELECT stream, kind, seq FROM entry WHERE stream = ${stream} ORDER BY seq DESC LIMIT 1`,
  );
  const kind = last && findKind(last.kind);
  const state = fold(findKind, loadEntries(read, stream));
  if (last === undefined || kind === undefined || state === undefined || isStale(read, stream)) return;
  transact(check.scratch.write, (transaction) => {
    putProjection(transaction, kind, state, last.seq, true);
  });
  for (const { name, rows } of tables) {
    if (rowsText(rows(read, stream)) === rowsText(rows(check.scratch.read, stream))) continue;
    if (name === 'record' && isTakenOver(check, stream)) continue;
    check.findings.add({ what: 'projection', stream, where: name });
  }
  if (!isFound(read, kind, project(kind, state).words, stream)) {
    check.findings.add({ what: 'projection', stream, where: 'search' });
  }
  clear(check.scratch, stream);
}

/** Row numbers of cases are the file's own. A folded state is compared as what it says, not as how its keys are ordered. */
const tables: readonly {
  readonly name: string;
  readonly rows: (read: ReadHandle, stream: string) => readonly Row[];
}[] = [
  {
    name: 'case',
    rows: (read, stream) => all(read, sql`SELECT *, 0 AS row FROM ${live.cases} WHERE stream = ${stream}`),
  },
  {
    name: 'due',
    rows: (read, stream) => all(read, sql`SELECT * FROM ${live.dues} WHERE stream = ${stream} ORDER BY name`),
  },
  {
    name: 'paper',
    rows: (read, stream) => all(read, sql`SELECT * FROM ${live.papers} WHERE stream = ${stream} ORDER BY id`),
  },
  {
    name: 'person',
    rows: (read, stream) => all(read, sql`SELECT * FROM ${live.people} WHERE stream = ${stream} ORDER BY role, name`),
  },
  {
    name: 'record',
    rows: (read, stream) => all(read, sql`SELECT * FROM ${live.records} WHERE stream = ${stream} ORDER BY kind, key`),
  },
  {
    name: 'file',
    rows: (read, stream) => all(read, sql`SELECT * FROM ${live.files} WHERE stream = ${stream} ORDER BY id`),
  },
  {
    name: 'party',
    rows: (read, stream) => all(read, sql`SELECT * FROM ${live.parties} WHERE stream = ${stream} ORDER BY name`),
  },
  {
    name: 'partyLink',
    rows: (read, stream) => all(read, sql`SELECT * FROM ${live.partyLinks} WHERE stream = ${stream} ORDER BY other`),
  },
  {
    name: 'partyKey',
    rows: (read, stream) =>
      all(read, sql`SELECT * FROM ${live.partyKeys} WHERE stream = ${stream} ORDER BY way, key, name`),
  },
  {
    name: 'partyMember',
    rows: (read, stream) => all(read, sql`SELECT * FROM ${live.partyMembers} WHERE stream = ${stream} ORDER BY member`),
  },
  { name: 'memo', rows: (read, stream) => all(read, sql`SELECT * FROM ${live.memos} WHERE stream = ${stream}`) },
  { name: 'state', rows: (read, stream) => all(read, sql`SELECT * FROM ${live.states} WHERE stream = ${stream}`) },
];

const rowsText = (rows: readonly Row[]): string =>
  JSON.stringify(rows, (key, value: unknown) =>
    key === 'state' && typeof value === 'string' ? canonicalText(value) : value,
  );

function canonicalText(text: string): string {
  try {
    return canonical(JSON.parse(text) as Json);
  } catch {
    return text;
  }
}

/** Two streams of a registry with one key: the row is the one that acted last. */
function isTakenOver({ read, scratch }: RowCheck, stream: string): boolean {
  const own = get(
    scratch.read,
    sql<{ kind: string; key: string }>`SELECT kind, key FROM ${live.records}
      WHERE stream = ${stream} AND kind NOT IN (${join([...sideKinds])})`,
  );
  if (own === undefined) return false;
  const holder = get(
    read,
    sql<{ stream: string }>`SELECT stream FROM ${live.records} WHERE kind = ${own.kind} AND key = ${own.key}`,
  );
  return holder !== undefined && holder.stream !== stream;
}

/** More tokens than this of a long text are not asked for. */
const mostTokens = 40;

/** An index without content cannot be read back; so it is asked for what it ought to find. */
function isFound(read: ReadHandle, kind: Kind, words: Parameters<typeof searchRow>[0], stream: string): boolean {
  if (kind.record !== undefined) return true;
  const row = get(read, sql<{ row: number }>`SELECT row FROM ${live.cases} WHERE stream = ${stream}`)?.row;
  if (row === undefined) return true;
  const query = Object.entries(searchRow(words)).flatMap(([column, text]) =>
    (text as string)
      .split(' ')
      .filter((token) => token !== '')
      .slice(0, mostTokens)
      .map((token) => `{${column}} : "${token}"`),
  );
  if (query.length === 0) return true;
  const found = get(
    read,
    sql`SELECT 1 FROM ${live.search} WHERE rowid = ${row} AND ${live.search} MATCH ${query.join(' AND ')}`,
  );
  return found !== undefined;
}

function clear({ write }: Scratch, stream: string): void {
  transact(write, (transaction) => {
    const { cases, dues, papers, people, records, files, states, memos } = live;
    const { parties, partyLinks, partyKeys, partyMembers } = live;
    const ofParties = [parties, partyLinks, partyKeys, partyMembers];
    for (const table of [cases, dues, papers, people, records, files, states, memos, ...ofParties]) {
      run(transaction, sql`DELETE FROM ${table} WHERE stream = ${stream}`);
    }
  });
}

/** Rows of streams that are not in the journal. */
export function findStrays(read: ReadHandle, findings: Findings): void {
  for (const { name, table } of [
    { name: 'case', table: live.cases },
    { name: 'due', table: live.dues },
    { name: 'paper', table: live.papers },
    { name: 'person', table: live.people },
    { name: 'record', table: live.records },
    { name: 'file', table: live.files },
    { name: 'party', table: live.parties },
    { name: 'partyLink', table: live.partyLinks },
    { name: 'partyKey', table: live.partyKeys },
    { name: 'partyMember', table: live.partyMembers },
    { name: 'memo', table: live.memos },
  ]) {
    const strays = iterate(
      read,
      sql<{ stream: string }>`SELECT stream FROM ${table} AS here
        WHERE NOT EXISTS (SELECT 1 FROM entry WHERE entry.stream = here.stream)`,
    );
    for (const { stream } of strays) findings.add({ what: 'projection', stream, where: name });
  }
}
