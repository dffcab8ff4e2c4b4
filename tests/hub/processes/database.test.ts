/** The hub's database goes away under it: killed in the middle of a batch, or its disk is full. The desk waits, and nothing is lost or twice. */
import { execFileSync } from 'node:child_process';
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { all, sql } from '#desk/store/handles.ts';
import { findKind } from '#shared/kinds/registry.ts';
import { checkHub } from '../../simulation/invariants-hub.ts';
import { Ledger } from '../../simulation/ledger.ts';
import { temporaryFolder } from '../../support/postgres.ts';
import { seed } from '../../support/seed.ts';
import { HubPrograms } from './hub-programs.ts';
import { RealDesk } from './real-desk.ts';

const kills = process.env['TONGBAN_LONG'] === '1' ? 20 : 3;
const closes: (() => Promise<unknown> | undefined)[] = [];
afterEach(async () => {
  for (const close of closes.splice(0).reverse()) await close();
});

async function township(hub: HubPrograms): Promise<RealDesk> {
  closes.push(() => hub.close());
  const port = await hub.start();
  const one = new RealDesk('360732108000', true, seed());
  await one.join(hub, port);
  closes.push(() => {
    one.close();
    return undefined;
  });
  await one.rest();
  return one;
}

/** Every entry of the desk is at the hub, once, in a place of its own. */
async function checkArrived(hub: HubPrograms, { desk }: RealDesk): Promise<number> {
  const own = all(desk.core.store.read, sql<{ id: string }>`SELECT e.id FROM entry e JOIN writer w ON w.id = e.writer`);
  const waiting = all(desk.core.store.read, sql<{ act: string }>`SELECT act FROM outbox`);
  const ordered = await hub.readOrdered();
  const there = new Set(ordered.entries.map(({ id }) => id));
  expect(waiting).toEqual([]);
  expect(own.filter(({ id }) => !there.has(id))).toEqual([]);
  expect([...ordered.aside.values()]).toEqual([]);
  checkHub(findKind, ordered, new Ledger());
  return ordered.entries.length;
}

test('a database killed again and again in the middle of what is sent', async () => {
  const hub = new HubPrograms();
  const one = await township(hub);
  const met = new Set<string>();
  for (let kill = 0; kill < kills; kill += 1) {
    one.takeCases(120);
    const resting = one.rest();
    await wait(one.random.pick(250));
    killIfThere(hub.postmaster());
    for (const why of await resting) met.add(why);
  }
  one.takeCases(1);
  await one.rest();
  // The desk was told that the hub is busy, or nobody answered it in time; never that something of its own was wrong.
  expect([...met].filter((why) => why !== 'busy' && why !== 'unreached')).toEqual([]);
  const entries = await checkArrived(hub, one);
  console.log(`database killed ${String(kills)} times: ${String(entries)} entries, met ${[...met].join(', ')}`);
});

/** A disk of its own for the hub; undefined where this machine permits no mount. */
function mountSmall(): string | undefined {
  const dir = temporaryFolder('disk');
  closes.push(() => {
    rmSync(dir, { recursive: true });
    return undefined;
  });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=130m', 'tmpfs', dir], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  closes.push(() => {
    execFileSync('umount', ['-l', dir]);
    return undefined;
  });
  return dir;
}

/** Writes until the disk takes no more byte. */
function fill(file: string): void {
  const handle = openSync(file, 'w');
  for (const size of [1024 * 1024, 4096, 1]) {
    try {
      for (;;) writeSync(handle, Buffer.alloc(size));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
  fsyncSync(handle);
  closeSync(handle);
}

test('a disk that is full: the desk is told to come again, and all arrives when there is room', async (context) => {
  const disk = mountSmall();
  if (disk === undefined) return context.skip('this machine permits no mount');
  const hub = new HubPrograms(undefined, join(disk, 'hub'));
  const one = await township(hub);
  const filler = join(disk, 'filler');
  fill(filler);
  one.takeCases(400);
  const met = await one.rest((whys) => whys.length >= 3);
  expect(met).toHaveLength(3);
  expect(met.filter((why) => why !== 'busy' && why !== 'unreached')).toEqual([]);
  rmSync(filler);
  await one.rest();
  const entries = await checkArrived(hub, one);
  console.log(`full disk: ${String(entries)} entries, met ${[...new Set(met)].join(', ')}`);
}, 240_000);

/** The one that was killed last may not have been started again yet: its number still stands in the file. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
