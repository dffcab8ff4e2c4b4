/** The hub's first start, and every later one: its tables, its head, its own writer, and this process as the one that writes. */
import { firstHead } from '#shared/sync/hub-chain.ts';
import { sql, type Transaction } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { migrations } from '../store/migrations/index.ts';
import { encodeKey, newId, type Hub } from './hub.ts';
import { insertWriter } from './writers.ts';

/** The hub stands nowhere: its entries carry this in place of a station. */
export const hubStation = '000000000000';
export const hubDesk = 'hub';

export async function beginHub(hub: Hub): Promise<void> {
  await migrate(hub.database, migrations);
  await hub.database.transact(async (transaction) => {
    const head = await transaction.get(sql`SELECT id FROM hub_head WHERE id = 1 FOR UPDATE`);
    if (head === undefined) await first(hub, transaction);
    await transaction.run(sql`UPDATE hub_head SET fence = ${hub.fence} WHERE id = 1`);
  });
}

async function first(hub: Hub, transaction: Transaction): Promise<void> {
  const writer = await beginOwnWriter(hub, transaction);
  await transaction.run(
    sql`INSERT INTO desk (id, name, station, is_hall, parts, state, is_taken, changed_at)
      VALUES (${hubDesk}, 'hub', ${hubStation}, false, '', 'active', true, '')`,
  );
  await transaction.run(
    sql`INSERT INTO hub_head (id, epoch, state, writer, fence, n, chain)
      VALUES (1, ${newEpoch(hub)}, 'open', ${writer}, ${hub.fence}, ${firstHead.n}, ${firstHead.chain})`,
  );
}

export const newEpoch = (hub: Hub): string => encodeKey(hub.ports.random.bytes(12));

/** A new life of the hub: at its first start, and after each restore, so that no number of its chain returns. */
export async function beginOwnWriter(hub: Hub, transaction: Transaction): Promise<string> {
  const id = newId(hub.ports);
  await insertWriter(transaction, { id, desk: hubDesk, station: hubStation, publicKey: encodeKey(hub.keys.publicKey) });
  return id;
}
