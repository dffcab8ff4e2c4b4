/**
 * A hub's program and two desks on a loopback of their own (a network namespace), whose packets the kernel drops: `node lossy-township.ts
 * <seed>`, started by `lossy.test.ts` through `unshare --net`. One in five packets each way, then none get through for some seconds, then
 * all is well. Writes one line of JSON when everybody agrees.
 */
import { execFileSync } from 'node:child_process';
import { writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { unwrap } from '#shared/kernel/result.ts';
import { checkAgreement } from './agree.ts';
import { HubPrograms } from './hub-programs.ts';
import { droppedSchema, lossRules } from './loss-rules.ts';
import { RealDesk } from './real-desk.ts';

const rounds = process.env['TONGBAN_LONG'] === '1' ? 60 : 2;
/** Milliseconds in which no packet gets through. */
const partition = 2500;
const seed = Number(process.argv[2]);

const nft = (...args: readonly string[]) => execFileSync('nft', args, { encoding: 'utf8' });
let dropped = 0;

/** Of the packets to and from the hub so many percent are lost from now on. */
function lose(port: number, percent: number): void {
  dropped += droppedNow();
  execFileSync('nft', ['-f', '-'], { input: lossRules(port, percent) });
}

function droppedNow(): number {
  const { nftables } = z.object({ nftables: z.array(z.unknown()) }).parse(JSON.parse(nft('-j', 'list', 'ruleset')));
  const counted = nftables.flatMap((one) => droppedSchema.safeParse(one).data?.counter.packets ?? []);
  return counted.reduce((sum, packets) => sum + packets, 0);
}

const hub = new HubPrograms();
const hall = '360732108000';
const reals = [new RealDesk(hall, true, seed), new RealDesk(hall, true, seed + 1)] as const;
const [one, two] = reals;
const met: string[] = [];
const rest = async (real: RealDesk): Promise<void> => void met.push(...(await real.rest()));
let notes = 0;
let stream = '';

function work(): void {
  for (const { desk } of reals) {
    unwrap(desk.next(stream, { type: 'note', data: { text: '来过电话' } }));
    notes += 1;
  }
  for (const real of reals) real.takeCase();
}

async function run(port: number): Promise<void> {
  for (const real of reals) {
    await real.join(hub, port);
    await rest(real);
  }
  ({ stream } = one.takeCase());
  await rest(one);
  await rest(two);
  lose(port, 20);
  for (let round = 0; round < rounds; round += 1) {
    work();
    // A connection of its own each time, so that handshakes lose packets too.
    for (const real of reals) real.reach(port);
    await Promise.all(reals.map(rest));
  }
  const lost = droppedNow();
  lose(port, 100);
  work();
  const resting = Promise.all(reals.map(rest));
  await wait(partition);
  const lostInPartition = droppedNow();
  lose(port, 20);
  await resting;
  lose(port, 0);
  for (const real of [one, two, one]) await rest(real);
  const { entries } = await checkAgreement(hub, reals, [{ stream, notes }]);
  const facts = { entries: entries.length, notes, lost, lostInPartition, dropped, met: [...new Set(met)] };
  writeSync(1, `${JSON.stringify(facts)}\n`);
}

try {
  await run(await hub.start());
} finally {
  for (const real of reals) real.close();
  await hub.close();
}
