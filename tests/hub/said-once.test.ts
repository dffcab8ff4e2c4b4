/** An official number is given once: also where what came of it before is still on its way back, or on its way in. */
import { beforeEach, describe, expect, test } from 'vitest';
import { all, get, sql } from '#desk/store/handles.ts';
import { pullLimit, pushLimit } from '#shared/sync/protocol.ts';
import { sql as hubSql } from '../../hub/store/database.ts';
import { beginCollection, closeCollection } from '../../hub/sync/collection.ts';
import { revokeDesk } from '../../hub/sync/desks.ts';
import type { HubDatabase } from '../../hub/store/pg.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { readHub } from '../simulation/ordered.ts';
import { hall, townshipForEach, type Township } from './township.ts';

const village = '360732108201';
let database: HubDatabase;
let town: Township;

townshipForEach((fresh) => {
  ({ town, database } = fresh);
});

const numbersAt = ({ core }: SimDesk): Record<string, string> =>
  Object.fromEntries(
    all(
      core.store.read,
      sql<{ stream: string; number: string }>`SELECT stream, official_number AS number FROM live_case ORDER BY stream`,
    ).map(({ stream, number }) => [stream, number]),
  );

/** How often a number was said in each case, and what is marked. */
async function saidAtHub(): Promise<{ times: number[]; marked: number }> {
  const { entries } = await readHub(town.hub);
  const said = Map.groupBy(
    entries.filter(({ type }) => type === 'officialNumber'),
    ({ stream }) => stream,
  );
  const cases = entries.filter(({ type }) => type === 'received').map(({ stream }) => stream);
  const marked = town.desks.flatMap((desk) => cases.flatMap((stream) => marksAt(desk, stream)));
  return { times: [...new Set(cases.map((stream) => said.get(stream)?.length ?? 0))], marked: marked.length };
}

function marksAt(desk: SimDesk, stream: string): readonly unknown[] {
  const isHere = get(desk.core.store.read, sql<{ id: string }>`SELECT id FROM entry WHERE stream = ${stream} LIMIT 1`);
  return isHere === undefined ? [] : town.state(desk, stream).marks;
}

const alarms = () =>
  database.transact((transaction) => transaction.all(hubSql<{ what: string }>`SELECT what FROM alarm`));

