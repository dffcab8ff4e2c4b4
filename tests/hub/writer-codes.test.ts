/** I11 between desks that could not know of each other: two windows of one hall that drew the same two characters. */
import { expect, test } from 'vitest';
import { all, get, sql } from '#desk/store/handles.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { checkAll } from '../simulation/invariants.ts';
import { Ledger } from '../simulation/ledger.ts';
import { hall, townshipForEach, type Township } from './township.ts';

const village = '360732108201';
let town: Township;

townshipForEach(({ town: fresh }) => {
  town = fresh;
  // Every draw of a code, the only ones of two bytes that desks make here, gives the first that is free.
  const { random } = town.world;
  const bytes = random.bytes.bind(random);
  Object.assign(random, { bytes: (count: number) => (count === 2 ? new Uint8Array(2) : bytes(count)) });
});

const codeOf = ({ core }: SimDesk): string => core.writer.code;
const numbersOf = ({ core }: SimDesk): string[] =>
  all(core.store.read, sql<{ number: string }>`SELECT number FROM live_case WHERE number <> '' ORDER BY number`).map(
    ({ number }) => number,
  );

async function twoWindows(): Promise<readonly [SimDesk, SimDesk]> {
  const first = await town.firstOfHall();
  const second = await town.deskAlone(hall, true, 'liu');
  expect(codeOf(second)).toBe(codeOf(first));
  return [first, second];
}

test('two desks that meet with one code both go on with another, from their next numbers on', async () => {
  const [first, second] = await twoWindows();
  const former = second.core.writer.id;
  town.publish(second, 'OWN', '自己的事项');
  const printed = town.takeCase(second, 'OWN');
  const both = codeOf(first);
  await town.join(second);
  await town.restAll();
  expect(new Set([codeOf(first), codeOf(second), both]).size).toBe(3);
  expect(second.core.writer.id).not.toBe(former);
  // The number that went home on a slip stays, and its case goes on.
  const row = get(
    second.core.store.read,
    sql<{ number: string }>`SELECT number FROM live_case WHERE stream = ${printed}`,
  );
  expect(row?.number.slice(6, 8)).toBe(both);
  town.note(second, printed, '电话告知进度');
  for (let taken = 0; taken < 5; taken += 1) for (const desk of [first, second]) town.takeCase(desk, 'SAMPLE');
  await town.restAll();
  const numbers = numbersOf(first);
  expect(numbers).toHaveLength(11);
  expect(new Set(numbers).size).toBe(11);
  expect(numbersOf(second)).toEqual(numbers);
  expect(get(second.core.store.read, sql<{ n: number }>`SELECT count(*) AS n FROM outbox`)?.n).toBe(0);
  await checkAll(town.hub, town.desks, new Ledger());
});

test('nothing changes where they stand at different stations, and nothing a second time', async () => {
  const [first, second] = await twoWindows();
  const code = codeOf(first);
  const third = await town.deskAlone(village, false, 'wang');
  expect(codeOf(third)).toBe(code);
  for (const desk of [second, third]) await town.join(desk);
  await town.restAll();
  expect(codeOf(third)).toBe(code);
  const kept = [first, second].map(codeOf);
  expect(new Set([...kept, code]).size).toBe(3);
  await town.restAll();
  expect([first, second].map(codeOf)).toEqual(kept);
});

test('a desk that goes on elsewhere draws no code of another desk it knows of', async () => {
  const [first, second] = await twoWindows();
  await town.join(second);
  const codes = new Set([codeOf(first), codeOf(second)]);
  second.core.writer = second.renewWriter();
  expect(codes).not.toContain(codeOf(second));
});
