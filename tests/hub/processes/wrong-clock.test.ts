/**
 * trust.md, row 16, with programs: two desks work at a hub, and the clock of one is wrong: ten days ahead when it joins, then set back under
 * the running program, then 1970, then right. libfaketime does that to the real program; skipped where it is not installed.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { EntryHeader } from '#shared/journal/entry.ts';
import { seed } from '../../support/seed.ts';
import { DeskProgram } from './desk-program.ts';
import { HubPrograms } from './hub-programs.ts';
import { checkPrograms, invite, letIn } from './programs.ts';

const hall = '360732108000';
const day = 24 * 3_600_000;
/** As libfaketime reads them, and the instant it makes of now. */
const clocks = [
  { says: '+10d', now: () => Date.now() + 10 * day },
  { says: '-10d', now: () => Date.now() - 10 * day },
  { says: '@1970-01-02 00:00:00', now: () => day },
  { says: '+0', now: () => Date.now() },
] as const;

const closes: (() => Promise<unknown> | undefined)[] = [];
afterEach(async () => {
  for (const close of closes.splice(0).reverse()) await close();
});

/** What makes a program believe the file; undefined where libfaketime is not installed. */
function fakeClock(file: string): Readonly<Record<string, string>> | undefined {
  try {
    const library = execFileSync('faketime', ['-f', '+0', 'printenv', 'LD_PRELOAD'], { encoding: 'utf8' }).trim();
    // How long something takes is measured by another clock, which nobody can turn.
    return {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      TZ: 'UTC',
    };
  } catch {
    return undefined;
  }
}

/** Whole or not at all: the program reads the file at any moment. */
function turn(file: string, says: string): void {
  writeFileSync(`${file}.new`, `${says}\n`);
  renameSync(`${file}.new`, file);
}

/** Lets in two desks of the hall; the second one's program has `env` besides. */
async function openDesks(
  root: string,
  hub: HubPrograms,
  env: Readonly<Record<string, string>>,
): Promise<readonly [right: DeskProgram, wrong: DeskProgram]> {
  const url = `https://127.0.0.1:${String(await hub.start())}`;
  const open = async (name: string, isFirst: boolean): Promise<DeskProgram> => {
    const dir = join(root, name);
    mkdirSync(dir);
    const code = await invite(hub, hall, true, url);
    const facts = { name, dir, station: hall, isHall: true, isFirst, seed: seed() + (isFirst ? 0 : 1) };
    const desk = new DeskProgram({ ...facts, url, code, pause: 20 }, isFirst ? {} : env);
    closes.push(() => desk.kill());
    await letIn(hub, desk);
    return desk;
  };
  return [await open('one', true), await open('two', false)];
}

/** People go on at it under the clock it has now. */
async function works(desk: DeskProgram): Promise<void> {
  const before = desk.acked.size;
  while (desk.acked.size < before + 5) {
    expect(desk.isAlive).toBe(true);
    await wait(20);
  }
}

test('a desk whose clock is ten days ahead, set back, in 1970 and right again, beside one that is right', async (context) => {
  const root = mkdtempSync(join(tmpdir(), 'tongban-clock-'));
  closes.push(() => {
    rmSync(root, { recursive: true, force: true });
    return undefined;
  });
  const file = join(root, 'clock');
  turn(file, clocks[0].says);
  const env = fakeClock(file);
  if (env === undefined) {
    console.warn('skipped, faketime is not installed');
    return context.skip('faketime is not installed');
  }
  const hub = new HubPrograms();
  closes.push(() => hub.close());
  const desks = await openDesks(root, hub, env);
  const [, wrong] = desks;
  for (const { says } of clocks) {
    turn(file, says);
    await works(wrong);
  }
  for (let round = 0; round < 2; round += 1) await Promise.all(desks.map((desk) => desk.rest()));
  for (const desk of desks) {
    expect(desk.errors).toBe('');
    await desk.end();
  }
  const ordered = await checkPrograms({ hub, desks }, 0);
  const byWrong = ordered.entries.filter(({ id }) => wrong.acked.has(id));
  // What it wrote under each clock is there, with the time it believed.
  const wrote = byWrong.map(({ header }) => Date.parse((JSON.parse(header) as EntryHeader).on));
  for (const { says, now } of clocks)
    expect([says, wrote.some((on) => Math.abs(on - now()) < day / 2)]).toEqual([says, true]);
  console.log(
    `seed ${String(seed())}: ${String(ordered.entries.length)} entries, ${String(byWrong.length)} of the wrong clock`,
  );
}, 240_000);
