/**
 * A township of programs: five desks and a hub, each a process, over a network that is as bad as TCP allows; both sides killed at any
 * moment, the hub put back from an old backup on another disk in the middle. Afterwards everything heals, nothing that was acknowledged is
 * lost, and the invariants of the simulator hold (sync.md: I1 to I4, I6, I9, I10; I11 for the numbers).
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { Ordered } from '../../simulation/ordered.ts';
import { seededRandom, type SimRandom } from '../../simulation/world.ts';
import { badNetwork, goodNetwork, startBadNetwork, type BadNetwork } from '../../support/bad-network.ts';
import { debianPostgres } from '../../support/postgres.ts';
import { seed } from '../../support/seed.ts';
import { DeskProgram } from './desk-program.ts';
import { HubPrograms } from './hub-programs.ts';
import { checkPrograms, invite, letIn } from './programs.ts';

const isLong = process.env['TONGBAN_LONG'] === '1';
const passphrase = '开门的口令，写在纸上收好';
const places = [
  ['one', '360732108000', true],
  ['two', '360732108201', false],
  ['three', '360732108202', false],
  ['four', '360732108203', false],
  ['five', '360732108000', true],
] as const;

const closes: (() => Promise<unknown> | undefined)[] = [];
afterEach(async () => {
  for (const close of closes.splice(0).reverse()) await close();
});

interface Township {
  readonly hub: HubPrograms;
  readonly network: BadNetwork;
  readonly desks: readonly DeskProgram[];
  readonly random: SimRandom;
  /** Backups lie here. */
  readonly stick: string;
  readonly root: string;
}

async function open(hub: HubPrograms, drawn: number, pause: number): Promise<Township> {
  closes.push(() => hub.close());
  const root = mkdtempSync(join(tmpdir(), 'tongban-processes-'));
  const stick = join(root, 'stick');
  mkdirSync(stick);
  const network = await startBadNetwork(drawn, await hub.start());
  closes.push(() => network.close());
  const url = `https://127.0.0.1:${String(network.port)}`;
  const desks: DeskProgram[] = [];
  for (const [index, [name, station, isHall]] of places.entries()) {
    const dir = join(root, name);
    mkdirSync(dir);
    const code = await invite(hub, station, isHall, url);
    const isFirst = index === 0;
    const desk = new DeskProgram({ name, dir, station, isHall, isFirst, seed: drawn + index, url, code, pause });
    desks.push(desk);
    closes.push(() => desk.kill());
    await letIn(hub, desk);
  }
  closes.push(() => {
    rmSync(root, { recursive: true, force: true });
    return undefined;
  });
  return { hub, network, desks, random: seededRandom(drawn), stick, root };
}

/** `seconds` of a bad day. */
async function suffer({ hub, network, desks, random }: Township, seconds: number): Promise<Record<string, number>> {
  const done = { deskKilled: 0, hubKilled: 0, allCut: 0, partition: 0 };
  network.faults = badNetwork;
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    await wait(150 + random.pick(700));
    const drawn = random.pick(20);
    if (drawn < 7) {
      const desk = random.from(desks);
      await desk.kill();
      desk.start();
      done.deskKilled += 1;
    } else if (drawn < 9) {
      await hub.end('SIGKILL');
      network.target = await hub.start();
      done.hubKilled += 1;
    } else if (drawn < 11) {
      network.cutAll();
      done.allCut += 1;
    } else if (drawn < 13) {
      network.faults = { ...badNetwork, refused: 1 };
      network.cutAll();
      await wait(random.pick(1500));
      network.faults = badNetwork;
      done.partition += 1;
    }
  }
  return done;
}

/** Everybody is there again; nobody works; all that was written is everywhere. */
async function heal({ network, desks }: Township): Promise<void> {
  network.faults = goodNetwork;
  network.cutAll();
  for (const desk of desks) {
    if (!desk.isAlive) desk.start();
    expect(desk.errors).toBe('');
  }
  // What one sends last the others have still to hear of.
  for (let round = 0; round < 2; round += 1) await Promise.all(desks.map((desk) => desk.rest()));
  for (const desk of desks) await desk.end();
}

async function backUp({ hub, stick }: Township): Promise<string> {
  const { code, err } = await hub.operator.run(['backup', '--to', stick, '--same-disk'], [passphrase, passphrase]);
  if (code !== 0) throw new Error(err);
  return join(stick, readdirSync(stick).sort().at(-1) ?? '');
}

const report = (name: string, { entries, aside }: Ordered, { network, desks }: Township, suffered: object): void => {
  const starts = desks.reduce((sum, desk) => sum + desk.starts, 0);
  const acked = desks.reduce((sum, desk) => sum + desk.acked.size, 0);
  const facts = {
    seed: seed(),
    ordered: entries.length,
    aside: aside.size,
    acked,
    starts,
    ...suffered,
    network: network.done,
  };
  console.log(`${name}: ${JSON.stringify(facts)}`);
};

test('on the packaged PostgreSQL: killed, cut, cut off, put back from an old backup; nothing is lost', async () => {
  const town = await open(new HubPrograms(), seed(), 160);
  const before = await suffer(town, isLong ? 60 : 6);
  const file = await backUp(town);
  const between = await suffer(town, isLong ? 60 : 5);
  await town.hub.restoreFrom(file, passphrase);
  town.network.target = await town.hub.start();
  const after = await suffer(town, isLong ? 60 : 5);
  await heal(town);
  const ordered = await checkPrograms(town, 1);
  report('packaged', ordered, town, { before, between, after });
  expect(ordered.entries.length).toBeGreaterThan(50);
  expect(town.network.done.cut).toBeGreaterThan(0);
}, 600_000);

test('on Debian’s PostgreSQL, shorter', async () => {
  const debian = await debianPostgres();
  closes.push(() => debian.stop());
  const town = await open(new HubPrograms(await debian.newPlace()), seed() + 1, 160);
  const suffered = await suffer(town, isLong ? 30 : 4);
  await heal(town);
  const ordered = await checkPrograms(town, 0);
  report('Debian', ordered, town, suffered);
  expect(ordered.entries.length).toBeGreaterThan(30);
}, 600_000);
