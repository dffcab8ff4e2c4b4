/** Calls that are too large, cut, altered, repeated, late, of strangers or of desks shut out: a clear word each, and nothing changes by them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { all, sql } from '#desk/store/handles.ts';
import { createCrypto } from '#desk/keys/provider.ts';
import { callHub } from '#desk/sync/call-hub.ts';
import { epochSetting, offsetSetting, readSetting, stopSetting } from '#desk/sync/link-state.ts';
import { nextPush } from '#desk/sync/queue.ts';
import type { Call } from '#shared/sync/call.ts';
import { refusalAnswer, type MessageName, type RequestOf } from '#shared/sync/messages.ts';
import { serverLimits } from '../../../hub/server/server.ts';
import { seed } from '../../support/seed.ts';
import { HubPrograms } from './hub-programs.ts';
import { RealDesk } from './real-desk.ts';

const day = 24 * 3_600_000;
let hub: HubPrograms;
let one: RealDesk;

beforeAll(async () => {
  hub = new HubPrograms();
  const port = await hub.start();
  one = new RealDesk('360732108000', true, seed());
  await one.join(hub, port);
  one.takeCases(2);
  expect(await one.rest()).toEqual([]);
}, 120_000);
afterAll(async () => {
  one.close();
  await hub.close();
});

const epoch = (): string => readSetting(one.desk.core.store.read, epochSetting);
const pull = (): RequestOf<'PULL'> => ({ epoch: epoch(), cursor: {}, limit: 10 });

/** A call as the desk signs it, not sent. */
async function signed<N extends MessageName>(name: N, request: RequestOf<N>): Promise<Call> {
  const made: Call[] = [];
  const carrier = { send: (call: Call) => (made.push(call), Promise.reject(new Error('kept'))) };
  await callHub(one.desk.core, createCrypto(one.random).ed25519, carrier, name, request);
  const [call] = made;
  if (call === undefined) throw new Error('bug: nothing was signed');
  return call;
}

async function said(call: Call): Promise<readonly [status: number, refused: string]> {
  const { status, body } = await one.send(call);
  const text = new TextDecoder().decode(body);
  return [status, status === 200 ? '' : refusalAnswer.parse(JSON.parse(text)).refused];
}

const edited = (call: Call, from: string, to: string): Call => ({
  ...call,
  body: new TextEncoder().encode(new TextDecoder().decode(call.body).replace(from, to)),
});

/** What waits at the desk, and what the operator sees of the hub. */
const queue = () => all(one.desk.core.store.read, sql<{ act: string }>`SELECT act FROM outbox`).length;
const listed = async () => (await hub.operator.run(['desks'])).out.split('\n').filter((line) => line.includes('told'));

