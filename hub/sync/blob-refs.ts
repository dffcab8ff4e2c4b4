/** Which streams name which contents: written with the entry that names one, wherever that is ordered. It decides who may have it. */
import { z } from 'zod';
import { bodyFromBytes } from '#shared/journal/entry.ts';
import { blobLimit } from '#shared/sync/protocol.ts';
import { sql, type Transaction } from '../store/database.ts';
import type { Ordered } from './stored.ts';

const hex32 = z.string().regex(/^[0-9a-f]{64}$/);
/** Not strict: a newer program may say more of an attachment, and its content is carried all the same. */
const attached = z.object({ blob: hex32, bytes: z.int().min(0).max(blobLimit.whole), hash: hex32.optional() });

interface Named {
  readonly stream: string;
  readonly blob: string;
  readonly bytes: number;
  readonly hash: string;
}

/** Undefined for what names none, was destroyed, or is not to be read: then there is no content to carry. */
function namedBy({ header, body }: Ordered): Named | undefined {
  if (header.type !== 'attached' || body === null) return undefined;
  try {
    const { blob, bytes, hash = '' } = attached.parse(bodyFromBytes(body).data);
    return { stream: header.stream, blob, bytes, hash };
  } catch {
    return undefined;
  }
}

export async function keepRefs(transaction: Transaction, added: readonly Ordered[]): Promise<void> {
  const named = added.flatMap((entry) => namedBy(entry) ?? []);
  if (named.length === 0) return;
  // Each once, in one order everywhere; one that tells its hash before one that does not.
  const sorted = [...named].sort((a, b) => compare(b.hash, a.hash));
  const once = [...Map.groupBy(sorted, ({ blob }) => blob).values()].flatMap(([first]) => first ?? []);
  const contents = once.sort((a, b) => compare(a.blob, b.blob));
  // What is known is written as it is, for the lock: whoever destroys its last file at this moment (`erase.ts`) waits and sees this one.
  await transaction.run(
    sql`INSERT INTO blob (id, bytes, hash, got, is_whole)
      SELECT id, bytes, hash, 0, false FROM unnest(${contents.map(({ blob }) => blob)}::text[],
        ${contents.map(({ bytes }) => bytes)}::bigint[], ${contents.map(({ hash }) => hash)}::text[]) AS new (id, bytes, hash)
      ON CONFLICT (id) DO UPDATE SET bytes = blob.bytes`,
  );
  // Who says that a known content is another one may be mistaken or worse; it opens nothing to anybody.
  await transaction.run(
    sql`INSERT INTO blob_ref (blob, stream) SELECT new.id, new.stream
      FROM unnest(${named.map(({ blob }) => blob)}::text[], ${named.map(({ stream }) => stream)}::text[],
        ${named.map(({ bytes }) => bytes)}::bigint[], ${named.map(({ hash }) => hash)}::text[]) AS new (id, stream, bytes, hash)
      JOIN blob b ON b.id = new.id AND b.bytes = new.bytes AND (new.hash = '' OR b.hash = '' OR b.hash = new.hash)
      ON CONFLICT (blob, stream) DO NOTHING`,
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
