/**
 * What a desk wrote before it came to the hub, in lives it has left behind. A desk that was copied while it stood alone has such a life in
 * common with its copy: the hub has it as one desk's, and the other may send of it what it holds, once the life itself has vouched for it.
 */
import { introductionBytes } from '#shared/sync/call.ts';
import type { HelloRequest, Introduction } from '#shared/sync/messages.ts';
import { verifyEd25519 } from '../keys/hub-keys.ts';
import { sql, type Transaction } from '../store/database.ts';
import { decodeKey } from './hub.ts';
import { findSigner, insertWriter, type Signer } from './writers.ts';

/** Whether the life before signed for this one. `publicKey`: of the life before. */
export function isVouchedFor(publicKey: string, { writer, publicKey: key, from, signature }: Introduction): boolean {
  const said = new Uint8Array(Buffer.from(signature, 'base64'));
  return verifyEd25519(decodeKey(publicKey), introductionBytes(from, writer, key), said);
}

/** What a greeting tells of lives before: this desk's own to send, or another's that it has in common with it. */
export async function knowFormer(
  transaction: Transaction,
  { desk }: Signer,
  { former, introductions }: Pick<HelloRequest, 'former' | 'introductions'>,
): Promise<void> {
  for (const { writer: id, publicKey } of former)
    await insertWriter(transaction, { id, desk: desk.id, station: desk.station, publicKey, isFormer: true });
  // Each is vouched for by the one after it, and the last by one of this desk's: the latest first.
  let left = former.map(({ writer: id }) => id);
  for (;;) {
    const rest: string[] = [];
    for (const id of left) {
      if (await isInCommon(transaction, desk.id, id, introductions)) await keepCommon(transaction, desk.id, id);
      else rest.push(id);
    }
    if (rest.length === left.length) return;
    left = rest;
  }
}

async function isInCommon(
  transaction: Transaction,
  desk: string,
  id: string,
  introductions: readonly Introduction[],
): Promise<boolean> {
  const life = await findSigner(transaction, id);
  if (life === undefined || (await maySend(transaction, desk, life))) return false;
  for (const introduction of introductions.filter(({ from }) => from === id)) {
    const next = await findSigner(transaction, introduction.writer);
    const isHere = next !== undefined && (await maySend(transaction, desk, next));
    if (isHere && isVouchedFor(life.writer.public_key, introduction)) return true;
  }
  return false;
}

async function maySend(transaction: Transaction, desk: string, { writer, desk: of }: Signer): Promise<boolean> {
  return of.id === desk || (await isCommon(transaction, desk, writer.id));
}

const isCommon = async (transaction: Transaction, desk: string, writer: string): Promise<boolean> =>
  (await transaction.get(
    sql<{ desk: string }>`SELECT desk FROM common_life WHERE desk = ${desk} AND writer = ${writer}`,
  )) !== undefined;

const keepCommon = (transaction: Transaction, desk: string, writer: string): Promise<number> =>
  transaction.run(
    sql`INSERT INTO common_life (desk, writer) VALUES (${desk}, ${writer}) ON CONFLICT (desk, writer) DO NOTHING`,
  );

export const isShared = async (transaction: Transaction, writer: string): Promise<boolean> =>
  (await transaction.get(sql<{ desk: string }>`SELECT desk FROM common_life WHERE writer = ${writer} LIMIT 1`)) !==
  undefined;

/** It was told of as a former life of its copy, and works on beside it: a hub that collects waits for it too. */
export const hasCalled = (transaction: Transaction, writer: string): Promise<number> =>
  transaction.run(sql`UPDATE writer SET is_former = false WHERE id = ${writer}`);

/** The desk it was copied from comes after its copy: from now on the life it goes on with is its own, and the copy's in common. */
export async function giveLife(transaction: Transaction, { writer, desk }: Signer, to: string): Promise<void> {
  await keepCommon(transaction, desk.id, writer.id);
  await transaction.run(sql`UPDATE writer SET desk = ${to}, is_former = false WHERE id = ${writer.id}`);
}
