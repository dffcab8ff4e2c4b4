/**
 * OWN: a desk that was restored gets back what it had already sent, in its own order and without a hole: up to where this hub took it. What
 * others brought back beyond that, after the hub was put back too, is in the feeds.
 */
import { ok } from '#shared/kernel/result.ts';
import { wireEntrySchema, type EntryRefusal, type OwnAnswer, type OwnRequest } from '#shared/sync/messages.ts';
import { sql } from '../store/database.ts';
import { readHead, type Hub } from './hub.ts';
import { no, type Served } from './served.ts';
import { wireOf, type EntryRow } from './stored.ts';
import type { Signer } from './writers.ts';

interface AsideRow {
  readonly writer_seq: number;
  readonly result: 'refused' | 'deferred';
  readonly code: string;
  readonly raw: Uint8Array;
}

export async function own(hub: Hub, signer: Signer, request: OwnRequest): Promise<Served<OwnAnswer>> {
  const { writer, fromSeq, limit } = request;
  return hub.database.transact(async (transaction) => {
    const head = await readHead(transaction);
    if (head.epoch !== request.epoch) return no('epoch');
    const known = await transaction.get(
      sql<{ next: number }>`SELECT next_seq AS next FROM writer WHERE id = ${writer} AND desk = ${signer.desk.id}`,
    );
    if (known === undefined) return no('unknownWriter');
    const taken = await transaction.all(
      sql<
        EntryRow & { readonly writer_seq: number }
      >`SELECT id, stream, rev, hash, header, salt, body, writer_seq FROM entry
        WHERE writer = ${writer} AND writer_seq >= ${fromSeq} AND writer_seq < ${known.next}
        ORDER BY writer_seq LIMIT ${limit}`,
    );
    const aside = await transaction.all(
      sql<AsideRow>`SELECT writer_seq, result, code, raw FROM aside WHERE writer = ${writer} AND writer_seq >= ${fromSeq}
        ORDER BY writer_seq LIMIT ${limit}`,
    );
    const all = [
      ...taken.map((row) => ({ seq: row.writer_seq, entry: wireOf(hub, row), result: 'taken' as const })),
      ...aside.map(({ writer_seq: seq, result, code, raw }) => ({
        seq,
        entry: wireEntrySchema.parse(JSON.parse(new TextDecoder().decode(raw))),
        result,
        ...(code === '' ? {} : { code: code as EntryRefusal }),
      })),
    ].sort((a, b) => a.seq - b.seq);
    const entries = all.slice(0, limit).map(({ seq: _seq, ...one }) => one);
    return ok({ entries, more: all.length >= limit });
  });
}
