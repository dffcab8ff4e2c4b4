/** A backup of the hub, and what comes back from it: on both PostgreSQLs, with the desks bringing what they hold beyond it. */
import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  existsSync,
} from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { get, sql as deskSql } from '#desk/store/handles.ts';
import { makeBackup } from '../../hub/backup/write.ts';
import { pageOf, tableNames, tableOf, type Row } from '../../hub/backup/tables.ts';
import { sql } from '../../hub/store/database.ts';
import type { DatabasePlace, HubDatabase } from '../../hub/store/pg.ts';
import { readHead } from '../../hub/sync/hub.ts';
import { checkHub } from '../simulation/invariants-hub.ts';
import { checkDesk } from '../simulation/invariants-desk.ts';
import { Ledger } from '../simulation/ledger.ts';
import { readHub } from '../simulation/ordered.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { SimHub } from '../simulation/sim-hub.ts';
import { debianPostgres, embeddedPostgres, testRandom, type TestPostgres } from '../support/postgres.ts';
import { nativeSm3 } from '../support/sm3.ts';
import { Operator, simulatedKey } from './operator.ts';
import { Township } from './township.ts';
import { Contents, piece } from './with-contents.ts';

const [hall, village] = ['360732108000', '360732108201'];
const passphrase = '开门的口令，写在纸上收好';
let servers: readonly [embedded: TestPostgres, debian: TestPostgres];
let place: DatabasePlace;
let database: HubDatabase;
let town: Township;
let operator: Operator;
/** Another disk than that of the data. */
let stick: string;

beforeAll(async () => {
  servers = [await embeddedPostgres(), await debianPostgres()];
  place = await servers[0].newPlace();
  database = await servers[0].open({ at: place });
});
afterAll(async () => {
  await database.close();
  for (const server of servers) await server.stop();
});
beforeEach(async () => {
  town = await new Township(database).open();
  operator = new Operator({ place });
  stick = mkdtempSync(join(tmpdir(), 'tongban-stick-'));
  if (statSync(stick).dev === statSync(operator.dataDir).dev) throw new Error('this test needs two file systems');
});
afterEach(() => {
  town.close();
  operator.close();
  rmSync(stick, { recursive: true, force: true });
});

async function twoDesks(): Promise<readonly [SimDesk, SimDesk]> {
  const first = await town.deskAlone(hall, true, 'chen');
  town.publish(first, 'SAMPLE', '示例事项');
  for (let taken = 0; taken < 12; taken += 1) town.takeCase(first, 'SAMPLE');
  const second = await town.deskAlone(village, false, 'liu');
  await town.join(first);
  await town.join(second);
  const contents = new Contents(town);
  contents.attach(second, town.takeCase(second, 'SAMPLE'), contents.random(piece + 100));
  await contents.settle();
  // What lies beside the journal, and what a person has to look at, comes back too.
  await database.transact((t) =>
    t.run(
      sql`INSERT INTO aside (writer, writer_seq, id, stream, act, hash, result, code, raw)
        VALUES (${second.core.writer.id}, 900, 'x', 'x', 'x', 'y', 'deferred', '', ${Buffer.from([0, 255, 10])})`,
    ),
  );
  return [first, second];
}

const backUp = (flags: readonly string[] = []) =>
  operator.run(['backup', '--to', stick, ...flags], [passphrase, passphrase]);
const fileIn = (folder: string): string => join(folder, readdirSync(folder)[0] ?? 'none');

async function rowsOf(from: HubDatabase): Promise<Readonly<Record<string, readonly Row[]>>> {
  const read = tableNames.map(async (name) => [
    name,
    await from.transact((t) => t.all(pageOf(tableOf(name), undefined, 1e6))),
  ]);
  return Object.fromEntries((await Promise.all(read)) as [string, Row[]][]);
}

