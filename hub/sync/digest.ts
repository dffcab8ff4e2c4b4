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
    // What came into the scope up to there and has not left since.
    const rows = await transaction.all(
      sql<Row>`SELECT f.stream, f.rev, e.hash FROM feed f
        JOIN stream_scope s ON s.stream = f.stream AND s.scope = f.scope AND s.since <= f.pos
        JOIN entry e ON e.stream = f.stream AND e.rev = f.rev WHERE f.scope = ${scope} AND f.pos <= ${upto}`,
    );
    const named = new Set(rows.map(({ stream }) => stream).filter((stream) => list.includes(bucketOf(stream))));
    return ok({ buckets: digestOf(hub.ports.sm3, rows), streams: [...named] });
  });
}
