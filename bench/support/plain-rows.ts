/** The rows one intake left in the file, to be written again by plain inserts: what the same data costs without the program. */
import { project } from '#shared/kinds/mechanism/project.ts';
import type { ActAnswer } from '#shared/contract/case.ts';
import type { DeskCore } from '#desk/core.ts';
import { loadState } from '#desk/journal/projections.ts';
import { searchRow } from '#desk/search/words.ts';
import { all, get, run, sql, type Row, type Transaction } from '#desk/store/handles.ts';
import sqlTemplate, { join, raw, type Sql } from 'sql-template-tag';

/** Built before the clock runs, so that only SQLite's work is measured. */
export type PlainInserts = readonly Sql[];

/** Only rows found by a key: a scan between two measurements would push everything out of the caches. */
export function insertsOf(core: DeskCore, act: string, { stream, jobs }: ActAnswer): PlainInserts {
  const read = core.store.read;
  const entries = all(read, sql`SELECT * FROM entry WHERE stream = ${stream}`);
  const state = loadState(read, core.findKind, stream);
  const kind = state && core.findKind(state.kind);
  const row = get(read, sql<{ row: number }>`SELECT row FROM live_case WHERE stream = ${stream}`)?.row;
  if (state === undefined || kind === undefined || row === undefined) throw new Error('bug: no such intake');
  const words = searchRow(project(kind, state).words);
  const series = all(read, sql`SELECT * FROM series ORDER BY day DESC LIMIT 1`);
  const writer = all(read, sql`SELECT * FROM writer WHERE is_current = 1`);
  const table = (name: string, rows: readonly Row[]): Sql[] => rows.map((one) => insert(name, one));
  return [
    ...table('entry', entries),
    ...table('act', all(read, sql`SELECT * FROM act WHERE id = ${act}`)),
    ...table('outbox', all(read, sql`SELECT * FROM outbox WHERE act = ${act}`)),
    ...jobs.flatMap(({ id }) => table('print_job', all(read, sql`SELECT * FROM print_job WHERE id = ${id}`))),
    ...table('live_case', all(read, sql`SELECT * FROM live_case WHERE stream = ${stream}`)),
    ...table('live_due', all(read, sql`SELECT * FROM live_due WHERE stream = ${stream}`)),
    ...table('live_paper', all(read, sql`SELECT * FROM live_paper WHERE stream = ${stream}`)),
    ...table('live_person', all(read, sql`SELECT * FROM live_person WHERE stream = ${stream}`)),
    ...table('live_search', [{ rowid: row, ...words }]),
    ...table('series', series),
    ...table('writer', writer),
  ];
}

/** Names are those of our own tables and columns. */
const insert = (name: string, row: Row): Sql =>
  sqlTemplate`INSERT OR REPLACE INTO ${raw(name)} (${raw(Object.keys(row).join(', '))}) VALUES (${join(Object.values(row))})`;

export function writePlain(transaction: Transaction, inserts: PlainInserts): void {
  for (const one of inserts) run(transaction, one);
}
