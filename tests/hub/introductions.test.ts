/** A desk that was put back more than once before it met its hub again: each life is vouched for by the one before, and all of them come at once. */
import { expect, test } from 'vitest';
import { helloOf } from '#desk/sync/greet.ts';
import { sql } from '../../hub/store/database.ts';
import type { HubDatabase } from '../../hub/store/pg.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { hall, townshipForEach, type Township } from './township.ts';

const day = 24 * 3_600_000;
let database: HubDatabase;
let town: Township;
let desk: SimDesk;
let other: SimDesk;

townshipForEach(async (fresh) => {
  ({ town, database } = fresh);
  desk = await town.firstOfHall();
  other = await town.deskJoined(hall, true, 'liu');
});

/** A copy of what is there now takes its place, on a computer whose clock is off by so many days. */
async function putBack(days: number): Promise<string> {
  desk.skew = days * day;
  await desk.backUp();
  await desk.restore();
  return desk.core.writer.id;
}

// Their ids bear the time of the clock: the first line of HELLO is then about the life that nobody at the hub has heard of.
test.each([
  ['forward', [1, 2, 3]],
  ['back', [3, 2, 1]],
  ['forward and back', [1, 3, 2]],
])('lives are all let in where the clock went %s from one to the next', async (_clocks, clocks) => {
  const lives = [desk.core.writer.id];
  for (const days of clocks) lives.push(await putBack(days));
  desk.skew = 0;
  await desk.crash();
  const told = helloOf(desk.core, 'simulated').introductions.map(({ writer }) => writer);
  expect(told).toEqual(lives.slice(1).sort());
  const stream = town.takeCase(desk, 'SAMPLE');
  await town.restAll();
  expect(town.state(other, stream)).toEqual(town.state(desk, stream));
  const known = await database.transact((t) =>
    t.all(sql<{ id: string }>`SELECT id FROM writer WHERE desk = ${desk.id} AND NOT is_former ORDER BY id`),
  );
  expect(known.map(({ id }) => id)).toEqual(lives.toSorted());
});
