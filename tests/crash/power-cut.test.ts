/**
 * trust.md rows 1 and 2: what was acknowledged survives a power cut. The acts run once under strace; from the recorded calls
 * the disk is rebuilt as a cut at some call could have left it, opened as the next start would, and compared.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { seed } from '../support/seed.ts';
import { Disk, fates } from './disk.ts';
import { isLong, memoryFolder, scratchFolder, seeded } from './processes.ts';
import { record } from './record.ts';
import type { Call } from './trace.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { examine, type Findings } from './examine.ts';
import { numbersIn, openWorkload } from './workload.ts';

const acts = 240;
/** Reopening now and then makes logs end and begin, which is where directories matter. */
const run = { count: acts, reopenEvery: 75 };
/** An intake that is not among them. */
const later = 1000;
const states = isLong ? 1000 : 150;
const statesOfTheWeak = isLong ? 400 : 60;

interface Tally {
  readonly states: number;
  readonly statesWithLoss: number;
  readonly lost: number;
  readonly half: readonly string[];
  readonly corrupt: number;
  readonly first: string;
}

/** Cuts the power at `states` seeded calls and counts what the opened states lack. */
async function replay(
  dir: string,
  calls: readonly Call[],
  random: () => number,
  { states, goesOn }: { readonly states: number; readonly goesOn: boolean },
): Promise<Tally> {
  const disk = new Disk(dir);
  const relevant = relevantCalls(dir, calls);
  const cuts = Array.from({ length: states }, () => Math.floor(random() * relevant.length)).sort((a, b) => a - b);
  const place = memoryFolder();
  const found: { findings: Findings; cut: number; fate: string }[] = [];
  let at = 0;
  for (const [index, cut] of cuts.entries()) {
    for (; at <= cut; at += 1) {
      const call = relevant[at];
      if (call) disk.apply(call);
    }
    const fate = fates[index % fates.length] ?? 'none';
    lay(place, disk.crash(fate, random));
    found.push({ findings: await examine(place, disk.acked), cut, fate });
    if (goesOn && index % 10 === 0) await assertGoesOn(place, disk.acked);
  }
  return tally(found);
}

/** The desk is usable after the cut: it takes another case, under a number nobody was given. */
async function assertGoesOn(place: string, acked: readonly string[]): Promise<void> {
  const running = unwrap(await openWorkload(place, later));
  const next = running.act(later);
  await running.close();
  expect(numbersIn(acked)).not.toContain(numbersIn([next])[0]);
  expect(await examine(place, [next])).toMatchObject({ lost: 0, half: [], corrupt: 0 });
}

/** Only calls that reach the directory or acknowledge: a cut between others gives no new state. */
function relevantCalls(dir: string, calls: readonly Call[]): Call[] {
  const disk = new Disk(dir);
  return calls.filter((call) => disk.apply(call));
}

function lay(place: string, files: ReadonlyMap<string, Buffer>): void {
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place);
  for (const [name, content] of files) {
    mkdirSync(dirname(join(place, name)), { recursive: true });
    writeFileSync(join(place, name), content);
  }
}

function tally(found: readonly { findings: Findings; cut: number; fate: string }[]): Tally {
  const sum = (pick: (findings: Findings) => number): number =>
    found.reduce((total, { findings }) => total + pick(findings), 0);
  const bad = found.find(({ findings }) => findings.lost + findings.half.length + findings.corrupt > 0);
  return {
    states: found.length,
    statesWithLoss: found.filter(({ findings }) => findings.lost > 0).length,
    lost: sum(({ lost }) => lost),
    half: found.flatMap(({ findings }) => findings.half),
    corrupt: sum(({ corrupt }) => corrupt),
    first: bad ? JSON.stringify(bad) : '',
  };
}

let given = 0;
beforeAll(() => {
  given = seed();
});

test('with our settings no acknowledged act is lost in any state', async () => {
  const dir = join(scratchFolder(), 'data');
  mkdirSync(dir);
  const calls = await record(dir, { ...run, imports: [] });
  assertModelFollowed(dir, calls);
  const result = await replay(dir, calls, seeded(given), { states, goesOn: true });
  console.log(`power cut, FULL: ${JSON.stringify(result)}`);
  expect(result).toEqual({ states, statesWithLoss: 0, lost: 0, half: [], corrupt: 0, first: '' });
});

test('with synchronous=NORMAL the same test finds losses, so it can fail', async () => {
  const dir = join(scratchFolder(), 'data');
  mkdirSync(dir);
  const wish = { states: statesOfTheWeak, goesOn: false };
  const result = await replay(dir, await record(dir, { ...run, imports: ['weaken.ts'] }), seeded(given), wish);
  console.log(`power cut, NORMAL: ${JSON.stringify(result)}`);
  expect(result.statesWithLoss).toBeGreaterThan(statesOfTheWeak / 10);
});

/** After the last call the model must hold, byte for byte, the files the program left. */
function assertModelFollowed(dir: string, calls: readonly Call[]): void {
  const disk = new Disk(dir);
  for (const call of calls) disk.apply(call);
  expect(disk.acked).toHaveLength(acts);
  const files = disk.seenFiles();
  expect([...files.keys()].toSorted()).toEqual(readdirSync(dir).toSorted());
  for (const [name, content] of files)
    expect(`${name} ${String(readFileSync(join(dir, name)).equals(content))}`).toBe(`${name} true`);
}