describe('a call', () => {
  test.each<readonly [string, (call: Call) => Call, number, string]>([
    ['cut in its middle', (call) => ({ ...call, body: call.body.subarray(0, 20) }), 400, 'malformed'],
    ['with another value in it', (call) => edited(call, '"limit":10', '"limit":11'), 403, 'signature'],
    ['with something more in it', (call) => edited(call, '{', '{"more":1,'), 400, 'malformed'],
    ['sent to another door', (call) => ({ ...call, name: 'OWN' }), 400, 'malformed'],
    [
      'with another time',
      (call) => ({ ...call, head: { ...call.head, time: new Date().toISOString() } }),
      403,
      'signature',
    ],
    [
      'with a signature of nothing',
      (call) => ({ ...call, head: { ...call.head, signature: 'AAAA' } }),
      403,
      'signature',
    ],
    [
      'of a writer nobody knows',
      (call) => ({ ...call, head: { ...call.head, writer: '01930f2e-6b9e-7c3a-8d21-0123456789ab' } }),
      403,
      'unknownWriter',
    ],
    ['of no text at all', (call) => ({ ...call, body: Uint8Array.of(0xff, 0xfe, 0x00) }), 400, 'malformed'],
  ])('%s', async (_name, change, status, refused) => {
    const before = await listed();
    expect(await said(change(await signed('PULL', pull())))).toEqual([status, refused]);
    expect(await listed()).toEqual(before);
  });

  test('that comes a second time is told so; of another epoch too; a late one is told the time', async () => {
    const call = await signed('PULL', pull());
    expect(await said(call)).toEqual([200, '']);
    expect(await said(call)).toEqual([409, 'replayed']);
    expect(await said(await signed('PULL', { ...pull(), epoch: 'another' }))).toEqual([409, 'epoch']);
    const { desk } = one;
    desk.skew = -day;
    const late = await signed('PULL', pull());
    desk.skew = 0;
    const { status, body } = await one.send(late);
    const answer = refusalAnswer.parse(JSON.parse(new TextDecoder().decode(body)));
    expect([status, answer.refused]).toEqual([401, 'stale']);
    expect(Math.abs(Date.parse(answer.hubTime ?? '') - Date.now())).toBeLessThan(day);
  });

  test('that is gigantic is refused before it is received, and the hub goes on', async () => {
    const call = await signed('PULL', pull());
    const huge = { ...call, body: new Uint8Array(serverLimits.bodyBytes + 1).fill(0x20) };
    const answered = await said(huge).catch((error: unknown) => (error as { code?: string }).code);
    // Cut off while it still sends, or answered first: which comes first is the network's.
    expect([[413, 'tooLarge'], 'EPIPE', 'ECONNRESET']).toContainEqual(answered);
    expect(await said(await signed('PULL', pull()))).toEqual([200, '']);
  });

  test('with entries that were changed on the way refuses them for good, never the chain', async () => {
    one.takeCases(1);
    const batch = nextPush(one.desk.core.store.read, true);
    if (batch === undefined) throw new Error('bug: nothing waits');
    const [entry] = batch.request.entries;
    if (entry === undefined) throw new Error('bug: an empty batch');
    const changed = { ...entry, header: { ...entry.header, on: '2026-01-01T00:00:00.000Z' } };
    const call = await signed('PUSH', {
      epoch: epoch(),
      ...batch.request,
      entries: [changed, ...batch.request.entries.slice(1)],
    });
    const [status] = await said(call);
    expect(status).toBeGreaterThanOrEqual(200);
    expect(queue()).toBe(1);
  });
});

describe('a desk', () => {
  test('that goes on after all this has lost nothing, and what it sent twice is there once', async () => {
    one.takeCases(3);
    const met = await one.rest();
    expect(met).toEqual([]);
    expect(queue()).toBe(0);
    const pushes = one.calls.filter(({ name }) => name === 'PUSH');
    for (const push of pushes) expect((await said(push))[1]).toBe('replayed');
    const refused = all(one.desk.core.store.read, sql<{ id: string }>`SELECT id FROM entry WHERE refused IS NOT NULL`);
    expect(refused).toEqual([]);
  });

  test('whose clock is ten days ahead works like any other, and knows by how much', async () => {
    const { desk } = one;
    desk.skew = 10 * day;
    await desk.crash();
    one.takeCases(2);
    expect(await one.rest()).toEqual([]);
    expect(queue()).toBe(0);
    const offset = readSetting(desk.core.store.read, offsetSetting);
    expect(Math.round(offset / day)).toBe(-10);
    desk.skew = 0;
    await desk.crash();
    one.takeCases(1);
    expect(await one.rest()).toEqual([]);
    expect(queue()).toBe(0);
  });

  test('that is shut out is told so, stands still, and keeps what it wrote', async () => {
    const id = /active {2}(\S+)/u.exec((await hub.operator.run(['desks'])).out)?.[1] ?? '';
    expect((await hub.operator.run(['revoke', id])).code).toBe(0);
    const before = await listed();
    one.takeCases(2);
    expect(await one.rest()).toEqual(['stopped: revoked']);
    expect(readSetting(one.desk.core.store.read, stopSetting)).toBe('revoked');
    expect(queue()).toBe(2);
    expect(await listed()).toEqual(before);
  });
});
