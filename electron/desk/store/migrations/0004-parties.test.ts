import { expect, test } from 'vitest';
import { openTestStore, temporaryFolder } from '../../../../tests/support/store.ts';
import { all, get, run, sql, transact, type ReadHandle } from '../handles.ts';
import { schemaOf } from '../migrate.ts';
import { journal } from './0001-journal.ts';
import { projections } from './0002-projections.ts';
import { linkTables } from './0003-link.ts';
import { migrations } from './index.ts';

const planOf = (read: ReadHandle, query: ReturnType<typeof sql>): string =>
  all(read, sql<{ detail: string }>`EXPLAIN QUERY PLAN ${query}`)
    .map(({ detail }) => detail)
    .join('; ');

test('people of cases stay, and belong to no stream of their own until they come again', async () => {
  const dir = temporaryFolder();
  const before = await openTestStore(dir, { migrations: [journal, projections, linkTables] });
  transact(before.write, (transaction) =>
    run(
      transaction,
      sql`INSERT INTO live_person (stream, role, name, id_number, phone) VALUES ('s', 'petitioner', '张示例', '', '1')`,
    ),
  );
  before.close();
  const { read } = await openTestStore(dir, { migrations });
  expect(schemaOf(read)).toBe(migrations.length);
  expect(get(read, sql`SELECT name, phone, party FROM live_person`)).toEqual({ name: '张示例', phone: '1', party: '' });
  expect(get(read, sql`SELECT count(*) AS n FROM live_party`)).toEqual({ n: 0 });
});

test.each([
  ['by_phone_end', sql`SELECT stream FROM live_party p WHERE p.phone_end = '1234' AND p.phone_end <> ''`],
  ['by_id', sql`SELECT stream FROM live_party p WHERE p.id_number = '1' AND p.id_number <> ''`],
  ['by_name', sql`SELECT stream FROM live_party p WHERE p.name >= '张' AND p.name < '张z'`],
  ['by_sound', sql`SELECT stream FROM live_party p WHERE p.sound = 'zhang' AND p.birth = '1951-03-08'`],
  ['by_party', sql`SELECT stream FROM live_person p WHERE p.party IN ('a', 'b') AND p.party <> ''`],
])('somebody is found by the index %s, and no table is read whole', async (index, query) => {
  const { read } = await openTestStore(undefined, { migrations });
  const plan = planOf(read, query);
  expect(plan).toContain(index);
  expect(plan).not.toMatch(/^SCAN/u);
});
