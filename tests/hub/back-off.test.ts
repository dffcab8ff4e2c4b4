/** A hub that does not answer, asks for patience, or fails at one act: how long a desk waits, and what it sends then. */
import { expect, test } from 'vitest';
import type { Call, Reply } from '#shared/sync/call.ts';
import type { PushRequest } from '#shared/sync/messages.ts';
import { poisonAfter } from '#shared/sync/protocol.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { townshipForEach, type Township } from './township.ts';

const hall = '360732108000';
let town: Township;
let desk: SimDesk;
/** In the hub's place; undefined: the hub answers. */
let instead: (call: Call) => Reply | undefined;
let pushes: PushRequest[];

townshipForEach(async (fresh) => {
  ({ town } = fresh);
  desk = await town.deskAlone(hall, true, 'chen');
  town.publish(desk, 'SAMPLE', '示例事项');
  await town.join(desk);
  [instead, pushes] = [() => undefined, []];
  const answer = town.hub.answer.bind(town.hub);
  town.hub.answer = async (call, diesIn) => {
    if (call.name === 'PUSH') pushes.push(JSON.parse(new TextDecoder().decode(call.body)) as PushRequest);
    return instead(call) ?? answer(call, diesIn);
  };
});

const refusal = (status: number, refused: string, retryAfter?: number): Reply => ({
  status,
  body: new TextEncoder().encode(JSON.stringify({ refused })),
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

/** How long it waits after each of so many tries (milliseconds). */
async function waits(tries: number): Promise<number[]> {
  desk.link.ask();
  const waited: number[] = [];
  while (waited.length < tries) {
    const step = await desk.step();
    if (step.is === 'waits') waited.push(step.milliseconds);
    else if (step.is !== 'went') throw new Error(JSON.stringify(step));
  }
  return waited;
}

test('a desk waits as long as the hub asks for; else longer each time, and anew after an answer', async () => {
  instead = () => refusal(503, 'busy', 7);
  expect(await waits(3)).toEqual([7000, 7000, 7000]);
  // Something between the two that knows no hub.
  instead = () => ({ status: 502, body: new TextEncoder().encode('<html>'), retryAfter: 9 });
  expect(await waits(2)).toEqual([9000, 9000]);
  instead = () => undefined;
  await town.rest(desk);
  instead = () => refusal(503, 'busy');
  const [first = Infinity, ...more] = await waits(12);
  expect(first).toBeLessThan(1000);
  expect(Math.max(...more)).toBeGreaterThan(30_000);
  instead = () => undefined;
  await town.rest(desk);
  instead = () => refusal(503, 'busy');
  expect((await waits(1))[0]).toBeLessThan(1000);
});

test('an act at which the hub fails goes alone after five times and is put aside after ten; no answer at all is no fault of it', async () => {
  const bad = town.takeCase(desk, 'SAMPLE');
  town.takeCase(desk, 'SAMPLE');
  const actsOf = ({ entries }: PushRequest): number => new Set(entries.map(({ header }) => header.act)).size;
  instead = ({ name }) => {
    const last = pushes.at(-1);
    if (name !== 'PUSH' || last === undefined) return undefined;
    if (pushes.length <= 3) return { status: 502, body: new Uint8Array() };
    const isBad = last.entries.some(({ header }) => header.stream === bad);
    return isBad && last.isPoison !== true ? refusal(500, 'fault') : undefined;
  };
  await waits(3 + 2 * poisonAfter);
  await town.rest(desk);
  const times = (count: number, line: string): string[] => Array.from({ length: count }, () => line);
  expect(pushes.map((push) => `${String(actsOf(push))}${push.isPoison === true ? ' aside' : ''}`)).toEqual([
    ...times(3 + poisonAfter, '2'),
    ...times(poisonAfter, '1'),
    '1 aside',
    '1',
  ]);
});
