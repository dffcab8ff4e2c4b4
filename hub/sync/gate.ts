/**
 * Who calls: the signature of a writer the hub knows, on a call that is young by the hub's own clock and comes for the first time. A new
 * life of a known desk introduces itself with the signature of the life before; the second that does so with the same is a clone, and a person decides.
 */
import { ok, type Result } from '#shared/kernel/result.ts';
import type { Clock } from '#shared/kernel/ports.ts';
import { signedBytes, type Call } from '#shared/sync/call.ts';
import { stickRefusals, type StickRefusal } from '#shared/sync/carry.ts';
import type { EnrolRequest } from '#shared/sync/enrol.ts';
import type { HelloRequest, HubRefusal, Introduction } from '#shared/sync/messages.ts';
import { callWindow } from '#shared/sync/protocol.ts';
import type { StickText } from '#shared/sync/stick.ts';
import { verifyEd25519 } from '../keys/hub-keys.ts';
import { sql, type Transaction } from '../store/database.ts';
import { raiseAlarm } from './alarms.ts';
import { decodeKey, type Hub } from './hub.ts';
import { no, type Served } from './served.ts';
import { noteCaller } from './strangers.ts';
import { isVouchedFor } from './former.ts';
import { findSigner, insertWriter, type Signer } from './writers.ts';

/** Nonces of the calls of the last minutes; a repeat is refused. In memory: every message is harmless when repeated after a start. */
export interface Gate {
  readonly isFirst: (writer: string, nonce: string) => boolean;
}

export function createGate(clock: Clock): Gate {
  let old = new Set<string>();
  let young = new Set<string>();
  let turned = clock.now();
  return {
    isFirst: (writer, nonce) => {
      if (Math.abs(clock.now() - turned) > callWindow) {
        [old, young, turned] = [young, new Set(), clock.now()];
      }
      const key = `${writer} ${nonce}`;
      if (young.has(key) || old.has(key)) return false;
      young.add(key);
      return true;
    },
  };
}

export async function checkCall(hub: Hub, gate: Gate, call: Call, request: object): Promise<Served<Signer>> {
  const hello = helloIn(call, request);
  const signer = await findCaller(hub, call.head.writer, hello);
  if (!signer.ok) return signer;
  const { writer, desk } = signer.value;
  if (!isSigned(hub, call, decodeKey(writer.public_key))) return no('signature');
  if (desk.state !== 'active') return no(desk.state === 'waiting' ? 'unknownWriter' : 'revoked');
  // HELLO tells the time, so it cannot be asked to know it.
  const age = Math.abs(hub.ports.clock.now() - Date.parse(call.head.time));
  if (call.name !== 'HELLO' && age > callWindow) return no('stale');
  return gate.isFirst(writer.id, call.head.nonce) ? signer : no('replayed');
}

/** A desk that is not let in yet signs with the key it brings; being let in is then about that key. */
export function checkStranger(
  hub: Hub,
  gate: Gate,
  call: Call,
  { writer, publicKey }: EnrolRequest,
): HubRefusal | undefined {
  if (writer !== call.head.writer || !isSigned(hub, call, decodeKey(publicKey))) return 'signature';
  return gate.isFirst(writer, call.head.nonce) ? undefined : 'replayed';
}

function isSigned(hub: Hub, { name, head, body }: Call, publicKey: Uint8Array): boolean {
  const signature = new Uint8Array(Buffer.from(head.signature, 'base64'));
  return verifyEd25519(publicKey, signedBytes(hub.ports.sm3, name, head, body), signature);
}

const helloIn = ({ name }: Call, request: object): HelloRequest | undefined =>
  name === 'HELLO' ? (request as HelloRequest) : undefined;

/**
 * Who wrote a file on a stick. Such a file is days old, and whoever carries it may bring it twice: neither is asked about, for every
 * message in it is harmless when it comes again.
 */
export async function checkStick(
  hub: Hub,
  writer: string,
  hello: HelloRequest,
  { signed, signature }: Pick<StickText, 'signed' | 'signature'>,
): Promise<Result<Signer, StickRefusal>> {
  const signer = await findCaller(hub, writer, hello);
  if (!signer.ok) return refuseStick(stickRefusals.find((one) => one === signer.refusal) ?? 'unknownWriter');
  const { public_key: key } = signer.value.writer;
  if (!verifyEd25519(decodeKey(key), signed, new Uint8Array(Buffer.from(signature, 'base64'))))
    return refuseStick('signature');
  const { state } = signer.value.desk;
  return state === 'active' ? signer : refuseStick(state === 'waiting' ? 'unknownWriter' : 'revoked');
}

export const refuseStick = (refusal: StickRefusal): { readonly ok: false; readonly refusal: StickRefusal } => ({
  ok: false,
  refusal,
});

/** `hello`: where it greets. Nobody's greeting may be one's that this database has forgotten. */
async function findCaller(hub: Hub, writer: string, hello: HelloRequest | undefined): Promise<Served<Signer>> {
  const signer = await hub.database.transact((transaction) => signerOf(hub, transaction, writer, hello));
  const isUnknown = !signer.ok && signer.refusal === 'unknownWriter';
  if (isUnknown && hello !== undefined) await noteCaller(hub, writer, hello);
  return signer;
}

/** It may introduce a new life of itself. */
async function signerOf(
  hub: Hub,
  transaction: Transaction,
  writer: string,
  hello: HelloRequest | undefined,
): Promise<Served<Signer>> {
  const known = await findSigner(transaction, writer);
  if (known !== undefined) return ok(known);
  const refused = await introduceAll(hub, transaction, hello?.introductions ?? []);
  if (refused !== undefined) return no(refused);
  const introduced = await findSigner(transaction, writer);
  return introduced === undefined ? no('unknownWriter') : ok(introduced);
}

/** In whatever order they come: a desk sorts its lives by their ids, which bear the time of a clock that may have been wrong. */
async function introduceAll(
  hub: Hub,
  transaction: Transaction,
  introductions: readonly Introduction[],
): Promise<HubRefusal | undefined> {
  let left = introductions;
  for (;;) {
    const before = left.length;
    for (const introduction of left) {
      if ((await findSigner(transaction, introduction.from)) === undefined) continue;
      left = left.filter((one) => one !== introduction);
      if ((await findSigner(transaction, introduction.writer)) !== undefined) continue;
      const refused = await introduce(hub, transaction, introduction);
      if (refused !== undefined) return refused;
    }
    if (left.length === before) return undefined;
  }
}

/** A life that nobody known vouches for is passed over; why not, where it must not be taken. */
async function introduce(
  hub: Hub,
  transaction: Transaction,
  { writer, publicKey, from, signature }: Introduction,
): Promise<HubRefusal | undefined> {
  const before = await findSigner(transaction, from);
  if (before === undefined) return undefined;
  if (!isVouchedFor(before.writer.public_key, { writer, publicKey, from, signature })) return 'signature';
  if (before.desk.state === 'revoked') return 'revoked';
  if (before.writer.successor !== '' && before.writer.successor !== writer) {
    await raiseAlarm(hub, transaction, 'clone', { from, writer });
    return 'clone';
  }
  await transaction.run(sql`UPDATE writer SET successor = ${writer} WHERE id = ${from}`);
  const { desk, writer: life } = before;
  const returnedIn = life.returned_in;
  await insertWriter(transaction, { id: writer, desk: desk.id, station: life.station, publicKey, returnedIn });
  return undefined;
}
