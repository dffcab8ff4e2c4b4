/**
 * `node full-disk-process.ts <dir> <ballast bytes>`, on a disk that will be full: acts until the disk refuses, shows that even
 * an act that makes room is refused then, gives up the ballast and goes on. Prints one line of JSON.
 */
import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { keepBallast, readSpace } from '#desk/store/ballast.ts';
import { refusalOf } from '#desk/store/failures.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { workload } from './workload.ts';

const dir = process.argv[2] ?? '';
const bytes = Number(process.argv[3]);
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

const acked: string[] = [];
const running = unwrap(await workload.open(dir));
unwrap(await keepBallast(dir, random, bytes));
const whenFull = answer(() => {
  for (let i = 0; i < 100_000; i += 1) acked.push(running.act(i));
});
const broken = answer(() => running.drain());
running.close();

const again = unwrap(await workload.open(dir));
let drainedWhenFull = 0;
const drainWhenFull = answer(() => {
  // The last pages of the log may have room for one or two; then even this is refused.
  for (; drainedWhenFull < 1000; drainedWhenFull += 1) again.drain();
});
const heldBefore = readSpace(dir, bytes).isBallastHeld;
const reopened = again.reopen();
const heldAfter = readSpace(dir, bytes).isBallastHeld;
const drains = Array.from({ length: 20 }, () => answer(() => again.drain()));
again.close();

const { refusal: _why, ...findings } = await workload.check(dir, acked);
const answers = { whenFull, broken, drainWhenFull, heldBefore, reopened: reopened.ok, heldAfter };
writeSync(
  1,
  `${JSON.stringify({ acked: acked.length, ...answers, drained: drains.filter((one) => one === 'done').length, ...findings })}\n`,
);
