/**
 * 销毁 at the hub: of a case whose fold says that it was destroyed, salt and sealed body of every entry before are taken out, and contents of
 * attachments that no other stream names. Order, header and hash of each entry stay, so the hub's chain and every desk's verify as before.
 * A hub that is put back from an older backup has them again, till a desk brings back the entry that destroyed them (RETURN).
 */
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import { sql, type Transaction } from '../store/database.ts';
import type { Growing } from './growing.ts';

interface Destroyed {
  readonly stream: string;
  readonly entries: readonly string[];
}

/** Entry type by which a stream must be folded here, whatever its kind. */
export const destroyingType = 'fileDestroyed';

export const destroyedAmong = (
  streams: readonly Growing[],
  states: ReadonlyMap<string, StreamState | undefined>,
): readonly Destroyed[] =>
  streams.flatMap(({ id, added }) => {
    const state = states.get(id);
    if (state?.destroyed === undefined || !added.some(({ header }) => header.type === destroyingType)) return [];
    const { entry } = state.destroyed;
    const at = state.history.findIndex((line) => line.entry === entry);
    return [{ stream: id, entries: state.history.slice(0, Math.max(at, 0)).map((line) => line.entry) }];
  });

/** Before the hub's head is locked, as every lock on a content; `keepRefs` takes the same lock, so whoever names one meanwhile is seen. */
export async function eraseContents(transaction: Transaction, destroyed: readonly Destroyed[]): Promise<void> {
  if (destroyed.length === 0) return;
  const streams = destroyed.map(({ stream }) => stream);
  const named = await transaction.all(
    sql<{ blob: string }>`SELECT DISTINCT blob FROM blob_ref WHERE stream = ANY(${streams}::text[])`,
  );
  const blobs = named.map(({ blob }) => blob).sort();
  if (blobs.length === 0) return;
  await transaction.all(
    sql<{ id: string }>`SELECT id FROM blob WHERE id = ANY(${blobs}::text[]) ORDER BY id FOR UPDATE`,
  );
  await transaction.run(sql`DELETE FROM blob_ref WHERE stream = ANY(${streams}::text[])`);
  await transaction.run(
    sql`DELETE FROM blob_part WHERE blob = ANY(${blobs}::text[])
      AND NOT EXISTS (SELECT 1 FROM blob_ref r WHERE r.blob = blob_part.blob)`,
  );
  await transaction.run(
    sql`DELETE FROM blob WHERE id = ANY(${blobs}::text[])
      AND NOT EXISTS (SELECT 1 FROM blob_ref r WHERE r.blob = blob.id)`,
  );
}

/** Once the entries of this message are in the table too. */
export async function eraseBodies(transaction: Transaction, destroyed: readonly Destroyed[]): Promise<void> {
  for (const { stream, entries } of destroyed) {
    await transaction.run(
      sql`UPDATE entry SET salt = NULL, body = NULL WHERE stream = ${stream} AND id = ANY(${entries}::text[])`,
    );
  }
}
