import { expect, test } from 'vitest';
import { openTestStore, temporaryFolder } from '../../../../tests/support/store.ts';
import { get, run, sql, transact } from '../handles.ts';
import { schemaOf } from '../migrate.ts';
import { migrations } from './index.ts';

test('a job that waited before waits on, whole and on no printer', async () => {
  const dir = temporaryFolder();
  const before = await openTestStore(dir, { migrations: migrations.filter(({ version }) => version < 11) });
  transact(before.write, (transaction) =>
    run(
      transaction,
      sql`INSERT INTO print_job (id, stream, paper, copy, size, state, by_staff, made_at)
        VALUES ('j', 's', 'p', 1, '80mm', 'queued', 'w', '2026-11-23T01:00:00.000Z')`,
    ),
  );
  before.close();
  const { read } = await openTestStore(dir, { migrations });
  expect(schemaOf(read)).toBe(migrations.length);
  expect(get(read, sql`SELECT state, printer, pieces, done FROM print_job`)).toEqual({
    ...{ state: 'queued', printer: '', pieces: 1, done: 0 },
  });
});
