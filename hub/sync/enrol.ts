/** Letting a desk in (shared/sync/enrol.ts): invitations, the proof that both know the code, and a person's yes. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { commonProtocol, protocols } from '#shared/sync/protocol.ts';
import {
  comparison,
  invitationHours,
  makeCode,
  proofText,
  stretching,
  type EnrolAnswer,
  type EnrolRefusal,
  type EnrolRequest,
} from '#shared/sync/enrol.ts';
import { ok } from '#shared/kernel/result.ts';
import type { Grant } from '#shared/sync/scopes.ts';
import { scrypt } from '../keys/scrypt.ts';
import { sql, type Transaction } from '../store/database.ts';
import { addDesk } from './desks.ts';
import { decodeKey, newId, nowOf, type Hub } from './hub.ts';
import { no, type Served } from './served.ts';
import { giveLife, isShared } from './former.ts';
import { findDesk, findSigner, insertWriter, writersOf, type Signer } from './writers.ts';

const hour = 3_600_000;

export interface NewInvitation {
  readonly name: string;
  readonly grant: Grant;
}

export interface Invited {
  readonly id: string;
  /** Shown once; only its stretched form is kept. */
  readonly code: string;
  readonly expiresAt: string;
}

export async function invite(hub: Hub, { name, grant }: NewInvitation): Promise<Invited> {
  const code = makeCode(hub.ports.random.bytes(12));
  const key = await scrypt(code, Buffer.from(stretching.salt), stretching);
  const id = newId(hub.ports);
  const expiresAt = new Date(hub.ports.clock.now() + invitationHours * hour).toISOString();
  await hub.database.transact((transaction) =>
    transaction.run(
      sql`INSERT INTO invitation (id, key, name, station, is_hall, parts, expires_at, desk)
        VALUES (${id}, ${hub.keys.seal(`invitation ${id}`, key)}, ${name}, ${grant.station}, ${grant.isHall},
          ${grant.parts.join(' ')}, ${expiresAt}, '')`,
    ),
  );
  return { id, code, expiresAt };
}

interface InvitationRow {
  readonly id: string;
  readonly key: Uint8Array;
  readonly name: string;
  readonly station: string;
  readonly is_hall: boolean;
  readonly parts: string;
  readonly expires_at: string;
  readonly desk: string;
}

const refused = (why: EnrolRefusal): EnrolAnswer => ({ state: 'refused', why, proof: '' });

/** Asked again and again by the desk until the operator has said yes or no. `pin`: of this hub's TLS key. */
export async function enrol(hub: Hub, pin: string, request: EnrolRequest): Promise<Served<EnrolAnswer>> {
  if (commonProtocol(protocols, request.protocol) === undefined) return no('protocol');
  return hub.database.transact(async (transaction) => {
    const found = await findInvitation(hub, transaction, pin, request);
    if (found === undefined) return ok(refused('code'));
    const { row, key } = found;
    const desk = await deskFor(hub, transaction, row, request);
    if ('why' in desk) return ok(refused(desk.why));
    const state = (await findDesk(transaction, desk.id))?.state;
    if (state === 'revoked') return ok(refused('declined'));
    const proof = mac(key, proofText('hub', pin, request.writer, request.publicKey));
    return ok({ state: state === 'active' ? 'joined' : 'waiting', proof: proof.toString('hex') });
  });
}

const mac = (key: Uint8Array, text: string): Buffer => createHmac('sha256', key).update(text).digest();

async function findInvitation(
  hub: Hub,
  transaction: Transaction,
  pin: string,
  { writer, publicKey, proof }: EnrolRequest,
): Promise<{ readonly row: InvitationRow; readonly key: Uint8Array } | undefined> {
  const rows = await transaction.all(
    sql<InvitationRow>`SELECT id, key, name, station, is_hall, parts, expires_at, desk FROM invitation ORDER BY id FOR UPDATE`,
  );
  const said = Buffer.from(proof, 'hex');
  for (const row of rows) {
    const key = hub.keys.open(`invitation ${row.id}`, row.key);
    if (key !== undefined && timingSafeEqual(mac(key, proofText('desk', pin, writer, publicKey)), said))
      return { row, key };
  }
  return undefined;
}

async function deskFor(
  hub: Hub,
  transaction: Transaction,
  row: InvitationRow,
  request: EnrolRequest,
): Promise<{ readonly id: string } | { readonly why: EnrolRefusal }> {
  if (row.station !== request.station) return { why: 'station' };
  if (row.desk !== '') {
    const signer = await findSigner(transaction, request.writer);
    const isHis = signer?.desk.id === row.desk && signer.writer.public_key === request.publicKey;
    return isHis ? { id: row.desk } : { why: 'used' };
  }
  if (Date.parse(row.expires_at) < hub.ports.clock.now()) return { why: 'expired' };
  const seat = await seatOf(hub, transaction, request);
  return typeof seat === 'string' ? { why: seat } : { id: await register(hub, transaction, row, request, seat) };
}

