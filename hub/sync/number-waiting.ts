/** Cases that wait for their official number: those that came back while the hub collected. */
import { sql, type Transaction } from '../store/database.ts';
import type { Hub } from './hub.ts';
import { lockStreams } from './growing.ts';
import { visit } from './order.ts';

export async function numberWaiting(hub: Hub, transaction: Transaction): Promise<void> {
  const rows = await transaction.all(sql<{ id: string }>`SELECT id FROM stream WHERE needs_number ORDER BY id`);
  if (rows.length === 0) return;
  await visit(
    hub,
    transaction,
    await lockStreams(
      transaction,
      rows.map(({ id }) => id),
    ),
  );
}
