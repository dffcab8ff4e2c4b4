/** The register of desks: who was enrolled with what grant, and who may not come any more. */
import type { Grant } from '#shared/sync/scopes.ts';
import { sql, type Transaction } from '../store/database.ts';
import { encodeKey, nowOf, type Hub } from './hub.ts';
import { insertWriter } from './writers.ts';

export interface NewDesk {
  readonly id: string;
  readonly name: string;
  readonly grant: Grant;
  /** Its present life. */
  readonly writer: { readonly id: string; readonly publicKey: Uint8Array };
  /** waiting: for a person's yes. */
  readonly state?: 'active' | 'waiting';
}

export async function addDesk(hub: Hub, transaction: Transaction, desk: NewDesk): Promise<void> {
  const { id, name, grant, writer, state = 'active' } = desk;
  await transaction.run(
    sql`INSERT INTO desk (id, name, station, is_hall, parts, state, is_taken, changed_at)
      VALUES (${id}, ${name}, ${grant.station}, ${grant.isHall}, ${grant.parts.join(' ')}, ${state}, false, ${nowOf(hub)})`,
  );
  const { station } = grant;
  await insertWriter(transaction, { id: writer.id, desk: id, station, publicKey: encodeKey(writer.publicKey) });
}

/** From now on none of its calls is served; what it had sent stays. Answers false where there is no such active desk. */
export async function revokeDesk(hub: Hub, transaction: Transaction, id: string): Promise<boolean> {
  const changed = await transaction.run(
    sql`UPDATE desk SET state = 'revoked', changed_at = ${nowOf(hub)} WHERE id = ${id} AND state = 'active'`,
  );
  return changed > 0;
}

/** It is found, or comes back: it goes on where it stood. Not one that was declined when it wanted to join: that one was never compared. */
export async function readmitDesk(hub: Hub, transaction: Transaction, id: string): Promise<boolean> {
  const changed = await transaction.run(
    sql`UPDATE desk SET state = 'active', changed_at = ${nowOf(hub)} WHERE id = ${id} AND state = 'revoked'
      AND EXISTS (SELECT 1 FROM writer w WHERE w.desk = ${id} AND w.next_seq > 1)`,
  );
  return changed > 0;
}

/** A person has looked at two lives that vouch by one key, and lets the second in too. */
export const allowClone = (transaction: Transaction, from: string): Promise<number> =>
  transaction.run(sql`UPDATE writer SET successor = '' WHERE id = ${from}`);
