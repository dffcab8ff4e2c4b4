/** HELLO: who this hub is, what it expects next of each of the desk's writers, and how far the desk's entries are safe. */
import { ok } from '#shared/kernel/result.ts';
import { commonProtocol, protocols } from '#shared/sync/protocol.ts';
import type { HelloAnswer, HelloRequest } from '#shared/sync/messages.ts';
import { sql, type Transaction } from '../store/database.ts';
import { catchUp } from './catch-up.ts';
import { beginCollection, isPutBackMeanwhile, lookAgain } from './collection.ts';
import { hasCalled, knowFormer } from './former.ts';
import { encodeKey, nowOf, readHead, type Hub } from './hub.ts';
import { no, type Served } from './served.ts';
import { grantedTo, writersOf, type Signer, type WriterRow } from './writers.ts';

export async function hello(hub: Hub, signer: Signer, request: HelloRequest): Promise<Served<HelloAnswer>> {
  const protocol = commonProtocol(protocols, request.protocol);
  if (protocol === undefined) return no('protocol');
  const keys = { sign: encodeKey(hub.keys.publicKey), stick: await hub.keys.stick.recipient() };
  if (signer.writer.is_former) await hub.database.transact((transaction) => hasCalled(transaction, signer.writer.id));
  const isCollecting = await whileCollecting(hub, signer, request);
  const served = await hub.database.transact(async (transaction) => {
    await knowFormer(transaction, signer, request);
    const head = await readHead(transaction);
    const writers = await writersOf(transaction, signer.desk.id);
    const scopes = grantedTo(signer.desk);
    return ok({
      epoch: head.epoch,
      protocol,
      hubTime: nowOf(hub),
      state: head.state,
      hub: head.writer,
      keys,
      scopes: [...scopes],
      writers: writers.map(({ id, next_seq, safe_seq, head_hash }) => ({
        ...{ writer: id, nextSeq: next_seq, safeSeq: safe_seq, head: head_hash },
      })),
      ...(request.epoch === null || request.epoch === head.epoch
        ? {}
        : { restored: await restoredAt(transaction, scopes), ...returnedBy(signer, writers, head.epoch) }),
    });
  });
  // What only a newer program makes out was left alone while the hub collected.
  if (isCollecting && served.ok && served.value.state === 'open') await catchUp(hub);
  return served;
}

/** What a greeting tells a hub that collects. Answers whether it did. */
async function whileCollecting(hub: Hub, { desk, writer }: Signer, { epoch }: HelloRequest): Promise<boolean> {
  const head = await hub.database.transact(readHead);
  if (head.state !== 'collecting') return false;
  if (isPutBackMeanwhile(head, writer, epoch)) {
    hub.log.warn({ desk: desk.id }, 'the database was put back while it collected: the hub collects anew');
    await beginCollection(hub);
  }
  await hub.database.transact((transaction) => lookAgain(hub, transaction, writer.id, epoch === null));
  return true;
}

/** How far the calling life has come with it, as this database has it. */
function returnedBy({ writer }: Signer, lives: readonly WriterRow[], epoch: string): Pick<HelloAnswer, 'returned'> {
  const now = lives.find(({ id }) => id === writer.id);
  return now === undefined || now.returned_in === epoch ? {} : { returned: now.returns_on };
}

/** Where this epoch began: the feeds as the restored backup had them. */
async function restoredAt(transaction: Transaction, scopes: readonly string[]): Promise<Record<string, number>> {
  const kept = await transaction.get(sql<{ value: string }>`SELECT value FROM hub_setting WHERE key = 'restored'`);
  const found = (kept === undefined ? {} : JSON.parse(kept.value)) as Record<string, number>;
  return Object.fromEntries(scopes.map((scope) => [scope, found[scope] ?? 0]));
}
