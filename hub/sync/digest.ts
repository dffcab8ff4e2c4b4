/** DIGEST: the hashes of a scope's buckets as the hub has it, for the nightly comparison. */
import { ok } from '#shared/kernel/result.ts';
import { bucketOf, digestOf } from '#shared/sync/digest.ts';
import type { DigestAnswer, DigestRequest } from '#shared/sync/messages.ts';
import { sql } from '../store/database.ts';
import { readHead, type Hub } from './hub.ts';
import { no, type Served } from './served.ts';
import { grantedTo, type Signer } from './writers.ts';

interface Row {
  readonly stream: string;
  readonly rev: number;
  readonly hash: string;
}

export async function digest(
  hub: Hub,
  signer: Signer,
  { epoch, scope, upto, list = [] }: DigestRequest,
): Promise<Served<DigestAnswer>> {
  if (!grantedTo(signer.desk).includes(scope)) return no('scope');
  return hub.database.transact(async (transaction) => {
    const head = await readHead(transaction);
    if (head.epoch !== epoch) return no('epoch');
    // As the scope was at that place of its feed, which is as far as the desk has come: what left or came in behind it says nothing yet.
    const rows = await transaction.all(
      sql<Row>`SELECT f.stream, f.rev, e.hash FROM feed f
        JOIN entry e ON e.stream = f.stream AND e.rev = f.rev
        LEFT JOIN (SELECT stream, max(pos) AS pos FROM feed WHERE scope = ${scope} AND rev = 0 AND pos <= ${upto} GROUP BY stream) l
          ON l.stream = f.stream
        WHERE f.scope = ${scope} AND f.pos <= ${upto} AND (l.pos IS NULL OR f.pos > l.pos)`,
    );
    const named = new Set(rows.map(({ stream }) => stream).filter((stream) => list.includes(bucketOf(stream))));
    return ok({ buckets: digestOf(hub.ports.sm3, rows), streams: [...named] });
  });
}
