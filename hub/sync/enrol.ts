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
import { findDesk, findSigner, writersOf, type Signer } from './writers.ts';

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
    const why = await whyNot(hub, transaction, row, request);
    if (why !== undefined) return ok(refused(why));
    const desk = row.desk === '' ? await register(hub, transaction, row, request) : row.desk;
    const state = (await findDesk(transaction, desk))?.state;
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

async function whyNot(
  hub: Hub,
  transaction: Transaction,
  row: InvitationRow,
  request: EnrolRequest,
): Promise<EnrolRefusal | undefined> {
  if (row.station !== request.station) return 'station';
  if (row.desk === '') {
    if (Date.parse(row.expires_at) < hub.ports.clock.now()) return 'expired';
    const known = await findSigner(transaction, request.writer);
    return known === undefined || (await isComingAgain(transaction, known, request)) ? undefined : 'used';
  }
  const signer = await findSigner(transaction, request.writer);
  return signer?.desk.id === row.desk && signer.writer.public_key === request.publicKey ? undefined : 'used';
}

/**
 * It asked before and was never let in (somebody gave up, the program was closed, the operator said no): nothing of it lies here, and
 * whoever invites it again means it.
 */
async function isComingAgain(
  transaction: Transaction,
  { desk, writer }: Signer,
  request: EnrolRequest,
): Promise<boolean> {
  if (desk.state === 'active' || writer.public_key !== request.publicKey) return false;
  return (await writersOf(transaction, desk.id)).every(({ next_seq: next }) => next === 1);
}

/** The desk stands in the register from now on, and waits for a yes; one that comes again does so under the new invitation alone. */
async function register(
  hub: Hub,
  transaction: Transaction,
  row: InvitationRow,
  request: EnrolRequest,
): Promise<string> {
  const known = (await findSigner(transaction, request.writer))?.desk.id;
  const id = known ?? (await formerIdOf(transaction, request)) ?? newId(hub.ports);
  const name = row.name === '' ? request.desk : row.name;
  if (known === undefined) {
    await addDesk(hub, transaction, {
      ...{ id, name, state: 'waiting' },
      grant: { station: row.station, isHall: row.is_hall, parts: row.parts === '' ? [] : row.parts.split(' ') },
      writer: { id: request.writer, publicKey: decodeKey(request.publicKey) },
    });
  } else {
    await transaction.run(sql`DELETE FROM invitation WHERE desk = ${known}`);
    await transaction.run(
      sql`UPDATE desk SET name = ${name}, station = ${row.station}, is_hall = ${row.is_hall}, parts = ${row.parts},
        state = 'waiting', changed_at = ${nowOf(hub)} WHERE id = ${known}`,
    );
  }
  await transaction.run(sql`UPDATE invitation SET desk = ${id} WHERE id = ${row.id}`);
  return id;
}

/** A desk this database has forgotten keeps its id, because registries of its own are in a scope of that name. Never one that stands here. */
async function formerIdOf(transaction: Transaction, { formerId }: EnrolRequest): Promise<string | undefined> {
  if (formerId === null || (await findDesk(transaction, formerId)) !== undefined) return undefined;
  return formerId;
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
