/**
 * What this desk knows of the contents of attachments (`blob_link`): which there are, which are on this disk, which the hub holds. A row
 * comes with the entry that names the content, in its transaction; so the queue of contents is what the disk says, also after a power cut.
 */
import { z } from 'zod';
import { bodyFromBytes } from '#shared/journal/entry.ts';
import { blobLimit } from '#shared/sync/protocol.ts';
import { all, get, iterate, run, sql, transact, type ReadHandle, type Transaction } from '../store/handles.ts';
import { schemaOf } from '../store/migrate.ts';
import type { Store } from '../store/open.ts';

const hex32 = z.string().regex(/^[0-9a-f]{64}$/);
/** Not strict: a newer program may say more of an attachment, and its content is carried all the same. */
const attached = z.object({ blob: hex32, bytes: z.int().min(0).max(blobLimit.whole), hash: hex32.optional() });

/** Of an `attached` entry that was stored. One that is written here was taken in here, unless it is known already (moved from another case). */
export function noteContent(transaction: Transaction, body: Uint8Array, isWrittenHere: boolean): void {
  const named = namedBy(body);
  if (named === undefined) return;
  const { blob, bytes, hash = '' } = named;
  run(
    transaction,
    sql`INSERT INTO blob_link (blob, bytes, hash, here, at_hub, want, ask_after) VALUES (${blob}, ${bytes}, ${hash}, ${Number(isWrittenHere)}, 0, 0, ${isWrittenHere ? 0 : null})
      ON CONFLICT (blob) DO NOTHING`,
  );
}

/** Undefined for what names none, or was not written by a program like this: its stream shows that. */
function namedBy(body: Uint8Array): z.infer<typeof attached> | undefined {
  try {
    return attached.parse(bodyFromBytes(body).data);
  } catch {
    return undefined;
  }
}

/**
 * Taken in here: what was named before may have been lost, or never have come; and what is only asked for (in a registry, away from its
 * authority) is named by no entry until the hub writes it, and has to be here then.
 */
export const keepContentHere = (
  transaction: Transaction,
  { blob, bytes, hash }: { readonly blob: string; readonly bytes: number; readonly hash: string },
) =>
  run(
    transaction,
    sql`INSERT INTO blob_link (blob, bytes, hash, here, at_hub, want, ask_after) VALUES (${blob}, ${bytes}, ${hash}, 1, 0, 0, 0)
      ON CONFLICT (blob) DO UPDATE SET here = 1, ask_after = 0 WHERE at_hub = 0`,
  );

/** Of a stream that came in or changed: what an open case or a row of a registry names and is not here is to be fetched. */
export function wantContents(transaction: Transaction, stream: string): void {
  run(
    transaction,
    sql`UPDATE blob_link SET want = 1, ask_after = CASE WHEN at_hub = 1 THEN NULL ELSE 0 END
      WHERE here = 0 AND want = 0 AND blob IN (SELECT blob FROM live_file WHERE stream = ${stream})
        AND (EXISTS (SELECT 1 FROM live_case WHERE stream = ${stream} AND is_open = 1)
          OR EXISTS (SELECT 1 FROM live_record WHERE stream = ${stream}))`,
  );
}

export const isAtHub = (handle: ReadHandle | Transaction, blob: string): boolean =>
  get(handle, sql<{ blob: string }>`SELECT blob FROM blob_link WHERE blob = ${blob} AND at_hub = 1`) !== undefined;

/** At each greeting: what the hub lacked a moment ago it may have now. */
export const askAgain = (transaction: Transaction) =>
  run(transaction, sql`UPDATE blob_link SET ask_after = 0 WHERE ask_after > 0`);

/** The hub was put back: what it holds is asked anew. */
export function forgetHubContents(transaction: Transaction): void {
  run(
    transaction,
    sql`UPDATE blob_link SET at_hub = 0, hub_got = 0, ask_after = CASE WHEN here = 1 OR want > 0 THEN 0 ELSE ask_after END WHERE at_hub = 1 OR hub_got > 0`,
  );
}

/** Names of files a backup has to hold: of this desk's cases, as far as their contents came. */
export function* contentsHere(handle: ReadHandle): Generator<{ readonly blob: string }> {
  // A file of an older program holds only what its own desk took in.
  yield* schemaOf(handle) < 3
    ? iterate(handle, sql<{ blob: string }>`SELECT DISTINCT blob FROM live_file`)
    : iterate(
        handle,
        sql<{ blob: string }>`SELECT DISTINCT f.blob FROM live_file f LEFT JOIN blob_link b ON b.blob = f.blob
          WHERE b.here IS NOT 0`,
      );
}

/** For the sweep: of the cases here, and what the hub has not got yet, wherever its case went. The others count as not here from now on. */
export function contentsToKeep({ write, read }: Pick<Store, 'write' | 'read'>): ReadonlySet<string> {
  transact(write, function forgetSwept(transaction) {
    run(
      transaction,
      sql`UPDATE blob_link SET here = 0 WHERE here = 1 AND at_hub = 1
        AND NOT EXISTS (SELECT 1 FROM live_file f WHERE f.blob = blob_link.blob)`,
    );
  });
  const rows = all(
    read,
    sql<{ blob: string }>`SELECT blob FROM live_file UNION SELECT blob FROM blob_link WHERE here = 1 AND at_hub = 0`,
  );
  return new Set(rows.map(({ blob }) => blob));
}
