/** What an operator does from a terminal beside the running hub: inviting, letting in, shutting out, looking, taking over. */
import { mkdirSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { comparison, readCode, readInvitation } from '#shared/sync/enrol.ts';
import { transact } from '#desk/store/handles.ts';
import { stopSetting, writeSetting } from '#desk/sync/link-state.ts';
import { rememberListening } from '../../hub/cli/address.ts';
import { createHubKeys } from '../../hub/keys/hub-keys.ts';
import { openCertificate } from '../../hub/keys/certificate.ts';
import { openDataDir } from '../../hub/data-dir.ts';
import { sql } from '../../hub/store/database.ts';
import type { DatabasePlace, HubDatabase } from '../../hub/store/pg.ts';
import { raiseAlarm } from '../../hub/sync/alarms.ts';
import { beginCollection } from '../../hub/sync/collection.ts';
import { addDesk } from '../../hub/sync/desks.ts';
import { createHub } from '../../hub/sync/service.ts';
import { insertWriter } from '../../hub/sync/writers.ts';
import { nativeSm3 } from '../support/sm3.ts';
import { keptLog, testRandom } from '../support/postgres.ts';
import { Operator } from './operator.ts';
import { townshipForEach, type Township } from './township.ts';

const [hall, village] = ['360732108000', '360732108201'];
let place: DatabasePlace;
let database: HubDatabase;
let town: Township;
let operator: Operator;

townshipForEach((fresh) => {
  ({ town, database, place } = fresh);
  operator = new Operator({ place });
});
afterEach(() => {
  operator.close();
});

const waitingDesk = async (name: string, publicKey: Uint8Array): Promise<string> => {
  const { hub } = town.hub.running;
  const grant = { station: village, isHall: false, parts: [] };
  const writer = { id: `00000000-0000-7000-8000-00000000000${String(publicKey[0])}`, publicKey };
  await database.transact((t) => addDesk(hub, t, { id: name, name, grant, writer, state: 'waiting' }));
  const opened = openCertificate({ dataDir: operator.dataDir, clock: { now: () => Date.now() }, random: testRandom });
  if (!opened.ok) throw new Error(opened.refusal.code);
  return comparison(nativeSm3, opened.value.pin, Buffer.from(publicKey).toString('base64url'));
};
const stateOf = async (id: string) =>
  (await database.transact((t) => t.get(sql<{ state: string }>`SELECT state FROM desk WHERE id = ${id}`)))?.state;

describe('invite', () => {
  test('prints the code, a line for each address and a QR; what it prints lets a desk in', async () => {
    const { code, out } = await operator.run([
      'invite',
      '--station',
      village,
      '--parts',
      'informant',
      '--name',
      '村里',
    ]);
    expect(code).toBe(0);
    const lines = out.split('\n').flatMap((line) => readInvitation(line) ?? []);
    expect(lines.map(({ url }) => url)).toEqual(['https://192.0.2.1:8443', 'https://192.0.2.2:8443']);
    const shown = /邀请码 ([0-9A-Z-]+)/u.exec(out)?.[1] ?? '';
    expect(readCode(shown)).toBe(lines[0]?.code);
    expect(out).toMatch(/[▀▄█]{10}/u);
    const row = await database.transact((t) => t.get(sql`SELECT name, station, is_hall, parts, desk FROM invitation`));
    expect(row).toEqual({ name: '村里', station: village, is_hall: false, parts: 'informant', desk: '' });
  });

  test('names the address it is told, for a desk of the hall', async () => {
    const { out } = await operator.run(['invite', '--station', hall, '--hall', '--address', '镇服务器:9000']);
    expect(out).toContain('TBJ1 HTTPS://镇服务器:9000 ');
    expect(await database.transact((t) => t.get(sql`SELECT is_hall FROM invitation`))).toEqual({ is_hall: true });
  });

  test.each([
    [{ port: 9443, host: '127.0.0.1' }, ['https://127.0.0.1:9443']],
    [{ port: 9443 }, ['https://192.0.2.1:9443', 'https://192.0.2.2:9443']],
  ])('beside a hub that listens at %j names where it is reached', async (listening, urls) => {
    rememberListening(operator.dataDir, listening);
    const { out } = await operator.run(['invite', '--station', village]);
    expect(out.split('\n').flatMap((line) => readInvitation(line)?.url ?? [])).toEqual(urls);
  });

  test.each([
    [['--station', '3607321082'], '12 位'],
    [[], '12 位'],
    [['--station', village, '--parts', 'a b'], '--parts'],
    [['--station', village, '--address', 'a/b'], '--address'],
    [['--station', village, '--name', '长'.repeat(101)], '--name'],
  ])('%j is no invitation', async (flags, sentence) => {
    const { code, err } = await operator.run(['invite', ...flags]);
    expect([code, err]).toEqual([2, expect.stringContaining(sentence) as string]);
    expect(await database.transact((t) => t.all(sql`SELECT id FROM invitation`))).toEqual([]);
  });
});

describe('letting in', () => {
  test('by the six digits as both screens show them, or by its id; once', async () => {
    const digits = await waitingDesk('second', Buffer.alloc(32, 1));
    await waitingDesk('third', Buffer.alloc(32, 2));
    const listed = await operator.run(['desks']);
    expect(listed.out).toContain(`${digits}  second  ${village}`);
    expect((await operator.run(['confirm', digits.replace(' ', '')])).code).toBe(0);
    expect(await stateOf('second')).toBe('active');
    const again = await operator.run(['confirm', digits.replace(' ', '')]);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('没有这样一台') as string]);
    expect((await operator.run(['decline', 'third'])).code).toBe(0);
    expect(await stateOf('third')).toBe('revoked');
    expect((await operator.run(['readmit', 'third'])).code).toBe(1);
    expect(await stateOf('third')).toBe('revoked');
  });

  test('two that show the same digits are told apart by their ids only', async () => {
    const digits = await waitingDesk('second', Buffer.alloc(32, 1));
    await database.transact(async (t) => {
      await t.run(sql`INSERT INTO desk SELECT 'twin', name, station, is_hall, parts, state, is_taken, changed_at FROM desk
        WHERE id = 'second'`);
      await insertWriter(t, {
        id: 'twin',
        desk: 'twin',
        station: village,
        publicKey: Buffer.alloc(32, 1).toString('base64url'),
      });
    });
    const { code, err } = await operator.run(['confirm', digits.replace(' ', '')]);
    expect([code, err]).toEqual([1, expect.stringContaining('同样的数字') as string]);
    expect([await stateOf('second'), await stateOf('twin')]).toEqual(['waiting', 'waiting']);
    expect((await operator.run(['confirm', 'twin'])).code).toBe(0);
    expect([await stateOf('second'), await stateOf('twin')]).toEqual(['waiting', 'active']);
  });
});

