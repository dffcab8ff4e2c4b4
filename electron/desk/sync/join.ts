/** Joining the township's hub, the desk's side (shared/sync/enrol.ts): prove the code, show six digits, ask until the hub's operator said yes. */
import { createHmac } from 'node:crypto';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import {
  comparison,
  proofText,
  readAddress,
  readCode,
  readInvitation,
  stretching,
  type EnrolRequest,
} from '#shared/sync/enrol.ts';
import { protocols } from '#shared/sync/protocol.ts';
import { deskOfScopes } from '#shared/sync/scopes.ts';
import type { DeskCore } from '../core.ts';
import type { CryptoProvider } from '../keys/provider.ts';
import { readSetting, writeSetting, deskName } from '../settings.ts';
import { get, sql, transact, type ReadHandle } from '../store/handles.ts';
import { callHub } from './call-hub.ts';
import { linkTo, scopesSetting, stopSetting } from './link-state.ts';
import { metHub } from './met.ts';
import { httpsCarrier, OtherHub, type HttpsCarrier } from './pinned.ts';

/** Under way, in memory: whoever closes the program begins again with the same code. */
export interface Joining {
  readonly url: string;
  readonly carrier: HttpsCarrier;
  /** The code, stretched. */
  readonly key: Uint8Array;
  /** `483 920`, to be compared with the hub's screen. */
  readonly comparison: string;
}

export interface JoinInput {
  /** What the QR holds, or a code with the address beside it. */
  readonly code: string;
  readonly address: string;
}

export interface JoinParts {
  readonly core: DeskCore;
  readonly crypto: CryptoProvider;
  readonly app: string;
}

/** Refusals: link.code (not one, or not of this hub), link.address, link.unreached, link.otherHub, link.notSameHub, link.station, link.expired, link.used, link.twin. */
export async function beginJoin(parts: JoinParts, input: JoinInput): Promise<Result<Joining>> {
  const found = readInput(input);
  if (!found.ok) return found;
  const { url, code } = found.value;
  // A desk that joins again does so at the hub it had: that one's key comes back with its backup.
  const known = readSetting(parts.core.store.read, linkTo)?.pin ?? '';
  if (known !== '' && found.value.pin !== '' && found.value.pin !== known) return refuse('link.notSameHub', {}, 'code');
  const pin = found.value.pin === '' ? known : found.value.pin;
  const carrier = httpsCarrier(url, pin);
  const key = await stretch(parts, code);
  // The key the hub answers with is learnt by a first question that proves nothing yet; the second proves the code about it.
  const first = await ask(parts, { url, carrier, key, comparison: '' });
  const isLearnt = carrier.pin() !== '' && pin === '';
  const answer = isLearnt ? await ask(parts, { url, carrier, key, comparison: '' }) : first;
  if (!answer.ok) {
    carrier.close();
    return answer;
  }
  const joining = {
    url,
    carrier,
    key,
    comparison: comparison(parts.core.ports.sm3, carrier.pin(), ownKey(parts.core)),
  };
  return ok(joining);
}

function readInput({
  code,
  address,
}: JoinInput): Result<{ readonly url: string; readonly pin: string; readonly code: string }> {
  const whole = readInvitation(code);
  if (whole !== undefined) return ok(whole);
  const plain = readCode(code);
  if (plain === undefined) return refuse('link.code', {}, 'code');
  const url = readAddress(address);
  return url === undefined ? refuse('link.address', {}, 'address') : ok({ url, pin: '', code: plain });
}

const stretch = ({ crypto }: JoinParts, code: string): Promise<Uint8Array> =>
  crypto.scrypt(encoder.encode(code), encoder.encode(stretching.salt), stretching);

const encoder = new TextEncoder();

const mac = (key: Uint8Array, text: string): string => createHmac('sha256', key).update(text).digest('hex');

function ownKey({ store, writer }: DeskCore): string {
  const row = get(store.read, sql<{ public_key: string }>`SELECT public_key FROM writer WHERE id = ${writer.id}`);
  if (row === undefined) throw new Error('bug: a desk without its writer');
  return row.public_key;
}

const refusals = {
  code: 'link.code',
  station: 'link.station',
  used: 'link.used',
  twin: 'link.twin',
  expired: 'link.expired',
  declined: 'link.declined',
} as const;

/** `waiting` or `joined`; asked again by the page while the operator compares. */
export async function ask(parts: JoinParts, joining: Joining): Promise<Result<'waiting' | 'joined'>> {
  const { core, crypto, app } = parts;
  const publicKey = ownKey(core);
  const { writer } = core;
  const pin = joining.carrier.pin();
  const request: EnrolRequest = {
    protocol: [...protocols],
    app,
    writer: writer.id,
    publicKey,
    station: writer.station,
    desk: readSetting(core.store.read, deskName),
    formerId: deskOfScopes(readSetting(core.store.read, scopesSetting)) ?? null,
    proof: mac(joining.key, proofText('desk', pin, writer.id, publicKey)),
  };
  const answered = await callHub(core, crypto.ed25519, joining.carrier, 'ENROL', request);
  if (answered.is === 'unreached')
    return answered.cause instanceof OtherHub
      ? refuse('link.otherHub')
      : refuse('link.unreached', { address: joining.url });
  if (answered.is === 'refused')
    return refuse(answered.refused === 'protocol' ? 'link.protocol' : 'link.unreached', { address: joining.url });
  const { state, why, proof } = answered.value;
  if (state === 'refused') return refuse(refusals[why ?? 'code'], {}, 'code');
  // Whoever answers without knowing the code is not the hub that invited us.
  const expected = mac(joining.key, proofText('hub', pin, writer.id, publicKey));
  return crypto.constantTimeEqual(Buffer.from(proof, 'hex'), Buffer.from(expected, 'hex'))
    ? ok(state)
    : refuse('link.otherHub');
}

/**
 * A desk joins once; and again where its hub knows it no more, because that was put back from a backup older than the joining. Then it keeps
 * what it knows of that hub, and brings back what it had from there.
 */
export const mayJoin = (read: ReadHandle): boolean =>
  readSetting(read, linkTo) === null || readSetting(read, stopSetting) === 'unknown';

/** Both have said yes: from the next step on this desk belongs to that hub, and is its own authority no more. */
export function keepJoined(core: DeskCore, { url, carrier }: Joining): void {
  transact(core.store.write, (transaction) => {
    writeSetting(transaction, linkTo, { url, pin: carrier.pin() });
    writeSetting(transaction, stopSetting, '');
    metHub(transaction, core.ports.clock.now());
  });
  core.isAuthority = false;
}
