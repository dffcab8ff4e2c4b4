import { createHmac, scryptSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proofText, type EnrolRequest } from '#shared/sync/enrol.ts';
import { protocols } from '#shared/sync/protocol.ts';
import { embeddedPostgres, keptLog, testRandom, type TestPostgres } from '../../tests/support/postgres.ts';
import { nativeSm3 } from '../../tests/support/sm3.ts';
import { createHubKeys } from '../keys/hub-keys.ts';
import { sql } from '../store/database.ts';
import type { HubDatabase } from '../store/pg.ts';
import { enrol, invite, letIn } from './enrol.ts';
import type { Hub } from './hub.ts';
import { createHub } from './service.ts';

const [hall, pin] = ['360732108000', 'the key both sides see'];
const clock = { at: Date.parse('2026-11-22T01:00:00.000Z'), now: () => clock.at };
let postgres: TestPostgres;
let database: HubDatabase;
let hub: Hub;

beforeAll(async () => {
  postgres = await embeddedPostgres();
  database = await postgres.open();
  const keys = createHubKeys(new Uint8Array(32).fill(7), testRandom);
  const ports = { clock, random: testRandom, sm3: nativeSm3 };
  hub = (await createHub({ database, keys, ports, log: keptLog(), pin })).hub;
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
});

let desks = 0;
const newDesk = () => ({
  writer: `00000000-0000-7000-8000-${String(++desks).padStart(12, '0')}`,
  publicKey: Buffer.alloc(32, desks).toString('base64url'),
});
type Desk = ReturnType<typeof newDesk>;

const invited = async (isHall = true) =>
  (await invite(hub, { name: '', grant: { station: hall, isHall, parts: [] } })).code;

/** What the desk's side sends, made by the words of the protocol alone. */
async function ask({ writer, publicKey }: Desk, code: string, more: Partial<EnrolRequest> = {}): Promise<string> {
  const key = scryptSync(code, 'tongban enrol 1', 32, { N: 2 ** 14, r: 8, p: 1 });
  const proof = createHmac('sha256', key)
    .update(proofText('desk', pin, writer, publicKey))
    .digest('hex');
  const said = { protocol: [...protocols], app: '0', station: hall, desk: '一号窗口', formerId: null } as const;
  const answer = await enrol(hub, pin, { ...said, protocol: [...protocols], writer, publicKey, proof, ...more });
  if (!answer.ok) throw new Error(answer.refusal);
  return answer.value.why ?? answer.value.state;
}
const rowOf = ({ writer }: Desk) =>
  database.transact((t) =>
    t.get(sql<{ id: string; is_hall: boolean; state: string }>`SELECT d.id, d.is_hall, d.state FROM desk d
      JOIN writer w ON w.desk = d.id WHERE w.id = ${writer}`),
  );
const say = async (desk: Desk, isYes: boolean) => {
  const { id = '' } = (await rowOf(desk)) ?? {};
  expect(await database.transact((t) => letIn(hub, t, id, isYes))).toBe(true);
};

test('a desk waits for the yes, however often it asks, and is let in once', async () => {
  const [desk, code] = [newDesk(), await invited()];
  expect([await ask(desk, code), await ask(desk, code)]).toEqual(['waiting', 'waiting']);
  await say(desk, true);
  expect(await ask(desk, code)).toBe('joined');
  expect(await ask(newDesk(), code)).toBe('used');
});

test('nobody gets in by a wrong code, for another station, too late, or after a no', async () => {
  const [desk, code] = [newDesk(), await invited()];
  expect(await ask(desk, 'ABCDEFGHJKMN')).toBe('code');
  expect(await ask(desk, code, { station: '360732108201' })).toBe('station');
  clock.at += 25 * 3_600_000;
  expect(await ask(desk, code)).toBe('expired');
  const again = await invited();
  expect(await ask(desk, again)).toBe('waiting');
  await say(desk, false);
  expect(await ask(desk, again)).toBe('declined');
});

test.each([
  ['gave up, the program was closed', false],
  ['was declined', true],
])('one that %s is invited again, and only the new invitation counts', async (_how, isDeclined) => {
  const [desk, old] = [newDesk(), await invited(true)];
  expect(await ask(desk, old)).toBe('waiting');
  if (isDeclined) await say(desk, false);
  const fresh = await invited(false);
  expect(await ask(desk, fresh)).toBe('waiting');
  expect(await rowOf(desk)).toMatchObject({ is_hall: false, state: 'waiting' });
  expect(await ask(desk, old)).toBe('code');
  await say(desk, true);
  expect(await ask(desk, fresh)).toBe('joined');
});

test('one that is in already, has sent something, or shows another key is not invited again', async () => {
  const [inside, shutOut, waiting] = [newDesk(), newDesk(), newDesk()];
  for (const desk of [inside, shutOut, waiting]) expect(await ask(desk, await invited())).toBe('waiting');
  await say(inside, true);
  await say(shutOut, true);
  await database.transact(async (t) => {
    await t.run(sql`UPDATE writer SET next_seq = 5 WHERE id = ${shutOut.writer}`);
    await t.run(
      sql`UPDATE desk SET state = 'revoked' WHERE id = (SELECT desk FROM writer WHERE id = ${shutOut.writer})`,
    );
  });
  expect(await ask(inside, await invited())).toBe('used');
  expect(await ask(shutOut, await invited())).toBe('used');
  expect(await ask({ ...waiting, publicKey: newDesk().publicKey }, await invited())).toBe('used');
});
