/**
 * A desk that joined after the backup a hub is put back from: the hub has forgotten it, and still gives nothing it holds a second time. It is
 * invited again, keeps its numbers, and brings back what it had from there.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadState } from '#desk/journal/projections.ts';
import { all, sql } from '#desk/store/handles.ts';
import { readSetting, scopesSetting } from '#desk/sync/link-state.ts';
import { mayJoin } from '#desk/sync/join.ts';
import { writeInvitation } from '#shared/sync/enrol.ts';
import { temporaryFolder } from '../../support/postgres.ts';
import { seed } from '../../support/seed.ts';
import { HubPrograms } from './hub-programs.ts';
import { RealDesk } from './real-desk.ts';

const passphrase = '开门的口令，写在纸上收好';
const [hall, village] = ['360732108000', '360732108201'] as const;
let hub: HubPrograms;
let port: number;
let first: RealDesk;
let late: RealDesk;
let backup: string;
let root: string;

beforeEach(async () => {
  root = temporaryFolder('joined-since');
  const stick = join(root, 'stick');
  mkdirSync(stick);
  hub = new HubPrograms();
  port = await hub.start();
  [first, late] = [new RealDesk(hall, true, seed()), new RealDesk(village, false, seed() + 1)];
  await first.join(hub, port);
  first.takeCases(2);
  await first.rest();
  await run(['backup', '--to', stick, '--same-disk'], [passphrase, passphrase]);
  backup = join(stick, readdirSync(stick)[0] ?? '');
  await late.join(hub, port);
  late.takeCases(3);
  await late.rest();
  // The numbers the hub gave to what it had just sent.
  await late.rest();
}, 120_000);
afterEach(async () => {
  first.close();
  late.close();
  await hub.close();
  rmSync(root, { recursive: true });
});

async function run(line: readonly string[], secrets: readonly string[] = []): Promise<string> {
  const { code, out, err } = await hub.operator.run(line, secrets);
  if (code !== 0) throw new Error(err);
  return out;
}

async function putBack(): Promise<void> {
  await hub.restoreFrom(backup, passphrase);
  port = await hub.start();
  for (const desk of [first, late]) desk.reach(port);
}

/** Official numbers as a desk shows them, by case. */
function numbersAt({ desk: { core } }: RealDesk): Record<string, unknown> {
  const cases = all(
    core.store.read,
    sql<{ stream: string }>`SELECT DISTINCT stream FROM entry WHERE kind = 'service' ORDER BY stream`,
  );
  return Object.fromEntries(
    cases.map(({ stream }) => [stream, loadState(core.store.read, core.findKind, stream)?.core.officialNumber]),
  );
}

const collects = (met: readonly string[]): boolean => met.includes('collecting');
const scopesOf = (desk: RealDesk) => readSetting(desk.desk.core.store.read, scopesSetting);
const registriesOf = ({ desk: { core } }: RealDesk) =>
  all(core.store.read, sql<{ key: string }>`SELECT kind, stream FROM live_record ORDER BY kind, stream`);

test.each([
  ['others hold what it wrote', true],
  ['nobody else holds anything of it, but it calls', false],
])(
  'waited for, because %s',
  async (_why, areHeardElsewhere) => {
    if (areHeardElsewhere) await first.rest();
    const [numbers, scopes, registries] = [numbersAt(late), scopesOf(late), registriesOf(late)];
    expect(new Set(Object.values(numbers)).size).toBe(3);
    await putBack();
    first.takeCases(1);
    if (!areHeardElsewhere) await late.rest();
    await first.rest(collects);
    // It has brought back all it holds, and is still told to wait.
    expect(await first.rest(collects)).toContain('collecting');
    const { id } = late.desk.core.writer;
    expect((await run(['collection'])).split('\n').filter((line) => line.includes(id))).toEqual([
      expect.stringContaining('invite'),
    ]);
    expect((await late.rest()).at(-1)).toBe('stopped: unknown');
    expect(mayJoin(late.desk.core.store.read)).toBe(true);
    // Not at another hub, whatever invitation somebody brings.
    const url = `https://127.0.0.1:${String(port)}`;
    const pin = Buffer.alloc(32, 7).toString('base64url');
    const other = await late.beginJoin(writeInvitation({ url, pin, code: 'ABCDEFGHJKMN' }));
    expect(other).toMatchObject({ refusal: { code: 'link.notSameHub' } });
    await late.comeTo(hub, port);
    for (let round = 0; round < 2; round += 1) for (const desk of [late, first]) await desk.rest();
    expect(numbersAt(late)).toEqual(numbers);
    expect(numbersAt(first)).toMatchObject(numbers);
    const given = Object.values(numbersAt(first));
    expect([given.length, new Set(given).size, given.includes(undefined)]).toEqual([6, 6, false]);
    // What it had brought itself, and the township had not taken over, is its own as before.
    expect([scopesOf(late), registriesOf(late)]).toEqual([scopes, registries]);
    expect(await run(['alarms'])).toContain('没有需要看的问题');
  },
  120_000,
);

test('where a person would not wait, a number that stands twice since is told', async () => {
  const numbers = numbersAt(late);
  await putBack();
  first.takeCases(1);
  await late.rest();
  await first.rest(collects);
  await run(['collection', '--close']);
  await first.rest();
  await first.rest();
  // Typed with another hub's address it reaches nobody but the one it had.
  const elsewhere = new HubPrograms();
  const address = `127.0.0.1:${String(await elsewhere.start())}`;
  expect(await late.beginJoin('ABCD-EFGH-JKMN', address)).toMatchObject({ refusal: { code: 'link.otherHub' } });
  await elsewhere.close();
  await late.comeTo(hub, port);
  for (let round = 0; round < 2; round += 1) for (const desk of [late, first]) await desk.rest();
  // Nothing that was acknowledged is taken back: both keep it, and the operator hears of it.
  expect(numbersAt(first)).toMatchObject(numbers);
  const twice = Object.values(numbersAt(first)).filter((one, at, every) => every.indexOf(one) !== at);
  expect(twice).toHaveLength(1);
  const alarms = await run(['alarms']);
  expect(alarms.match(/正式编号/gu)).toHaveLength(1);
  expect(alarms).toContain(String(twice[0]));
}, 120_000);
