/** A hub that collects after a restore: who joins meanwhile, and a backup that was made meanwhile. */
import { expect, test } from 'vitest';
import { closeCollection, missingIn } from '../../hub/sync/collection.ts';
import { revokeDesk } from '../../hub/sync/desks.ts';
import { readHead } from '../../hub/sync/hub.ts';
import { insertWriter } from '../../hub/sync/writers.ts';
import { transact } from '#desk/store/handles.ts';
import { returningSetting, writeSetting } from '#desk/sync/link-state.ts';
import { pullLimit } from '#shared/sync/protocol.ts';
import type { HubDatabase } from '../../hub/store/pg.ts';
import { checkDesk } from '../simulation/invariants-desk.ts';
import { readHub } from '../simulation/ordered.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { StickRider } from './stick-rider.ts';
import { hall, townshipForEach, type Township } from './township.ts';

const village = '360732108201';
let database: HubDatabase;
let town: Township;
let first: SimDesk;
let second: SimDesk;

townshipForEach(async (fresh) => {
  ({ town, database } = fresh);
  first = await town.firstOfHall();
  second = await town.deskJoined(hall, true, 'liu');
  await town.restAll();
});

const stateOf = () => database.transact(readHead).then(({ state }) => state);

const missingNow = () => database.transact(async (transaction) => missingIn(transaction, await readHead(transaction)));

/** Asks until it has to wait: for the others, or for nothing more. */
async function ask(desk: SimDesk): Promise<string> {
  desk.link.ask();
  for (;;) {
    const step = await desk.step();
    if (step.is === 'atRest') return 'atRest';
    if (step.is === 'waits' && step.why === 'collecting') return 'collecting';
  }
}

test('a desk that joins while the hub collects has nothing to bring: nobody waits for it', async () => {
  await town.hub.backUp();
  const stream = town.takeCase(first, 'SAMPLE');
  await town.restAll();
  await town.hub.restore();
  const third = await town.deskAlone(village, false, 'wang');
  await expect(town.join(third)).rejects.toThrow('collecting');
  expect(await ask(first)).toBe('collecting');
  expect(await ask(second)).toBe('atRest');
  expect(await stateOf()).toBe('open');
  await town.restAll();
  expect(town.state(second, stream)).toEqual(town.state(first, stream));
});

test('a copy that works beside its desk under the same row is waited for; a life before the desk came is not', async () => {
  await town.hub.backUp();
  town.takeCase(first, 'SAMPLE');
  await town.restAll();
  await town.hub.restore();
  const [copy, before] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b'];
  const life = { desk: second.id, station: hall, publicKey: 'x' };
  await database.transact(async (transaction) => {
    await insertWriter(transaction, { ...life, id: copy });
    await insertWriter(transaction, { ...life, id: before, isFormer: true });
  });
  expect(await ask(first)).toBe('collecting');
  expect(await ask(second)).toBe('collecting');
  const missing = await missingNow();
  expect(missing.map(({ writer, id }) => ({ writer, id }))).toEqual([{ writer: copy, id: second.id }]);
  await closeCollection(town.hub.running.hub);
  expect(await ask(second)).toBe('atRest');
  expect(await stateOf()).toBe('open');
});

test('a desk that is shut out while the others wait for it is not waited for', async () => {
  await town.hub.backUp();
  const stream = town.takeCase(first, 'SAMPLE');
  await town.rest(first);
  await town.hub.restore();
  expect(await ask(first)).toBe('collecting');
  // As the command does it, in a process of its own.
  await database.transact((transaction) => revokeDesk(town.hub.running.hub, transaction, second.id));
  expect(await ask(first)).toBe('atRest');
  expect(await stateOf()).toBe('open');
  expect(town.state(first, stream).core.status).toBe('received');
});

/** Put back, and open again: everybody has answered once before. */
async function restoreOnce(): Promise<void> {
  await town.hub.backUp();
  await town.hub.restore();
  for (let round = 0; round < 2; round += 1) for (const desk of [first, second]) await ask(desk);
  expect(await stateOf()).toBe('open');
}

test('who answered after one restore is asked again after the next', async () => {
  await restoreOnce();
  await town.hub.backUp();
  const stream = town.takeCase(first, 'SAMPLE');
  await town.restAll();
  await town.hub.restore();
  expect(await ask(second)).toBe('collecting');
  expect(await ask(first)).toBe('atRest');
  expect(await stateOf()).toBe('open');
  await town.restAll();
  expect(town.state(second, stream)).toEqual(town.state(first, stream));
});