describe('looking after them', () => {
  test('desks: each life with what it wrote, what was taken, what is safe', async () => {
    const first = await town.deskJoined(hall, true, 'chen');
    const { out, code } = await operator.run(['desks']);
    const row = await database.transact((t) =>
      t.get(sql<{ next: number }>`SELECT next_seq AS next FROM writer WHERE id = ${first.core.writer.id}`),
    );
    expect(code).toBe(0);
    expect(out).toContain(`desk1  ${hall}  中心 hall  已加入 active  desk1`);
    const acked = String((row?.next ?? 0) - 1);
    expect(out).toContain(`${first.core.writer.id}  已写 told ${acked}  已收 acked ${acked}  已备份 safe 0`);
    expect(out).not.toContain('hub');
  });

  test('revoke shuts out, and only whom it names; a copy is allowed by the life it goes on from', async () => {
    const first = await town.deskJoined(hall, true, 'chen');
    expect((await operator.run(['revoke', 'nobody'])).code).toBe(1);
    expect(await stateOf('desk1')).toBe('active');
    expect((await operator.run(['revoke', 'desk1'])).code).toBe(0);
    expect(await stateOf('desk1')).toBe('revoked');
    await expect(town.rest(first)).rejects.toThrow('revoked');
    expect((await operator.run(['readmit', 'nobody'])).code).toBe(1);
    expect((await operator.run(['readmit', 'desk1'])).code).toBe(0);
    expect((await operator.run(['readmit', 'desk1'])).code).toBe(1);
    expect(await stateOf('desk1')).toBe('active');
    // What it waits with goes on when somebody there says so.
    town.publish(first, 'LATER', '停用时登记的');
    await expect(town.rest(first)).rejects.toThrow('revoked');
    transact(first.core.store.write, (transaction) => {
      writeSetting(transaction, stopSetting, '');
    });
    await town.rest(first);
    const { id } = first.core.writer;
    await database.transact((t) => t.run(sql`UPDATE writer SET successor = 'other' WHERE id = ${id}`));
    expect((await operator.run(['allow-copy', 'nobody'])).code).toBe(1);
    expect((await operator.run(['allow-copy', id])).code).toBe(0);
    const row = await database.transact((t) => t.get(sql`SELECT successor FROM writer WHERE id = ${id}`));
    expect(row).toEqual({ successor: '' });
  });

  test('alarms are listed until somebody says they are settled', async () => {
    expect((await operator.run(['alarms'])).out).toContain('没有需要看的问题');
    await database.transact((t) => raiseAlarm(town.hub.running.hub, t, 'fork', { writer: 'x' }));
    const { out } = await operator.run(['alarms']);
    expect(out).toContain('两台电脑以同一身份写入');
    const id = out.trim().split('\n').at(-1)?.trim() ?? '';
    expect((await operator.run(['alarms', '--settle', id])).code).toBe(0);
    expect((await operator.run(['alarms', '--settle', id])).code).toBe(1);
    expect((await operator.run(['alarms'])).out).toContain('没有需要看的问题');
  });
});

