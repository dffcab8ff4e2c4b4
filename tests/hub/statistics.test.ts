/** The database knows how large the tables are before it has counted them by itself. */
import { expect, test } from 'vitest';
import { sql } from '../../hub/store/database.ts';
import type { HubDatabase } from '../../hub/store/pg.ts';
import { createStatistics } from '../../hub/sync/statistics.ts';
import { townshipForEach, type Township } from './township.ts';

let database: HubDatabase;
let town: Township;

townshipForEach(async (fresh) => {
  ({ town, database } = fresh);
  await town.firstOfHall((desk) => {
    for (let taken = 0; taken < 30; taken += 1) town.takeCase(desk, 'SAMPLE');
  });
  await town.restAll();
});

/** What the planner believes: rows of a table. */
const believed = (table: string): Promise<number | undefined> =>
  database.transact(async (transaction) => {
    const row = await transaction.get(
      sql<{ rows: number }>`SELECT reltuples::bigint AS rows FROM pg_class WHERE oid = ${table}::regclass`,
    );
    return row?.rows;
  });
const count = (): Promise<number> =>
  database.transact(async (transaction) => {
    const row = await transaction.get(sql<{ rows: number }>`SELECT count(*)::bigint AS rows FROM feed`);
    return row?.rows ?? 0;
  });
const forget = (): Promise<number> =>
  database.transact((transaction) => transaction.run(sql`UPDATE pg_class SET reltuples = -1 WHERE relname = 'feed'`));

test('counted from a size on, and again only when the journal has doubled', async () => {
  await forget();
  await createStatistics(town.hub.running.hub, 1_000_000).keep();
  expect(await believed('feed')).toBe(-1);
  const statistics = createStatistics(town.hub.running.hub, 10);
  await statistics.keep();
  expect(await believed('feed')).toBe(await count());
  for (const table of ['entry', 'stream', 'stream_scope']) expect(await believed(table), table).toBeGreaterThan(20);
  await forget();
  await statistics.keep();
  expect(await believed('feed')).toBe(-1);
});