test.each([
  ['the first', false],
  ['a second', true],
])(
  'of %s restore: a backup made while it collected and put back is noticed by what a desk was told, and all is brought again',
  async (_which, isSecond) => {
    if (isSecond) await restoreOnce();
    await town.hub.backUp();
    const stream = town.takeCase(first, 'SAMPLE');
    await town.restAll();
    await town.hub.restore();
    await town.hub.backUp();
    expect(await ask(first)).toBe('collecting');
    // What was told to desks by PULL says nothing here: none is answered while it collects.
    expect(await town.hub.restore()).toBe(true);
    expect(await stateOf()).toBe('collecting');
    for (let round = 0; round < 3; round += 1) for (const desk of [first, second]) await ask(desk);
    expect(await stateOf()).toBe('open');
    await town.restAll();
    expect(town.state(second, stream)).toEqual(town.state(first, stream));
  },
);

test.each([
  ['before it greets again', false],
  ['and it greets again', true],
])(
  'a backup made before the first of two messages is put back between them, %s: all is brought anew',
  async (_how, isEnded) => {
    await town.hub.backUp();
    const streams = Array.from({ length: pullLimit / 2 + 20 }, () => town.takeCase(first, 'SAMPLE'));
    for (let round = 0; round < 2; round += 1) await town.rest(first);
    await town.hub.restore();
    await town.hub.backUp();
    const count = async () => (await readHub(town.hub)).entries.length;
    const before = await count();
    first.link.ask();
    while ((await count()) === before) await first.step();
    // The same epoch, still collecting; and the desk goes on where it was.
    await town.hub.restore();
    expect([await count(), await stateOf()]).toEqual([before, 'collecting']);
    if (isEnded) await first.crash();
    for (let round = 0; round < 2; round += 1) for (const desk of [first, second]) await town.restOrCollect(desk);
    await town.restAll();
    for (const stream of streams) expect(town.state(second, stream)).toEqual(town.state(first, stream));
    const ordered = await readHub(town.hub);
    for (const desk of town.desks) await checkDesk(desk, ordered);
  },
);

test('a backup older than an epoch that began with a greeting is noticed when it is put back', async () => {
  const epochOf = () => database.transact(readHead).then(({ epoch }) => epoch);
  await town.hub.backUp();
  await town.hub.restore();
  await town.hub.backUp();
  const epochs = [await epochOf()];
  await ask(first);
  await town.hub.restore();
  expect(await epochOf()).toBe(epochs[0]);
  // It was told that it had answered; the hub that greets it has not heard of that.
  await ask(first);
  epochs.push(await epochOf());
  await town.hub.restore();
  epochs.push(await epochOf());
  expect(new Set(epochs).size).toBe(3);
  for (let round = 0; round < 2; round += 1) for (const desk of [first, second]) await town.restOrCollect(desk);
  expect(await stateOf()).toBe('open');
});

test('a desk that returns for an epoch the hub has lost again goes on in the one both know', async () => {
  const returning = { epoch: 'gone again', restored: {}, after: '', afterRev: 0 };
  transact(first.core.store.write, (transaction) => {
    writeSetting(transaction, returningSetting, returning);
  });
  await first.crash();
  const stream = town.takeCase(first, 'SAMPLE');
  await town.restAll();
  expect(town.state(second, stream)).toEqual(town.state(first, stream));
});

test('a desk that was put back as well gets back what the hub had taken of it, and no chain with a hole', async () => {
  const third = await town.deskJoined(village, false, 'wang');
  const elsewhere = await town.deskJoined('360732108202', false, 'wu');
  await town.restAll();
  await third.backUp();
  town.takeCase(third, 'SAMPLE');
  await town.rest(third);
  await town.hub.backUp();
  // Only the two whose disks go have this case; what the desk asks of a registry behind it another village has, too.
  const gone = town.takeCase(third, 'SAMPLE');
  const asked = town.publish(third, 'NEWER', '请镇里登记');
  for (const desk of [third, elsewhere]) await town.rest(desk);
  await third.restore();
  await town.hub.restore();
  for (let round = 0; round < 3; round += 1) for (const desk of town.desks) await ask(desk);
  await town.restAll();
  const ordered = await readHub(town.hub);
  expect([ordered.streams.has(gone), ordered.streams.has(asked)]).toEqual([false, true]);
  for (const desk of town.desks) await checkDesk(desk, ordered);
});

test('a file on a stick tells too of a desk that joined after the backup', async () => {
  await town.hub.backUp();
  const late = await town.deskJoined(village, false, 'wang');
  await town.hub.restore();
  const rider = new StickRider(town);
  expect(await rider.try(await rider.out(late))).toMatchObject({ refusal: 'unknownWriter' });
  for (const desk of [first, second]) expect(await ask(desk)).toBe('collecting');
  expect((await missingNow()).map(({ writer, name }) => ({ writer, name }))).toEqual([
    { writer: late.core.writer.id, name: '' },
  ]);
});
