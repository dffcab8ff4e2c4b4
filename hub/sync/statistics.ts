/**
 * Statistics of the tables that grow. A desk that hands over what it wrote alone sends some 2,500 entries a second (docs/performance.md);
 * until the database has counted by itself it believes the tables small, and plans each page of PULL as if all of the feed had to be read
 * for it (20 ms more a page with 40,000 entries).
 */
import { sql } from '../store/database.ts';
import { readHead, type Hub } from './hub.ts';

/** Below this any plan is quick. */
const fewEntries = 1000;

/** Counts anew whenever the journal has doubled since, and once after each start. */
export function createStatistics(hub: Pick<Hub, 'database'>, few = fewEntries): { readonly keep: () => Promise<void> } {
  let countedAt = 0;
  return {
    keep: () =>
      hub.database.transact(async (transaction) => {
        const { n } = await readHead(transaction);
        if (n < few || n < countedAt * 2) return;
        await transaction.run(sql`ANALYZE entry`);
        await transaction.run(sql`ANALYZE feed`);
        await transaction.run(sql`ANALYZE stream`);
        await transaction.run(sql`ANALYZE stream_scope`);
        countedAt = n;
      }),
  };
}