describe('a backup', () => {
  test('is sealed, proven, and from then on what it holds is safe', async () => {
    const [first] = await twoDesks();
    await database.transact((t) => t.run(sql`DELETE FROM aside`));
    const { code, out, err } = await backUp();
    expect([code, err]).toEqual([0, '']);
    const { n, chain } = await database.transact(readHead);
    expect(out).toContain(`已备份 ${String(n)} 条`);
    expect(out).toContain(chain.slice(0, 16));
    const bytes = readFileSync(fileIn(stick));
    for (const plain of ['示例事项', hall, first.core.writer.id, simulatedKey, 'PRIVATE KEY', passphrase])
      expect(bytes.includes(plain), plain).toBe(false);
    expect(readdirSync(stick)).toHaveLength(1);
    const lives = await database.transact((t) =>
      t.all(sql<{ safe: number; next: number }>`SELECT safe_seq AS safe, next_seq AS next FROM writer`),
    );
    expect(lives.every(({ safe, next }) => safe === next - 1)).toBe(true);
    await first.crash();
    await town.rest(first);
    const { id } = first.core.writer;
    const told = get(
      first.core.store.read,
      deskSql<{ safe: number }>`SELECT safe_seq AS safe FROM writer WHERE id = ${id}`,
    );
    expect(told?.safe).toBeGreaterThan(0);
  });

  test('on the disk of the data is refused; insisted on, nothing counts as safe by it', async () => {
    await twoDesks();
    const there = ['backup', '--to', operator.dataDir];
    const refused = await operator.run(there, [passphrase, passphrase]);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('同一个磁盘') as string]);
    const { code, out } = await operator.run([...there, '--same-disk'], [passphrase, passphrase]);
    expect([code, out]).toEqual([0, expect.stringContaining('不算“已备份”') as string]);
    const safe = await database.transact((t) => t.all(sql`SELECT id FROM writer WHERE safe_seq > 0`));
    expect(safe).toEqual([]);
  });

  test.each([
    ['no passphrase', [], '没有口令'],
    ['a short one', ['short', 'short'], '口令太短'],
    ['two that differ', [passphrase, `${passphrase}！`], '两次输入的口令不同'],
  ])('%s: a sentence, and no file', async (_name, typed, sentence) => {
    const { code, err } = await operator.run(['backup', '--to', stick], typed);
    expect([code, err]).toEqual([1, expect.stringContaining(sentence) as string]);
    expect(readdirSync(stick)).toEqual([]);
  });

  test('a passphrase from a file that others read is refused, and a folder that is not there', async () => {
    const file = join(operator.dataDir, 'passphrase');
    writeFileSync(file, passphrase, { mode: 0o644 });
    expect((await operator.run(['backup', '--to', stick, '--passphrase-file', file])).err).toContain('别的用户也能读');
    const gone = await operator.run(['backup', '--to', join(stick, 'none')], [passphrase, passphrase]);
    expect([gone.code, gone.err]).toEqual([1, expect.stringContaining('ENOENT') as string]);
  });

  test('of a hub that has nothing yet is one too', async () => {
    const { code, err } = await backUp();
    expect([code, err]).toEqual([0, '']);
    const elsewhere = new Operator({ place: await servers[0].newPlace(), key: '' });
    expect((await elsewhere.run(['restore', '--from', fileIn(stick)], [passphrase])).err).toBe('');
    elsewhere.close();
  });

  test('is of one moment, whatever is ordered meanwhile', async () => {
    const [first] = await twoDesks();
    await database.transact((t) => t.run(sql`DELETE FROM aside`));
    const parts = {
      database,
      rootKey: new Uint8Array(32).fill(7),
      tlsKey: 'pem',
      passphrase,
      cost: { n: 16, r: 1, p: 1 },
    };
    let isFirst = true;
    const busy: HubDatabase = {
      ...database,
      snapshot: (work) =>
        database.snapshot(async (transaction) =>
          work({
            ...transaction,
            all: async (query) => {
              const rows = await transaction.all(query);
              if (isFirst) {
                isFirst = false;
                town.takeCase(first, 'SAMPLE');
                await town.rest(first);
              }
              return rows;
            },
          }),
        ),
    };
    const before = await database.transact(readHead);
    const ports = { clock: { now: () => 0 }, random: testRandom, sm3: nativeSm3 };
    const { end } = await makeBackup({ ...parts, database: busy, ports }, join(stick, 'one'));
    expect([isFirst, end.n]).toEqual([false, before.n]);
    expect((await database.transact(readHead)).n).toBeGreaterThan(before.n);
  });
});

describe.each([
  ['embedded', 0],
  ['Debian', 1],
] as const)('restored into %s', (_name, index) => {
  test('everything is as it was; desks return what they wrote since, in its order, and nothing is there twice', async () => {
    const [first, second] = await twoDesks();
    expect((await backUp()).code).toBe(0);
    const before = await rowsOf(database);
    // Taken and numbered after the backup, also seen by the other desk.
    const late = town.takeCase(second, 'SAMPLE');
    await town.restAll();
    const number = town.state(second, late).core.officialNumber;
    const [epoch, headLate] = await database.transact(async (t) => [
      (await readHead(t)).epoch,
      await t.get(sql<{ head: number }>`SELECT head FROM stream WHERE id = ${late}`),
    ]);

    const fresh = await servers[index].newPlace();
    const elsewhere = new Operator({ place: fresh, key: '' });
    const { code, out, err } = await elsewhere.run(['restore', '--from', fileIn(stick)], [passphrase]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('先等各台电脑交回');
    expect(readFileSync(join(elsewhere.dataDir, 'hub.key'), 'utf8').trim()).toBe(simulatedKey);
    const restored = await servers[index].open({ at: fresh });
    expectSame(await rowsOf(restored), before);
    const head = await restored.transact(readHead);
    expect([head.state, head.epoch === epoch]).toEqual(['collecting', false]);
    const again = await elsewhere.run(['restore', '--from', fileIn(stick)]);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('已有资料') as string]);
    await restored.transact((t) => t.run(sql`DELETE FROM aside`));

    const hub = new SimHub(town.world, restored);
    await hub.open();
    Object.assign(town, { hub });
    for (const desk of [first, second, first, second]) {
      await desk.crash();
      for (let tries = 0; tries < 30; tries += 1) if ((await desk.step()).is !== 'went') break;
    }
    await town.restAll();
    const back = await restored.transact((t) =>
      t.get(sql<{ head: number }>`SELECT head FROM stream WHERE id = ${late}`),
    );
    expect(back).toEqual(headLate);
    expect(town.state(first, late).core.officialNumber).toBe(number);
    expect((await restored.transact(readHead)).state).toBe('open');
    const next = town.takeCase(first, 'SAMPLE');
    await town.restAll();
    expect(town.state(first, next).core.officialNumber).not.toBe(number);
    const ordered = await readHub(hub);
    const ledger = new Ledger();
    ledger.disasters = 1;
    checkHub(hub.running.hub.findKind, ordered, ledger);
    for (const desk of [first, second]) await checkDesk(desk, ordered);
    elsewhere.close();
    await restored.close();
  });
});