/** Where it comes to stand in the register: in a row of its own, in one that nobody uses, or with the life it shared with its copy until now. */
type Seat =
  | { readonly is: 'new'; readonly id: string }
  | { readonly is: 'unused'; readonly id: string }
  | { readonly is: 'shared'; readonly id: string; readonly life: Signer };

async function seatOf(hub: Hub, transaction: Transaction, request: EnrolRequest): Promise<Seat | EnrolRefusal> {
  const known = await findSigner(transaction, request.writer);
  const id = request.formerId ?? newId(hub.ports);
  if (known === undefined) return seatOfForgotten(transaction, id);
  const { desk, writer } = known;
  if (writer.public_key !== request.publicKey) return 'used';
  // Of a row that was forgotten with its copy's: this one need not join, it is known by now.
  if (writer.is_former) return desk.id === id ? 'twin' : { is: 'shared', id, life: known };
  return desk.state !== 'active' && (await isUnused(transaction, desk.id)) ? { is: 'unused', id: desk.id } : 'used';
}

/**
 * It keeps its id, because registries of its own are in a scope of that name. Where that row stands, its copy was let in under it and has not
 * told of this one yet; unless that one was shut out before anything came of it.
 */
async function seatOfForgotten(transaction: Transaction, id: string): Promise<Seat | EnrolRefusal> {
  const row = await findDesk(transaction, id);
  if (row === undefined) return { is: 'new', id };
  return row.state === 'revoked' && (await isUnused(transaction, id)) ? { is: 'unused', id } : 'twin';
}

/**
 * It asked before and was never let in (somebody gave up, the program was closed, the operator said no): nothing of it lies here, and
 * whoever invites it again means it. What its copy sent of a life both have is none of its own doing.
 */
async function isUnused(transaction: Transaction, id: string): Promise<boolean> {
  const sent = (await writersOf(transaction, id)).filter(({ next_seq: next }) => next > 1);
  for (const { id: life } of sent) if (!(await isShared(transaction, life))) return false;
  return true;
}

/** The desk stands in the register from now on, and waits for a yes; one that comes again does so under the new invitation alone. */
async function register(
  hub: Hub,
  transaction: Transaction,
  row: InvitationRow,
  request: EnrolRequest,
  seat: Seat,
): Promise<string> {
  const { id } = seat;
  const name = row.name === '' ? request.desk : row.name;
  const writer = { id: request.writer, publicKey: decodeKey(request.publicKey) };
  if (seat.is === 'unused') {
    await transaction.run(sql`DELETE FROM invitation WHERE desk = ${id}`);
    await transaction.run(
      sql`UPDATE desk SET name = ${name}, station = ${row.station}, is_hall = ${row.is_hall}, parts = ${row.parts},
        state = 'waiting', changed_at = ${nowOf(hub)} WHERE id = ${id}`,
    );
    await transaction.run(sql`DELETE FROM writer WHERE desk = ${id} AND id <> ${writer.id}`);
    await insertWriter(transaction, { ...writer, desk: id, station: row.station, publicKey: request.publicKey });
  } else {
    const grant = { station: row.station, isHall: row.is_hall, parts: row.parts === '' ? [] : row.parts.split(' ') };
    await addDesk(hub, transaction, { id, name, state: 'waiting', grant, writer });
    if (seat.is === 'shared') await giveLife(transaction, seat.life, id);
  }
  await transaction.run(sql`UPDATE invitation SET desk = ${id} WHERE id = ${row.id}`);
  return id;
}

export interface WaitingDesk {
  readonly id: string;
  readonly name: string;
  readonly station: string;
  /** As the desk shows it too. */
  readonly comparison: string;
}

export async function waitingDesks(hub: Hub, transaction: Transaction, pin: string): Promise<WaitingDesk[]> {
  const rows = await transaction.all(
    sql<{ id: string; name: string; station: string; public_key: string }>`SELECT d.id, d.name, d.station, w.public_key
      FROM desk d JOIN writer w ON w.desk = d.id WHERE d.state = 'waiting' ORDER BY d.id`,
  );
  return rows.map(({ id, name, station, public_key: key }) => ({
    id,
    name,
    station,
    comparison: comparison(hub.ports.sm3, pin, key),
  }));
}

/**
 * The operator has compared. The first desk of a hub is the township's authority until now: its registries become the township's, its
 * official numbers go on. Answers false where no such desk waits.
 */
export async function letIn(hub: Hub, transaction: Transaction, desk: string, isYes: boolean): Promise<boolean> {
  const changed = await transaction.run(
    sql`UPDATE desk SET state = ${isYes ? 'active' : 'revoked'}, changed_at = ${nowOf(hub)}
      WHERE id = ${desk} AND state = 'waiting'`,
  );
  if (changed > 0 && isYes)
    await transaction.run(
      sql`INSERT INTO hub_setting (key, value) VALUES ('founder', ${desk}) ON CONFLICT (key) DO NOTHING`,
    );
  return changed > 0;
}
