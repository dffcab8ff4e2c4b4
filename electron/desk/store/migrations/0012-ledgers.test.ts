import { expect, test } from 'vitest';
import { openTestStore, temporaryFolder } from '../../../../tests/support/store.ts';
import { all, run, sql, transact } from '../handles.ts';
import { schemaOf } from '../migrate.ts';
import { migrations } from './index.ts';

test('looks of before are found by their time, and no register has rows yet', async () => {
  const dir = temporaryFolder();
  const before = await openTestStore(dir, { migrations: migrations.filter(({ version }) => version < 12) });
  transact(before.write, (transaction) =>
    run(transaction, sql`INSERT INTO audit VALUES (1, 'w', '2026-11-20T01:00:00.000Z', 's', 'reveal', '{}', '', 'h')`),
  );
  before.close();
  const { read } = await openTestStore(dir, { migrations });
  expect(schemaOf(read)).toBe(migrations.length);
  const looks = sql`SELECT seq FROM audit WHERE type IN ('reveal', 'look', 'search') AND at >= '2026-11-01' ORDER BY at DESC, seq DESC`;
  expect(all(read, looks)).toEqual([{ seq: 1 }]);
  const plan = all<{ detail: string }>(read, sql`EXPLAIN QUERY PLAN ${looks}`).map(({ detail }) => detail);
  expect(plan).toEqual([expect.stringContaining('INDEX audit_looks')]);
  expect(all(read, sql`SELECT * FROM live_ledger`)).toEqual([]);
});
