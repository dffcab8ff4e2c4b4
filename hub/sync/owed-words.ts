/** What the hub owes streams that came back while it collected: official numbers of cases, answers to requests. */
import { sql, type Transaction } from '../store/database.ts';
import type { Hub } from './hub.ts';
import { lockStreams } from './growing.ts';
import { visit } from './order.ts';

export async function sayOwed(hub: Hub, transaction: Transaction): Promise<void> {
  const rows = await transaction.all(sql<{ id: string }>`SELECT id FROM stream WHERE owes_word ORDER BY id`);
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
