/** Whether this is the key the database was begun with: with another one every sealed body would read as damaged, and new ones mix with old. */
import type { HubKeys } from '../keys/hub-keys.ts';
import { sql, type Database } from '../store/database.ts';

/** The root key is not that of this database; nothing was changed. */
export class OtherRootKey extends Error {}

const setting = 'rootKey';

/** Told at the first start and compared at every later one, before anything else is touched. Throws `OtherRootKey`. */
export function checkRootKey(database: Database, keys: HubKeys): Promise<void> {
  const tag = keys.tag('root key check');
  return database.transact(async (transaction) => {
    await transaction.run(
      sql`INSERT INTO hub_setting (key, value) VALUES (${setting}, ${tag}) ON CONFLICT (key) DO NOTHING`,
    );
    const kept = await transaction.get(sql<{ value: string }>`SELECT value FROM hub_setting WHERE key = ${setting}`);
    if (kept?.value !== tag) throw new OtherRootKey('the root key is not that of this database');
  });
}
