/**
 * A desk as a program of its own, over HTTPS: `node desk-process.ts <JSON>`. It joins by a code, then people work at it while its runner
 * talks to the hub; it may be killed at any moment and started again on the same directory.
 *
 *     compare 483 920     it waits to be let in
 *     joined              it is
 *     ack <JSON>          entries that were acknowledged to somebody, with their act
 *     number <n> <stream> a receipt number that was given
 *     atRest              asked to rest: nothing waits, as far as the hub says
 *     stopped <why>       the link waits for a person
 *
 * Lines of its input: `rest` (nobody works any more; say so when all is sent and received), `work`, `end`.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { deskName, writeSetting } from '#desk/settings.ts';
import { all, get, sql, transact } from '#desk/store/handles.ts';
import { createCrypto } from '#desk/keys/provider.ts';
import { createLink } from '#desk/sync/link.ts';
import { ask, beginJoin, keepJoined } from '#desk/sync/join.ts';
import { linkTo, readSetting } from '#desk/sync/link-state.ts';
import { httpsCarrier } from '#desk/sync/pinned.ts';
import { startRunner, type Runner } from '#desk/sync/runner.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { kinds } from '#shared/kinds/registry.ts';
import { Ledger } from '../../simulation/ledger.ts';
import { SimDesk } from '../../simulation/sim-desk.ts';
import { work } from '../../simulation/workload.ts';
import { seededRandom, type World } from '../../simulation/world.ts';
import type { DeskOrder } from './desk-order.ts';

const order = JSON.parse(process.argv[2] ?? '{}') as DeskOrder;
const say = (line: string): void => void writeSync(1, `${line}\n`);

const random = seededRandom(order.seed);
const world: World = {
  random,
  now: () => Date.now(),
  advance: () => undefined,
  say: () => undefined,
  trace: [],
};
const nowhere = () => Promise.reject(new Error('bug: the simulated link'));
const { name, dir, station, isHall } = order;
const desk = new SimDesk(world, { name, dir, station, isHall }, kinds, nowhere);
const { ed25519 } = createCrypto(random);

class ToldLedger extends Ledger {
  private told = 0;
  /** What is new since it was last asked. */
  tell(): void {
    const fresh = [...this.committed.values()].slice(this.told);
    this.told += fresh.length;
    if (fresh.length > 0) say(`ack ${JSON.stringify(fresh)}`);
  }
  override number(number: string, stream: string): void {
    super.number(number, stream);
    if (number !== '') say(`number ${number} ${stream}`);
  }
}
const ledger = new ToldLedger();

function begin(kind: string, type: string, set: Record<string, string | string[]>): void {
  const found = kinds.find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`no kind ${kind}`);
  unwrap(desk.begin(found, { type, data: { set } }));
}

/** Its first start: one member of staff; the first desk has the township's matter. */
function furnish(): void {
  const [before] = all(desk.core.store.read, sql<{ n: number }>`SELECT count(*) AS n FROM entry WHERE kind = 'staff'`);
  if ((before?.n ?? 0) > 0) return;
  transact(desk.core.store.write, (transaction) => {
    writeSetting(transaction, deskName, name);
  });
  begin('staff', 'added', { name: `人员${name}`, login: name, roles: ['window'] });
  if (order.isFirst)
    begin('matter', 'published', {
      code: 'SAMPLE',
      name: '示例事项',
      category: '示例',
      type: 'publicService',
      version: '1',
    });
}

async function join(): Promise<void> {
  const parts = { core: desk.core, crypto: { ...createCrypto(random), sm3: desk.core.ports.sm3 }, app: 'test' };
  const joining = unwrap(await beginJoin(parts, { code: order.code, address: order.url }));
  say(`compare ${joining.comparison}`);
  for (;;) {
    const said = await ask(parts, joining);
    if (said.ok && said.value === 'joined') break;
    await wait(100);
  }
  keepJoined(desk.core, joining);
  joining.carrier.close();
  say('joined');
}

function startLink(): Runner {
  const hub = readSetting(desk.core.store.read, linkTo);
  if (hub === null) throw new Error('bug: not joined');
  const carrier = httpsCarrier(hub.url, hub.pin);
  const link = createLink({ core: desk.core, ed25519, carrier, app: 'test', renewWriter: desk.renewWriter });
  const runner = startRunner({ core: desk.core, link, changed: () => undefined, told: () => undefined });
  const { changed } = desk.core;
  Object.assign(desk.core, {
    changed: (streams: readonly string[]) => {
      changed(streams);
      runner.wake();
    },
  });
  return runner;
}

/** Its own member of staff, as after any start. */
const staffOf = (): string =>
  get(
    desk.core.store.read,
    sql<{ stream: string }>`SELECT stream FROM entry WHERE kind = 'staff' AND writer IN (SELECT id FROM writer)
      ORDER BY writer, writer_seq LIMIT 1`,
  )?.stream ?? 'desk';

const isAllSent = (): boolean =>
  all(desk.core.store.read, sql<{ act: string }>`SELECT act FROM outbox LIMIT 1`).length === 0;

let mode = 'work';
let restings = 0;
createInterface({ input: process.stdin }).on('line', (line) => {
  mode = line;
  restings = 0;
});

await desk.open();
furnish();
ledger.look(desk);
ledger.tell();
if (readSetting(desk.core.store.read, linkTo) === null) await join();
desk.isAuthority = false;
await desk.crash();
desk.staff = staffOf();
const runner = startLink();
say('opened');
let stopped = '';
for (let turn = 0; mode !== 'end'; turn += 1) {
  const now = runner.now();
  // Whoever waits is asked to try again, as by a person who presses the button: the pauses of a bad day would outlast the test.
  if (now.is === 'waiting' && turn % 4 === 0) runner.wake();
  if (now.is === 'stopped' && now.stop !== stopped) say(`stopped ${(stopped = now.stop ?? '')}`);
  if (mode === 'work' && random.once(2)) work(world, ledger, desk);
  ledger.tell();
  if (mode === 'rest' && now.is === 'atRest' && isAllSent()) {
    restings += 1;
    if (restings === 3) say('atRest');
  }
  await wait(40 + random.pick(order.pause));
}
await runner.stop();
desk.close();
process.exit(0);
