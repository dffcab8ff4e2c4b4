/** The queue of contents on disk: what the hub is asked about, what it lacks, what is to come. Each change is one transaction. */
import type { BlobSaid } from '#shared/sync/blob-messages.ts';
import { blobLimit } from '#shared/sync/protocol.ts';
import type { DeskCore } from '../core.ts';
import { all, get, run, sql, transact, type ReadHandle, type Transaction } from '../store/handles.ts';

/**
 * When the hub is asked again, at the earliest: somebody else has to send it first (the desk asks where listening ended, which it does
 * when something came to the hub); it does not know the entry; what we have is not what was announced.
 */
export const againAfter = { missing: 3000, lacking: 60_000, unknown: 600_000, wrong: 24 * 3_600_000 } as const;

export interface ContentRow {
  readonly blob: string;
  readonly bytes: number;
  readonly hash: string;
  readonly here: number;
  readonly at_hub: number;
  readonly want: number;
}

export const rowOf = (read: ReadHandle, blob: string): ContentRow | undefined =>
  get(read, sql<ContentRow>`SELECT blob, bytes, hash, here, at_hub, want FROM blob_link WHERE blob = ${blob}`);

export const rowsToAsk = (read: ReadHandle, now: number): ContentRow[] =>
  all(
    read,
    sql<ContentRow>`SELECT blob, bytes, hash, here, at_hub, want FROM blob_link WHERE ask_after <= ${now}
      ORDER BY ask_after LIMIT ${blobLimit.asked}`,
  );

/** What somebody waits for first; `least` 2: only that. */
export const nextToFetch = (read: ReadHandle, least: 1 | 2): ContentRow | undefined =>
  get(
    read,
    sql<ContentRow>`SELECT blob, bytes, hash, here, at_hub, want FROM blob_link
      WHERE at_hub = 1 AND want >= ${least} AND want > 0 AND here = 0 ORDER BY want DESC LIMIT 1`,
  );

export const askAt = (transaction: Transaction, blob: string, at: number) =>
  run(transaction, sql`UPDATE blob_link SET ask_after = ${at} WHERE blob = ${blob}`);

/** How much of it the hub has: a file on a stick goes on from there, days later. */
export const keepGot = (transaction: Transaction, blob: string, got: number) =>
  run(transaction, sql`UPDATE blob_link SET hub_got = ${got} WHERE blob = ${blob}`);

export const keepAtHub = (transaction: Transaction, blob: string) =>
  run(transaction, sql`UPDATE blob_link SET at_hub = 1, ask_after = NULL WHERE blob = ${blob}`);

/** What the hub said of those it was asked about; answers what it has got whole, and what it lacks of what is here. */
export function keepHas(
  core: DeskCore,
  asked: readonly ContentRow[],
  said: Extract<BlobSaid, { is: 'has' }>,
): { readonly whole: readonly string[]; readonly lacking: readonly { blob: string; offset: number }[] } {
  const now = core.ports.clock.now();
  const saidOf = new Map(said.blobs.map((one) => [one.blob, one]));
  return transact(core.store.write, function keepHas(transaction) {
    const whole: string[] = [];
    const lacking: { blob: string; offset: number }[] = [];
    for (const { blob, here } of asked) {
      const one = saidOf.get(blob);
      if (one?.isWhole === true) {
        keepAtHub(transaction, blob);
        whole.push(blob);
      } else if (here === 0) waitFor(transaction, blob, now);
      else if (one === undefined) askAt(transaction, blob, now + againAfter.unknown);
      else {
        lacking.push({ blob, offset: one.bytes });
        keepGot(transaction, blob, one.bytes);
        askAt(transaction, blob, now + againAfter.lacking);
      }
    }
    return { whole, lacking };
  });
}

/** Until whoever has it has sent it. What no case here names any more nobody waits for. */
function waitFor(transaction: Transaction, blob: string, now: number): void {
  const named = get(transaction, sql<{ stream: string }>`SELECT stream FROM live_file WHERE blob = ${blob} LIMIT 1`);
  if (named !== undefined) askAt(transaction, blob, now + againAfter.missing);
  else {
    run(transaction, sql`UPDATE blob_link SET want = 0, ask_after = NULL WHERE blob = ${blob}`);
    dropParts(transaction, blob);
  }
}

/** The hub has not got it after all. What came of it stays, for going on. */
export const keepNotThere = (core: DeskCore, blob: string, after: number): void => {
  transact(core.store.write, (transaction) => {
    run(
      transaction,
      sql`UPDATE blob_link SET at_hub = 0, ask_after = ${core.ports.clock.now() + after} WHERE blob = ${blob}`,
    );
  });
};

export const keepHere = (transaction: Transaction, blob: string, hash: string): void => {
  run(transaction, sql`UPDATE blob_link SET here = 1, want = 0, hash = ${hash} WHERE blob = ${blob}`);
  dropParts(transaction, blob);
};

export const dropParts = (transaction: Transaction, blob: string) =>
  run(transaction, sql`DELETE FROM blob_part WHERE blob = ${blob}`);

/** How far it has come. */
export const partsEnd = (read: ReadHandle, blob: string): number =>
  get(
    read,
    sql<{
      end: number;
    }>`SELECT pos + length(data) AS end FROM blob_part WHERE blob = ${blob} ORDER BY pos DESC LIMIT 1`,
  )?.end ?? 0;

export const keepPart = (transaction: Transaction, blob: string, pos: number, data: Uint8Array) =>
  run(transaction, sql`INSERT INTO blob_part (blob, pos, data) VALUES (${blob}, ${pos}, ${data})`);

export const partsOf = (read: ReadHandle, blob: string): Uint8Array =>
  Buffer.concat(
    all(read, sql<{ data: Uint8Array }>`SELECT data FROM blob_part WHERE blob = ${blob} ORDER BY pos`).map(
      ({ data }) => data,
    ),
  );

/** Cases on whose page something changes with it. */
export const casesWith = (read: ReadHandle, blob: string): string[] =>
  all(read, sql<{ stream: string }>`SELECT DISTINCT stream FROM live_file WHERE blob = ${blob}`).map(
    ({ stream }) => stream,
  );
