/**
 * BLOB: contents of attachments. They are taken piece by piece, each in a transaction of its own, from whoever has a stream that names them;
 * given only to a desk that has such a stream in its scopes now. For all others there is no such content.
 */
import { toHex } from '#shared/journal/entry.ts';
import { ok } from '#shared/kernel/result.ts';
import type { BlobAnswer, BlobAsk, BlobRequest, BlobSaid } from '#shared/sync/blob-messages.ts';
import { sql, type Transaction } from '../store/database.ts';
import { raiseAlarm } from './alarms.ts';
import { Fenced, readHead, type Hub } from './hub.ts';
import { no, type Served } from './served.ts';
import { grantedTo, type Signer } from './writers.ts';

interface BlobRow {
  readonly id: string;
  readonly bytes: number;
  readonly hash: string;
  readonly got: number;
  readonly is_whole: boolean;
}

const none: BlobSaid = { is: 'none' };

export async function blob(hub: Hub, signer: Signer, { epoch, ask }: BlobRequest): Promise<Served<BlobAnswer>> {
  const served = await hub.database.transact<Served<BlobAnswer>>(async (transaction) => {
    const head = await readHead(transaction);
    if (head.epoch !== epoch) return no('epoch');
    if (head.state === 'collecting') return no('collecting');
    if (head.fence !== hub.fence) throw new Fenced('another process has taken over this database');
    return ok({ said: await say(hub, transaction, signer, ask) });
  });
  // Whoever waits for it listens.
  if (served.ok && served.value.said.is === 'put' && served.value.said.isWhole) hub.bell.ring();
  return served;
}

function say(hub: Hub, transaction: Transaction, signer: Signer, ask: BlobAsk): Promise<BlobSaid> {
  if (ask.is === 'has') return has(transaction, signer, ask.blobs);
  return ask.is === 'put' ? put(hub, transaction, signer, ask) : give(hub, transaction, signer, ask);
}

/** In a scope of the desk now. */
const seenBy = (transaction: Transaction, signer: Signer, blobs: readonly string[]): Promise<BlobRow[]> =>
  transaction.all(
    sql<BlobRow>`SELECT id, bytes, hash, got, is_whole FROM blob WHERE id = ANY(${blobs}::text[])
      AND EXISTS (SELECT 1 FROM blob_ref r JOIN stream_scope s ON s.stream = r.stream
        WHERE r.blob = blob.id AND s.scope = ANY(${[...grantedTo(signer.desk)]}::text[])) ORDER BY id`,
  );

/** Named by an entry of the desk's own: its content is the desk's to send, also where the case left it or is a part it may not read. */
const writtenBy = (transaction: Transaction, { desk }: Signer, blobs: readonly string[]): Promise<BlobRow[]> =>
  transaction.all(
    sql<BlobRow>`SELECT id, bytes, hash, got, is_whole FROM blob WHERE id = ANY(${blobs}::text[])
      AND EXISTS (SELECT 1 FROM blob_ref r JOIN entry e ON e.stream = r.stream AND e.type = 'attached'
        JOIN writer w ON w.id = e.writer WHERE r.blob = blob.id AND w.desk = ${desk.id}) ORDER BY id`,
  );

async function has(transaction: Transaction, signer: Signer, blobs: readonly string[]): Promise<BlobSaid> {
  const seen = await seenBy(transaction, signer, blobs);
  const known = new Set(seen.map(({ id }) => id));
  const own = await writtenBy(
    transaction,
    signer,
    blobs.filter((id) => !known.has(id)),
  );
  return {
    is: 'has',
    blobs: [...seen, ...own].map(({ id, got, is_whole }) => ({ blob: id, bytes: got, isWhole: is_whole })),
  };
}

async function put(
  hub: Hub,
  transaction: Transaction,
  signer: Signer,
  ask: Extract<BlobAsk, { is: 'put' }>,
): Promise<BlobSaid> {
  const [own] = await writtenBy(transaction, signer, [ask.blob]);
  const [found = own] = await seenBy(transaction, signer, [ask.blob]);
  // Of one whose entry tells no hash, the desk that named it is believed and no other.
  if (found === undefined || (found.hash === '' && own === undefined)) return none;
  const row = await transaction.get(
    sql<BlobRow>`SELECT id, bytes, hash, got, is_whole FROM blob WHERE id = ${ask.blob} FOR UPDATE`,
  );
  if (row === undefined) return none;
  if (row.is_whole) return { is: 'put', next: row.bytes, isWhole: true, isWrong: false };
  if (row.bytes !== ask.size || (row.hash !== '' && row.hash !== ask.hash)) return wrong(row);
  if (row.got !== ask.offset) return { is: 'put', next: row.got, isWhole: false, isWrong: false };
  return append(hub, transaction, row, ask);
}