/** All but what begins anew: the hub's head and its new life, where the feeds stood, and what became safe by the backup itself. */
function expectSame(after: Readonly<Record<string, readonly Row[]>>, before: typeof after): void {
  const unlessSafe = (rows: readonly Row[] = []) => rows.map(({ safe_seq: _safe, ...row }) => row);
  for (const name of tableNames) {
    if (name === 'hub_head') continue;
    if (name === 'hub_setting') {
      const restored = new Set((before[name] ?? []).map((row) => row['key']));
      expect(after[name]?.filter((row) => restored.has(row['key'] ?? null))).toEqual(before[name]);
    } else if (name === 'writer') {
      const known = new Set((before[name] ?? []).map((row) => row['id']));
      expect(unlessSafe(after[name]?.filter((row) => known.has(row['id'] ?? null)))).toEqual(unlessSafe(before[name]));
      expect(after[name]).toHaveLength((before[name]?.length ?? 0) + 1);
    } else expect(after[name], name).toEqual(before[name]);
  }
}

describe('what cannot be restored', () => {
  test('a wrong passphrase, a damaged file, one cut short, one that is none: a sentence each, and nothing is touched', async () => {
    await twoDesks();
    await database.transact((t) => t.run(sql`DELETE FROM aside`));
    await backUp();
    const file = fileIn(stick);
    const fresh = await servers[0].newPlace();
    const elsewhere = new Operator({ place: fresh, key: '' });
    const spoiled = join(stick, 'spoiled');
    const bytes = readFileSync(file);
    const attempt = async (from: string, typed: string) => {
      const { code, err } = await elsewhere.run(['restore', '--from', from], [typed]);
      expect(code).toBe(1);
      return err;
    };
    expect(await attempt(file, '别的口令别的口令别的口令')).toContain('口令不对');
    bytes[bytes.length - 1000] = (bytes[bytes.length - 1000] ?? 0) ^ 1;
    writeFileSync(spoiled, bytes);
    expect(await attempt(spoiled, passphrase)).toContain('已损坏或不完整');
    copyFileSync(file, spoiled);
    truncateSync(spoiled, statSync(file).size - 300);
    expect(await attempt(spoiled, passphrase)).toContain('已损坏或不完整');
    writeFileSync(spoiled, 'PGDMP');
    expect(await attempt(spoiled, passphrase)).toContain('不是镇服务器的备份');
    expect(await attempt(join(stick, 'none'), passphrase)).toContain('ENOENT');
    expect(existsSync(join(elsewhere.dataDir, 'hub.key'))).toBe(false);
    const other = await servers[0].open({ at: fresh });
    const tables = sql`SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema()`;
    expect(await other.transact((t) => t.all(tables))).toEqual([]);
    await other.close();
    elsewhere.close();
  });

  test('beside other keys, or a hub that runs: nothing is overwritten', async () => {
    await twoDesks();
    await database.transact((t) => t.run(sql`DELETE FROM aside`));
    await backUp();
    const keyed = new Operator({ place: await servers[0].newPlace(), key: '' });
    writeFileSync(join(keyed.dataDir, 'hub.key'), 'ab'.repeat(32), { mode: 0o600 });
    expect((await keyed.run(['restore', '--from', fileIn(stick)])).err).toContain('已有另一套密钥');
    writeFileSync(join(keyed.dataDir, 'hub.key'), simulatedKey, { mode: 0o600 });
    writeFileSync(join(keyed.dataDir, 'tls.key'), 'other', { mode: 0o600 });
    expect((await keyed.run(['restore', '--from', fileIn(stick)])).err).toContain('tls.key');
    expect(readFileSync(join(keyed.dataDir, 'tls.key'), 'utf8')).toBe('other');
    keyed.close();
  });
});
