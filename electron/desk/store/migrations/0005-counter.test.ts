import { expect, test } from 'vitest';
import { openTestStore, temporaryFolder } from '../../../../tests/support/store.ts';
import { get, run, sql, transact } from '../handles.ts';
import { schemaOf } from '../migrate.ts';
import { journal } from './0001-journal.ts';
import { projections } from './0002-projections.ts';
import { linkTables } from './0003-link.ts';
import { parties } from './0004-parties.ts';
import { migrations } from './index.ts';

test('drafts of before stay, and none of them counts as put aside', async () => {
  const dir = temporaryFolder();
  const before = await openTestStore(dir, { migrations: [journal, projections, linkTables, parties] });
  transact(before.write, (transaction) =>
    run(
      transaction,
      sql`INSERT INTO draft (id, by_staff, kind, stream, type, data, changed_at)
        VALUES ('d', 's', 'service', NULL, 'received', '{}', '2026-11-22T01:00:00.000Z')`,
    ),
  );
  before.close();
  const { read } = await openTestStore(dir, { migrations });
  expect(schemaOf(read)).toBe(migrations.length);
  expect(get(read, sql`SELECT id, parked_at, place FROM draft`)).toEqual({ id: 'd', parked_at: null, place: '' });
});