const wrong = ({ got }: BlobRow): BlobSaid => ({ is: 'put', next: got, isWhole: false, isWrong: true });

async function append(
  hub: Hub,
  transaction: Transaction,
  row: BlobRow,
  ask: Extract<BlobAsk, { is: 'put' }>,
): Promise<BlobSaid> {
  const bytes = new Uint8Array(Buffer.from(ask.bytes, 'base64'));
  const got = row.got + bytes.length;
  if (got > row.bytes || (bytes.length === 0 && row.bytes > 0)) return throwAway(transaction, row);
  await transaction.run(
    sql`INSERT INTO blob_part (blob, pos, data) VALUES (${row.id}, ${row.got}, ${hub.keys.seal(contextOf(row.id, row.got), bytes)})`,
  );
  const isWhole = got === row.bytes;
  if (isWhole && (await hashOf(hub, transaction, row)) !== ask.hash) return throwAway(transaction, row);
  await transaction.run(
    sql`UPDATE blob SET got = ${got}, is_whole = ${isWhole}, hash = CASE WHEN ${isWhole} THEN ${ask.hash} ELSE hash END
      WHERE id = ${row.id}`,
  );
  return { is: 'put', next: got, isWhole, isWrong: false };
}

/** Bound into the seal, so that a piece laid in another's place does not open. */
const contextOf = (id: string, pos: number): string => `blob ${id} ${String(pos)}`;

interface PartRow {
  readonly pos: number;
  readonly data: Uint8Array;
}

/** Over all pieces, one in memory after the other; '' where one is missing or does not open, which fits no hash. */
async function hashOf(hub: Hub, transaction: Transaction, { id, bytes }: BlobRow): Promise<string> {
  const whole = new Uint8Array(bytes);
  for (let pos = 0; pos < bytes; ) {
    const piece = await pieceAt(hub, transaction, id, pos);
    if (piece?.pos !== pos || piece.bytes.length === 0) return '';
    whole.set(piece.bytes, pos);
    pos += piece.bytes.length;
  }
  return toHex(hub.ports.sm3(whole));
}

/** The piece in which a position lies. */
async function pieceAt(
  hub: Hub,
  transaction: Transaction,
  id: string,
  at: number,
): Promise<{ readonly pos: number; readonly bytes: Uint8Array } | undefined> {
  const row = await transaction.get(
    sql<PartRow>`SELECT pos, data FROM blob_part WHERE blob = ${id} AND pos <= ${at} ORDER BY pos DESC LIMIT 1`,
  );
  const bytes = row && hub.keys.open(contextOf(id, row.pos), row.data);
  return row === undefined || bytes === undefined ? undefined : { pos: row.pos, bytes };
}

async function throwAway(transaction: Transaction, { id }: BlobRow): Promise<BlobSaid> {
  await transaction.run(sql`DELETE FROM blob_part WHERE blob = ${id}`);
  await transaction.run(sql`UPDATE blob SET got = 0, is_whole = false WHERE id = ${id}`);
  return { is: 'put', next: 0, isWhole: false, isWrong: true };
}

async function give(
  hub: Hub,
  transaction: Transaction,
  signer: Signer,
  ask: Extract<BlobAsk, { is: 'get' }>,
): Promise<BlobSaid> {
  const [row] = await seenBy(transaction, signer, [ask.blob]);
  if (row?.is_whole !== true || ask.offset > row.bytes) return none;
  const piece = await pieceAt(hub, transaction, row.id, ask.offset);
  if (piece === undefined) return spoilt(hub, transaction, row);
  const bytes = Buffer.from(piece.bytes.subarray(ask.offset - piece.pos)).toString('base64');
  return { is: 'piece', size: row.bytes, offset: ask.offset, hash: row.hash, bytes };
}

/** It rotted, or somebody changed it: a person is told, and whoever has it may send it anew. */
async function spoilt(hub: Hub, transaction: Transaction, row: BlobRow): Promise<BlobSaid> {
  await raiseAlarm(hub, transaction, 'blobDamaged', { blob: row.id });
  await throwAway(transaction, row);
  return none;
}