describe('a desk comes back after the collection was closed', () => {
  let first: SimDesk;
  let late: SimDesk;

  beforeEach(async () => {
    first = await town.firstOfHall();
    late = await town.deskJoined(village, false, 'liu');
    await town.restAll();
    await town.hub.backUp();
  });

  async function closeWithout(desk: SimDesk): Promise<void> {
    await town.hub.restore();
    for (const one of town.desks.filter((other) => other !== desk)) await town.restOrCollect(one);
    await closeCollection(town.hub.running.hub);
  }

  /** Where its RETURN will be cut: the entry after which the first message is full. */
  const lastOfMessage = () =>
    get(
      late.core.store.read,
      sql<{ type: string }>`SELECT type FROM entry WHERE tag IS NOT NULL AND stream IN (SELECT stream FROM stream_scope)
        AND EXISTS (SELECT 1 FROM live_case c WHERE c.stream = entry.stream) ORDER BY stream, rev
        LIMIT 1 OFFSET ${pullLimit - 1}`,
    )?.type;

  /** More cases than one RETURN holds, and its first message ends inside one of them. */
  async function takeMany(): Promise<Record<string, string>> {
    for (let taken = 0; taken < pullLimit / 2 + 20; taken += 1) town.takeCase(late, 'SAMPLE');
    for (let round = 0; round < 2; round += 1) await town.rest(late);
    // Which stream comes where is decided by the ids; a note moves the cut by one.
    const [stream = ''] = Object.keys(numbersAt(late));
    if (lastOfMessage() !== 'received') town.note(late, stream, '挪一格');
    for (let round = 0; round < 2; round += 1) await town.rest(late);
    expect(lastOfMessage()).toBe('received');
    return numbersAt(late);
  }

  test('and is cut off inside a case, when the hub begins another epoch: no case has a second number', async () => {
    const numbers = await takeMany();
    await town.hub.restore();
    const isHere = async () => (await readHub(town.hub)).entries.some(({ stream }) => stream in numbers);
    late.link.ask();
    while (!(await isHere())) await late.step();
    const { hub } = town.hub.running;
    await beginCollection(hub);
    await closeCollection(hub);
    for (let round = 0; round < 2; round += 1) for (const desk of [late, first]) await town.restOrCollect(desk);
    expect(await saidAtHub()).toEqual({ times: [1], marked: 0 });
    expect(numbersAt(late)).toEqual(numbers);
  });

  test('with more than one message holds, cut inside a case: no case has a second number', async () => {
    const numbers = await takeMany();
    await closeWithout(late);
    for (let round = 0; round < 2; round += 1) await town.restAll();
    expect(await saidAtHub()).toEqual({ times: [1], marked: 0 });
    expect([numbersAt(late), numbersAt(first)]).toEqual([numbers, numbers]);
    expect(await alarms()).toEqual([]);
  });

  test('with the number a case was given a second time meanwhile: it is the same, and nobody is alarmed', async () => {
    const other = await town.deskJoined(hall, true, 'wang');
    await town.restAll();
    await town.hub.backUp();
    const stream = town.takeCase(first, 'SAMPLE');
    first.link.ask();
    // Sent, and what the hub said to it not received yet; the other has all of it.
    while ((await first.step()).is === 'went' && !(await readHub(town.hub)).streams.has(stream));
    await town.rest(other);
    const { [stream]: number } = numbersAt(other);
    expect(number).toMatch(/1号$/u);
    await closeWithout(other);
    for (const desk of [first, late, first]) await town.restOrCollect(desk);
    expect(numbersAt(first)[stream]).toBe(number);
    await town.restAll();
    expect(await saidAtHub()).toEqual({ times: [2], marked: 0 });
    expect(numbersAt(other)[stream]).toBe(number);
    expect(await alarms()).toEqual([]);
  });
});

/** Alone it had numbered more than one message holds; the line is cut when the cases are there and their numbers are not. */
async function cutInHandOver(): Promise<{ readonly alone: SimDesk; readonly mend: () => void }> {
  await town.firstOfHall();
  const alone = await town.deskAlone(village, false, 'liu');
  town.publish(alone, 'VILLAGE', '村级事项');
  for (let taken = 0; taken < pushLimit.entries; taken += 1) town.takeCase(alone, 'VILLAGE');
  town.numberAll(alone);
  let isCut = false;
  const { carry } = alone;
  const cutAfterCases: SimDesk['carry'] = async (desk, call) => {
    if (isCut) throw new Error('cut off');
    const reply = await carry(desk, call);
    isCut = (await readHub(town.hub)).entries.filter(({ type }) => type === 'received').length >= pushLimit.entries;
    return reply;
  };
  Object.assign(alone, { carry: cutAfterCases });
  await expect(town.join(alone)).rejects.toThrow('unreached');
  const mend = (): void => {
    Object.assign(alone, { carry });
  };
  return { alone, mend };
}

test('a desk that numbered its cases alone and is cut off while it hands them over keeps every number', async () => {
  const { alone, mend } = await cutInHandOver();
  const numbers = numbersAt(alone);
  // What the hub owes is said now; of these the desk has said it already.
  await closeCollection(town.hub.running.hub);
  mend();
  for (let round = 0; round < 2; round += 1) await town.restAll();
  expect(await saidAtHub()).toEqual({ times: [1], marked: 0 });
  expect(numbersAt(alone)).toEqual(numbers);
});

test('where that desk is shut out, its cases get the hub’s numbers: nobody else will give them any', async () => {
  const { alone } = await cutInHandOver();
  const { hub } = town.hub.running;
  await database.transact((transaction) => revokeDesk(hub, transaction, alone.id));
  await closeCollection(hub);
  const { entries } = await readHub(town.hub);
  const said = new Set(entries.filter(({ type }) => type === 'officialNumber').map(({ stream }) => stream));
  expect(said.size).toBe(pushLimit.entries);
});
