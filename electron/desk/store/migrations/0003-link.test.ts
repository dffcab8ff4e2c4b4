import { describe, expect, test } from 'vitest';
import { openTestStore, temporaryFolder } from '../../../../tests/support/store.ts';
import { all, get, run, sql, transact, type ReadHandle } from '../handles.ts';
import { schemaOf } from '../migrate.ts';
import { journal } from './0001-journal.ts';
import { projections } from './0002-projections.ts';
import { migrations } from './index.ts';

const writer = (
  id: string,
) => sql`INSERT INTO writer (id, code, station, public_key, place, last_seq, last_hash, last_at, is_current)
  VALUES (${id}, 'A7', '360732108201', 'k', 'p', 9, 'h', 't', 1)`;
const entry = (
  id: string,
  act: string,
  writerSeq: number,
) => sql`INSERT INTO entry (id, stream, kind, type, v, rules, act, seen, at,
  on_at, by_staff, station, writer, writer_seq, body_hash, prev, hash, salt, body) VALUES (${id}, 's', 'service', 'received', 1, 1,
  ${act}, '{}', 't', 't', 'b', '360732108201', 'w', ${writerSeq}, 'h', 'p', 'h', ${new Uint8Array(16)}, ${new Uint8Array(2)})`;

const planOf = (read: ReadHandle, query: ReturnType<typeof sql>): string =>
  all(read, sql<{ detail: string }>`EXPLAIN QUERY PLAN ${query}`)
    .map(({ detail }) => detail)
    .join('; ');

describe('migration 3, the link to the hub', () => {
  test('keeps what waits, and knows whose it is; nothing of a desk alone is acknowledged, ordered or refused', async () => {
    const dir = temporaryFolder();
    const before = await openTestStore(dir, { migrations: [journal, projections] });
    transact(before.write, (transaction) => {
      run(transaction, writer('w'));
      for (const [id, act, seq] of [
        ['1', 'a', 1],
        ['2', 'a', 2],
        ['3', 'b', 3],
      ] as const)
        run(transaction, entry(id, act, seq));
      run(transaction, sql`INSERT INTO outbox (act, first_seq, last_seq) VALUES ('a', 1, 2), ('b', 3, 3)`);
    });
    before.close();
    const { read } = await openTestStore(dir, { migrations });
    expect(schemaOf(read)).toBe(migrations.length);
    expect(all(read, sql`SELECT act, writer, first_seq FROM outbox ORDER BY first_seq`)).toEqual([
      { act: 'a', writer: 'w', first_seq: 1 },
      { act: 'b', writer: 'w', first_seq: 3 },
    ]);
    expect(get(read, sql`SELECT acked_seq, safe_seq, introduced FROM writer`)).toEqual({
      acked_seq: 0,
      safe_seq: 0,
      introduced: null,
    });
    expect(all(read, sql`SELECT DISTINCT tag, refused, rev FROM entry`)).toEqual([
      { tag: null, refused: null, rev: null },
    ]);
  });

  test('takes over the contents a desk alone took in, and minds no body that is none', async () => {
    const dir = temporaryFolder();
    const before = await openTestStore(dir, { migrations: [journal, projections] });
    const attached = (id: string, body: string | null, seq: number) => {
      const bytes = body === null ? null : new TextEncoder().encode(body);
      transact(before.write, (transaction) => {
        run(transaction, entry(id, id, seq));
        run(transaction, sql`UPDATE entry SET type = 'attached', body = ${bytes}, salt = ${bytes} WHERE id = ${id}`);
      });
    };
    transact(before.write, (transaction) => void run(transaction, writer('w')));
    const blob = 'ab'.repeat(32);
    attached('1', JSON.stringify({ data: { blob, bytes: 7 } }), 1);
    attached('2', JSON.stringify({ data: { blob, bytes: 7 } }), 2);
    attached('3', '{"data":{"blob":3,"bytes":"x"}}', 3);
    attached('4', 'no json', 4);
    attached('5', null, 5);
    before.close();
    const { read } = await openTestStore(dir, { migrations });
    expect(all(read, sql`SELECT * FROM blob_link`)).toEqual([
      { blob, bytes: 7, hash: '', here: 1, at_hub: 0, hub_got: 0, want: 0, ask_after: 0 },
    ]);
    expect(planOf(read, sql`SELECT blob FROM blob_link WHERE ask_after <= 5 ORDER BY ask_after LIMIT 9`)).toContain(
      'blob_link_asked',
    );
    const wanted = sql`SELECT blob FROM blob_link WHERE at_hub = 1 AND want >= 1 AND want > 0 AND here = 0 ORDER BY want DESC`;
    expect(planOf(read, wanted)).toContain('blob_link_wanted');
  });

  test('holds one entry at one place of a stream', async () => {
    const { write } = await openTestStore(undefined, { migrations });
    expect(() => {
      transact(write, (transaction) => {
        run(transaction, entry('1', 'a', 1));
        run(transaction, entry('2', 'a', 2));
        run(transaction, sql`UPDATE entry SET rev = 1`);
      });
    }).toThrow('UNIQUE');
  });

  test('finds what waits, what does not fit and what was refused without reading a whole table', async () => {
    const { read } = await openTestStore(undefined, { migrations });
    expect(planOf(read, sql`SELECT * FROM outbox WHERE writer = 'w' ORDER BY first_seq`)).toContain('outbox_by_writer');
    expect(planOf(read, sql`SELECT stream FROM stream_link WHERE state = 'refetch'`)).toContain('stream_link_refetch');
    expect(planOf(read, sql`SELECT id FROM entry WHERE refused IS NOT NULL ORDER BY seq`)).toContain('entry_refused');
    expect(planOf(read, sql`SELECT id FROM entry WHERE stream = 's' AND rev = 3`)).toContain('entry_by_rev');
  });
});