describe('ordering beside the running hub', () => {
  test('registries are taken over under the fence of the hub that runs, which goes on writing', async () => {
    const first = await town.deskAlone(hall, true, 'chen');
    const second = await town.deskAlone(village, false, 'liu');
    const own = town.publish(second, 'VILLAGE', '村级事项');
    await town.join(first);
    await town.join(second);
    // The lock of the data directory held, as the running hub holds it.
    mkdirSync(operator.dataDir, { recursive: true });
    const held = openDataDir(operator.dataDir);
    const shown = await operator.run(['registries']);
    expect(shown.out).toMatch(/desk2 {2}desk2\n {2}matter: 新 new 1 {2}相同 same 0 {2}不同 differs 0\n/u);
    const none = await operator.run(['registries', '--take', first.staff]);
    expect([none.code, none.err]).toEqual([1, expect.stringContaining('什么也没有做') as string]);
    expect((await operator.run(['registries', '--take', own])).out).toContain('1 条');
    expect((await operator.run(['registries', '--take', 'all'])).out).toContain('1 条');
    expect((await operator.run(['registries'])).out).toContain('没有电脑自己带来的登记');
    if (held.ok) held.value.close();
    await town.restAll();
    // The hall knows the village's matter now, and the hub that runs orders what it writes.
    const taken = town.takeCase(first, 'VILLAGE');
    await town.restAll();
    expect(town.state(first, taken).core.officialNumber).toMatch(/\d/u);
  });

  test('the collection says who is missing, and is closed by a person', async () => {
    const first = await town.deskJoined(hall, true, 'chen');
    expect((await operator.run(['collection'])).out).toContain('一切照常');
    expect((await operator.run(['collection', '--close'])).code).toBe(1);
    await beginCollection(town.hub.running.hub);
    const [own, copy] = [first.core.writer.id, '00000000-0000-7000-8000-00000000000a'];
    await database.transact((t) => insertWriter(t, { id: copy, desk: 'desk1', station: hall, publicKey: 'x' }));
    const { out } = await operator.run(['collection']);
    // Two lives of one computer: each is named, and they are one.
    expect(out).toContain('还差 1 台');
    for (const life of [own, copy]) expect(out).toContain(`desk1  ${hall}  desk1  ${life}`);
    expect((await operator.run(['collection', '--close'])).out).toContain('没有交回的 1 台');
    expect((await operator.run(['collection'])).out).toContain('一切照常');
    await first.crash();
    await town.rest(first);
  });

  test('another root key is refused by every command and by the hub itself, which lose nothing by it', async () => {
    const other = new Operator({ place, dataDir: operator.dataDir, key: 'ab'.repeat(32) });
    for (const line of [['desks'], ['invite', '--station', village], ['serve', '--port', '0', '--host', '127.0.0.1']]) {
      const { code, err } = await other.run(line);
      expect([code, err]).toEqual([1, expect.stringContaining('主密钥不是这个数据库的') as string]);
    }
    expect(await database.transact((t) => t.all(sql`SELECT id FROM invitation`))).toEqual([]);
    // The fence is still that of the hub that runs.
    await town.deskJoined(hall, true, 'chen');
    const keys = createHubKeys(new Uint8Array(32).fill(9), testRandom);
    const ports = { clock: { now: () => 0 }, random: testRandom, sm3: nativeSm3 };
    await expect(createHub({ database, keys, ports, log: keptLog() })).rejects.toThrow('root key');
  });
});
