/** FETCH: whole streams, for a desk whose ordered part does not fit what comes in (after a restore, a re-entry, a digest that differs). */
import { ok } from '#shared/kernel/result.ts';
import type { FeedRow, FetchAnswer, FetchRequest } from '#shared/sync/messages.ts';
import { sql } from '../store/database.ts';
import { readHead, type Hub } from './hub.ts';
import { no, type Served } from './served.ts';
import { tagOf, wireOf, type EntryRow } from './stored.ts';
import { grantedTo, type Signer } from './writers.ts';

interface Member {
  readonly stream: string;
  readonly pos: number;
}

export async function fetchStreams(hub: Hub, signer: Signer, request: FetchRequest): Promise<Served<FetchAnswer>> {
  const { scope, streams } = request;
  if (!grantedTo(signer.desk).includes(scope)) return no('scope');
  return hub.database.transact(async (transaction) => {
    const head = await readHead(transaction);
    if (head.epoch !== request.epoch) return no('epoch');
    if (head.state === 'collecting') return no('collecting');
    const members = await transaction.all(
      sql<Member>`SELECT s.stream, max(f.pos) AS pos FROM stream_scope s JOIN feed f ON f.scope = s.scope AND f.stream = s.stream
        WHERE s.scope = ${scope} AND s.stream = ANY(${streams}::text[]) GROUP BY s.stream`,
    );
    const posOf = new Map(members.map(({ stream, pos }) => [stream, pos]));
    const rows = await transaction.all(
      sql<EntryRow & { readonly writer: string }>`SELECT id, stream, rev, hash, header, salt, body, writer FROM entry
        WHERE stream = ANY(${[...posOf.keys()]}::text[]) ORDER BY stream, rev`,
    );
    return ok({
      streams: [...posOf.keys()],
      rows: rows.map((row): FeedRow => {
        const place = { scope, pos: posOf.get(row.stream) ?? 0, rev: row.rev, tag: tagOf(hub, row) };
        if (row.writer === signer.writer.id) return { is: 'own', ...place, stream: row.stream, id: row.id };
        return { is: 'entry', ...place, entry: wireOf(hub, row) };
      }),
    });
  });
}
