import { expect, test } from 'vitest';
import { openTestStore, temporaryFolder } from '../../../../tests/support/store.ts';
import { all, get, run, sql, transact } from '../handles.ts';
import { schemaOf } from '../migrate.ts';
import { migrations } from './index.ts';

test('trips of before are kept, and the ledger reads them from the index alone', async () => {
  const dir = temporaryFolder();
  const before = await openTestStore(dir, { migrations: migrations.filter(({ version }) => version < 10) });
  transact(before.write, (transaction) =>
    run(
      transaction,
      sql`INSERT INTO live_trip (stream, nth, entry, kind, station, cause, matter, version, day, began_day, reason, papers, is_open)
        VALUES ('s', 1, 'e', 'service', '360732108201', 'correction', 'm', '1', '2026-11-23', '2026-11-20', 'guide', '["户口簿"]', 1)`,
    ),
  );
  // As in a file whose lists were made anew three times.
  transact(before.write, (transaction) => {
    run(transaction, sql`DROP INDEX g0_trips_by_day`);
    run(
      transaction,
      sql`CREATE INDEX g3_trips_by_day ON live_trip (day, station, matter, version, cause) WHERE nth > 0`,
    );
  });
  before.close();
  const { read } = await openTestStore(dir, { migrations });
  expect(schemaOf(read)).toBe(migrations.length);
  const ledger = sql`SELECT matter, cause, reason, papers FROM live_trip WHERE nth > 0 AND day BETWEEN '2026-11-01' AND '2026-11-30'`;
  expect(get(read, ledger)).toEqual({ matter: 'm', cause: 'correction', reason: 'guide', papers: '["户口簿"]' });
  const plan = all<{ detail: string }>(read, sql`EXPLAIN QUERY PLAN ${ledger}`).map(({ detail }) => detail);
  expect(plan).toEqual([expect.stringContaining('COVERING INDEX g0_trips_by_day')]);
});
