/**
 * trust.md, row 15, on the line: desks talk to a hub's program over HTTPS, and the connection is cut after any byte of it, on the way there
 * or back: of the handshake, of TLS records, of the heads and bodies of one PUSH and the PULLs that follow at the desk that wrote and at
 * another. `npm run test:long` cuts at every byte; CI at some drawn by the seed. Every byte of the messages: `../cut-at-every-byte.test.ts`.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unwrap } from '#shared/kernel/result.ts';
import { seededRandom } from '../../simulation/world.ts';
import { startCutLine, type Cut, type CutLine } from '../../support/cut-line.ts';
import { seed } from '../../support/seed.ts';
import { checkAgreement } from './agree.ts';
import { HubPrograms } from './hub-programs.ts';
import { RealDesk } from './real-desk.ts';

const isLong = process.env['TONGBAN_LONG'] === '1';
const sampled = 10;
const hall = '360732108000';
const closes: (() => unknown)[] = [];
let hub: HubPrograms;
let line: CutLine;
let one: RealDesk;
let two: RealDesk;
/** Cases with the notes that were written on them, the newest last. */
let cases: { readonly stream: string; notes: number }[];

beforeEach(async () => {
  hub = new HubPrograms();
  closes.push(() => hub.close());
  const port = await hub.start();
  line = await startCutLine(port);
  closes.push(() => line.close());
  [one, two] = [new RealDesk(hall, true, seed()), new RealDesk(hall, true, seed() + 1)];
  for (const real of [one, two]) {
    closes.push(() => {
      real.close();
    });
    await real.join(hub, port);
    await rest(real);
  }
  cases = [];
});
afterEach(async () => {
  for (const close of closes.splice(0).reverse()) await close();
});

/** Steps on at once, whatever it is told to wait; answers for what it would have waited. */
async function rest({ desk }: RealDesk): Promise<string[]> {
  const met: string[] = [];
  desk.link.ask();
  for (let tries = 0; tries < 200; tries += 1) {
    const step = await desk.step();
    if (step.is === 'atRest') return met;
    if (step.is === 'stopped') throw new Error(`stopped: ${step.stop}`);
    if (step.is === 'waits') met.push(step.why);
  }
  throw new Error(`does not come to rest: ${met.join(' ')}`);
}

/** The case to write on; another one in time, because the history of a case is folded whole whenever something of it comes in. */
async function caseAtHand(): Promise<{ readonly stream: string; notes: number }> {
  const last = cases.at(-1);
  if (last !== undefined && last.notes < 100) return last;
  const { stream } = one.takeCase();
  for (const real of [one, two]) await rest(real);
  const fresh = { stream, notes: 0 };
  cases.push(fresh);
  return fresh;
}

/** The first desk writes and sends, the other receives, each over a connection of its own; `who`: whose is cut. Answers what arrived of that. */
async function exchange(
  who: RealDesk,
  cut?: Cut,
): Promise<{ readonly isCut: boolean; readonly bytes: CutLine['last'] }> {
  const written = await caseAtHand();
  unwrap(one.desk.next(written.stream, { type: 'note', data: { text: '甲' } }));
  written.notes += 1;
  let isCut = false;
  let bytes = line.last;
  for (const real of [one, two]) {
    real.reach(line.port);
    line.next = real === who ? cut : undefined;
    const met = await rest(real);
    expect(met.filter((why) => why !== 'unreached')).toEqual([]);
    if (real === who) [isCut, bytes] = [met.length > 0, line.last];
  }
  return { isCut, bytes };
}

const draw = seededRandom(seed());
/** Where to cut what has so many bytes. */
const places = (bytes: number): readonly number[] =>
  isLong
    ? Array.from({ length: bytes }, (_, at) => at)
    : Array.from({ length: sampled }, () => draw.pick(bytes)).toSorted((a, b) => a - b);

test('a connection cut after any byte, on the way there and back: desks and hub agree, nothing is lost or twice', async () => {
  const done: string[] = [];
  for (const who of [one, two])
    for (const way of ['up', 'down'] as const) {
      const whole = await exchange(who);
      expect(whole.isCut).toBe(false);
      const ats = places(whole.bytes[way]);
      let cuts = 0;
      for (const at of ats) if ((await exchange(who, { way, at })).isCut) cuts += 1;
      done.push(
        `${who === one ? 'PUSH and PULL' : 'PULL'} ${way}: ${String(cuts)} of ${String(whole.bytes[way])} bytes`,
      );
      // The last bytes of a connection are its goodbye, which nobody waits for; a handshake may be some bytes shorter.
      expect(cuts).toBeGreaterThan(ats.length * 0.8);
    }
  for (const real of [one, two]) await rest(real);
  await checkAgreement(hub, [one, two], cases);
  console.log(`seed ${String(seed())}, cut: ${done.join('; ')}`);
}, 3_600_000);
