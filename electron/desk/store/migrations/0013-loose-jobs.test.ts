import { expect, test } from 'vitest';
import { openTestStore, temporaryFolder } from '../../../../tests/support/store.ts';
import { get, run, sql, transact } from '../handles.ts';
import { schemaOf } from '../migrate.ts';
import { migrations } from './index.ts';

test('a job of a case that waited before waits on, with nothing of its paper beside it', async () => {
  const dir = temporaryFolder();
  const before = await openTestStore(dir, { migrations: migrations.filter(({ version }) => version < 13) });
  transact(before.write, (transaction) =>
    run(
      transaction,
      sql`INSERT INTO print_job (id, stream, paper, copy, size, state, by_staff, made_at)
        VALUES ('j', 's', 'p', 1, 'A4', 'failed', 'w', '2026-11-23T01:00:00.000Z')`,
    ),
  );
  before.close();
  const { read } = await openTestStore(dir, { migrations });
  expect(schemaOf(read)).toBe(migrations.length);
  expect(get(read, sql`SELECT state, spec, papers, by_hand FROM print_job`)).toEqual({
    state: 'failed',
    spec: '',
    papers: null,
    by_hand: 0,
  });
});
