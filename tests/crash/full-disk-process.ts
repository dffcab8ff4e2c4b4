/**
 * `node full-disk-process.ts <dir> <ballast bytes>`, on a disk that will be full: a morning at the counter until the disk refuses,
 * as if nobody had looked at the room left; shows that even what only drains is refused then, gives up the ballast and goes on.
 * At the end with the program's own eye for room: new work is refused before the disk does. Prints one line of JSON.
 */
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepBallast, readSpace, type SpaceLevel } from '#desk/store/ballast.ts';
import { refusalOf } from '#desk/store/failures.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { examine } from './examine.ts';
import { nextIntake, openWorkload, type Running } from './workload.ts';

const dir = process.argv[2] ?? '';
const bytes = Number(process.argv[3]);
const megabyte = 1024 * 1024;
const random = { bytes: (count: number) => randomBytes(count) };

/** The refusal's code, or `done`. */
function answer(work: () => void): string {
  try {
    work();
    return 'done';
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return refusal.code;
  }
}

/** What an intake answers a screen. */
function begun({ act }: Running, i: number): string {
  try {
    act(i);
    return 'done';
  } catch (error) {
    return error instanceof Error ? error.message : 'something else';
  }
}

/** This disk is small from the beginning: the eye for room is closed where the disk itself is to be met. */
async function open(first: number): Promise<Running> {
  const running = unwrap(await openWorkload(dir, first));
  const blind = (): SpaceLevel => 'ample';
  Object.assign(running.crashDesk.core, { spaceLevel: blind });
  return running;
}

// Set up where there is room: on so small a disk the program would refuse that too.
const elsewhere = mkdtempSync(join(tmpdir(), 'tongban-crash-'));
await unwrap(await openWorkload(elsewhere)).close();
cpSync(elsewhere, dir, { recursive: true });
rmSync(elsewhere, { recursive: true });

const filler = join(dir, 'somebody-else');
writeFileSync(filler, randomBytes(3 * megabyte));
const acked: string[] = [];
const running = await open(0);
unwrap(await keepBallast(dir, random, bytes));
const whenFull = answer(() => {
  for (let i = 0; i < 100_000; i += 1) acked.push(running.act(i));
});
const broken = answer(() => running.drain());
await running.close();

// A start on the full disk: it may have to give up the ballast to open at all.
const again = await open(acked.length);
let drained = 0;
const drainWhenFull = answer(() => {
  for (; drained < 200; drained += 1) again.drain();
});
const reopened = again.reopen().ok;
const isHeldAfter = readSpace(dir, bytes).isBallastHeld;
const drains = Array.from({ length: 20 }, () => answer(() => again.drain()));
// Somebody makes room: work goes on, and the ballast is kept again.
rmSync(filler);
const more = answer(() => acked.push(again.act(acked.length)));
const ballast = await keepBallast(dir, random, bytes);
await again.close();

// With its own eye for room the desk takes nothing new on so small a disk, and still drains.
const careful = unwrap(await openWorkload(dir, acked.length));
const refusedNew = begun(careful, nextIntake(acked.length));
const drainedCarefully = answer(() => careful.drain());
await careful.close();

const findings = await examine(dir, acked);
const answers = {
  whenFull,
  broken,
  drainWhenFull,
  reopened,
  isHeldAfter,
  more,
  isHeldAgain: ballast.ok,
  refusedNew,
  drainedCarefully,
};
writeSync(
  1,
  `${JSON.stringify({ acked: acked.length, ...answers, drained: drains.filter((one) => one === 'done').length, ...findings })}\n`,
);
