import { describe, expect, test } from 'vitest';
import { openTestStore } from '../../../../tests/support/store.ts';
import { all, get, run, sql, transact, type ReadHandle } from '../handles.ts';
import { schemaOf } from '../migrate.ts';
import type { Store } from '../open.ts';
import { journal } from './0001-journal.ts';

const open = (): Promise<Store> => openTestStore(undefined, { migrations: [journal] });

const entry = (
  id: string,
  writerSeq: number,
) => sql`INSERT INTO entry (id, stream, kind, type, v, rules, act, seen, at, on_at, by_staff,
  station, writer, writer_seq, body_hash, prev, hash, salt, body) VALUES (${id}, 's', 'service', 'received', 1, 1, 'a', '{}', 't', 't',
  'b', '360732108201', 'w', ${writerSeq}, 'h', 'p', 'h', ${new Uint8Array(16)}, ${new Uint8Array(2)})`;
const writer = (
  id: string,
  isCurrent: number,
) => sql`INSERT INTO writer (id, code, station, public_key, place, last_seq, last_hash,
  last_at, is_current) VALUES (${id}, 'A7', '360732108201', 'k', 'p', 0, 'h', 't', ${isCurrent})`;
const job = (state: string) => sql`INSERT INTO print_job (id, stream, paper, copy, size, state, by_staff, made_at)
  VALUES (${state}, 's', 'p', 1, 'A5', ${state}, 'b', 't')`;

const put = ({ write }: Store, ...statements: readonly ReturnType<typeof entry>[]) => {
  transact(write, (transaction) => {
    for (const statement of statements) run(transaction, statement);
  });
};
const planOf = (read: ReadHandle, query: ReturnType<typeof entry>): string =>
  all(read, sql<{ detail: string }>`EXPLAIN QUERY PLAN ${query}`)
    .map(({ detail }) => detail)
    .join('; ');

describe('migration 1, the journal', () => {
  test('makes the tables where things live, each strict', async () => {
    const { read } = await open();
    expect(schemaOf(read)).toBe(1);
    const tables = all(
      read,
      sql<{ name: string; strict: number }>`SELECT name, strict FROM pragma_table_list
        WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    );
    const names = [
      'act',
      'audit',
      'credential',
      'draft',
      'entry',
      'outbox',
      'print_job',
      'series',
      'setting',
      'store_migration',
      'writer',
    ];
    expect(tables.map(({ name }) => name)).toEqual(names);
    expect(tables.filter(({ strict }) => strict === 0)).toEqual([]);
  });

  test('holds an entry once, and one entry for each number of a writer', async () => {
    const store = await open();
    put(store, entry('1', 1), entry('2', 2));
    expect(() => {
      put(store, entry('1', 3));
    }).toThrow('entry.id');
    expect(() => {
      put(store, entry('3', 2));
    }).toThrow('writer_seq');
    expect(get(store.read, sql`SELECT count(*) AS n FROM entry`)).toEqual({ n: 2 });
  });

  test('knows one writer as the present one, and any number of former ones', async () => {
    const store = await open();
    put(store, writer('1', 0), writer('2', 0), writer('3', 1));
    expect(() => {
      put(store, writer('4', 1));
    }).toThrow('is_current');
  });

  test('takes no fate of a print job that nobody knows', async () => {
    const store = await open();
    for (const state of ['queued', 'sent', 'printed', 'failed', 'unknown', 'dropped']) put(store, job(state));
    expect(() => {
      put(store, job('lost'));
    }).toThrow('CHECK');
  });

  test('finds a stream, a person’s drafts and the waiting jobs without reading a whole table', async () => {
    const { read } = await open();
    expect(planOf(read, sql`SELECT * FROM entry WHERE stream = 's' AND seq > 0`)).toContain('entry_by_stream');
    expect(planOf(read, sql`SELECT * FROM draft WHERE by_staff = 'b' ORDER BY changed_at DESC`)).toContain(
      'draft_by_person',
    );
    const waiting = sql`SELECT * FROM print_job WHERE state IN ('queued', 'sent', 'failed', 'unknown') ORDER BY made_at`;
    expect(planOf(read, waiting)).toContain('print_job_waiting');
  });
});
