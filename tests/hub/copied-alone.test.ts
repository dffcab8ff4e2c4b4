/** A desk whose folder was copied to a second computer: both go on, each under its own name, and nothing of either is lost or held back. */
import { beforeEach, describe, expect, test } from 'vitest';
import { all, get, sql, transact } from '#desk/store/handles.ts';
import { stopSetting, writeSetting } from '#desk/sync/link-state.ts';
import { helloOf } from '#desk/sync/greet.ts';
import { wireEntries } from '#desk/sync/queue.ts';
import type { HelloRequest } from '#shared/sync/messages.ts';
import { revokeDesk } from '../../hub/sync/desks.ts';
import { missingIn } from '../../hub/sync/collection.ts';
import { readHead } from '../../hub/sync/hub.ts';
import { findSigner } from '../../hub/sync/writers.ts';
import type { HubDatabase } from '../../hub/store/pg.ts';
import { checkDesk } from '../simulation/invariants-desk.ts';
import { readHub } from '../simulation/ordered.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { hall, townshipForEach, type Township } from './township.ts';

const village = '360732108201';
let database: HubDatabase;
let town: Township;

townshipForEach((fresh) => {
  ({ town, database } = fresh);
});

const columnOf = ({ core }: SimDesk, column: 'number' | 'official_number'): string[] =>
  all(core.store.read, sql<{ value: string }>`SELECT number, official_number FROM live_case`)
    .map((row) => (row as unknown as Record<typeof column, string>)[column])
    .toSorted();
const waitingAt = ({ core }: SimDesk): number =>
  get(core.store.read, sql<{ n: number }>`SELECT count(*) AS n FROM outbox`)?.n ?? 0;
const refusedAt = ({ core }: SimDesk): number =>
  get(core.store.read, sql<{ n: number }>`SELECT count(*) AS n FROM entry WHERE refused IS NOT NULL`)?.n ?? 0;
const staffAt = ({ core }: SimDesk): string[] =>
  all(core.store.read, sql<{ stream: string }>`SELECT stream FROM live_record WHERE kind = 'staff'`).map(
    ({ stream }) => stream,
  );
const rowOf = ({ core }: SimDesk) => database.transact((transaction) => findSigner(transaction, core.writer.id));

interface Two {
  readonly original: SimDesk;
  readonly copy: SimDesk;
  readonly receipts: readonly string[];
}

/** Prepared alone, copied, and both worked on for some days before anybody set up a hub. */
async function two(station: string, isHall: boolean): Promise<Two> {
  const original = await town.deskAlone(station, isHall, 'chen');
  town.publish(original, 'SAMPLE', '示例事项');
  for (let taken = 0; taken < 5; taken += 1) town.takeCase(original, 'SAMPLE');
  town.numberAll(original);
  const copy = await town.copy(original);
  for (const desk of [original, copy]) for (let taken = 0; taken < 3; taken += 1) town.takeCase(desk, 'SAMPLE');
  const receipts = [...new Set([...columnOf(original, 'number'), ...columnOf(copy, 'number')])].toSorted();
  expect(receipts).toHaveLength(11);
  return { original, copy, receipts };
}

async function joinInOrder(desks: readonly SimDesk[]): Promise<void> {
  for (const desk of desks) {
    expect(await town.joinByCode(desk)).toBe('joined');
    await town.rest(desk);
  }
  for (const desk of [...desks, ...desks]) await town.rest(desk);
}

describe.each([
  ['the original first', true],
  ['the copy first', false],
])('copied while it stood alone, and joins: %s', (_order, isOriginalFirst) => {
  test('at the hall: both hold all cases, every number stays, and nothing waits', async () => {
    const { original, copy, receipts } = await two(hall, true);
    await joinInOrder(isOriginalFirst ? [original, copy] : [copy, original]);
    for (const desk of [original, copy]) {
      expect(columnOf(desk, 'number')).toEqual(receipts);
      expect([waitingAt(desk), refusedAt(desk)]).toEqual([0, 0]);
      expect(staffAt(desk)).toContain(desk.staff);
    }
    expect(columnOf(copy, 'official_number')).toEqual(columnOf(original, 'official_number'));
    expect(new Set(columnOf(copy, 'official_number')).size).toBe(11);
    const [first, second] = [await rowOf(original), await rowOf(copy)];
    expect(first?.desk.id).not.toBe(second?.desk.id);
    const ordered = await readHub(town.hub);
    for (const desk of [original, copy]) await checkDesk(desk, ordered);
  });

  test('in a village, behind a hall that joined before: both keep their people, who can log in', async () => {
    await town.firstOfHall();
    const { original, copy, receipts } = await two(village, false);
    await joinInOrder(isOriginalFirst ? [original, copy] : [copy, original]);
    for (const desk of [original, copy]) {
      expect(columnOf(desk, 'number')).toEqual(receipts);
      expect([waitingAt(desk), refusedAt(desk)]).toEqual([0, 0]);
      expect(staffAt(desk)).toContain(desk.staff);
    }
  });

  test('what only one of them can still send of what both had comes in from it', async () => {
    const { original, copy, receipts } = await two(hall, true);
    const [there, gone] = isOriginalFirst ? [copy, original] : [original, copy];
    expect(await town.joinByCode(gone)).toBe('joined');
    // It greets, and is never seen again: of all it wrote nothing came.
    await gone.step();
    expect(await town.joinByCode(there)).toBe('joined');
    await town.rest(there);
    expect(waitingAt(there)).toBe(0);
    const { entries } = await readHub(town.hub);
    expect(entries.filter(({ type }) => type === 'received')).toHaveLength(receipts.length - 3);
    expect(columnOf(there, 'official_number')).not.toContain('');
  });
});

describe('a desk that joined was copied, and its hub is put back to before it joined', () => {
  let original: SimDesk;
  let copy: SimDesk;

  beforeEach(async () => {
    const first = await town.firstOfHall();
    await town.hub.backUp();
    original = await town.deskAlone(village, false, 'liu');
    expect(await town.joinByCode(original)).toBe('joined');
    await town.rest(original);
    copy = await town.copy(original);
    for (const desk of [original, copy]) town.takeCase(desk, 'SAMPLE');
    await town.hub.restore();
    await first.step();
  });

  const missing = () => database.transact(async (transaction) => missingIn(transaction, await readHead(transaction)));

  test('the one that comes second is known as soon as the first has called, and is waited for from then on', async () => {
    const staff = staffAt(original);
    expect(await town.joinByCode(copy)).toBe('joined');
    // As a new desk it would lose what is in the scope of the row both had.
    expect(await town.joinByCode(original)).toBe('twin');
    await copy.step();
    expect(await town.joinByCode(original)).toBe('twin');
    transact(original.core.store.write, (transaction) => {
      writeSetting(transaction, stopSetting, '');
    });
    expect((await missing()).map(({ writer }) => writer)).not.toContain(original.core.writer.id);
    await original.step();
    expect((await missing()).map(({ writer }) => writer)).toContain(original.core.writer.id);
    for (let round = 0; round < 3; round += 1) for (const desk of town.desks) await town.restOrCollect(desk);
    for (const desk of [original, copy]) {
      expect([waitingAt(desk), refusedAt(desk), columnOf(desk, 'number')]).toEqual([0, 0, columnOf(copy, 'number')]);
      expect(staffAt(desk)).toEqual(staff);
    }
  });

  test('where the first never calls it is shut out, and the second takes the row over', async () => {
    const staff = staffAt(original);
    expect(await town.joinByCode(copy)).toBe('joined');
    const id = (await rowOf(copy))?.desk.id ?? '';
    expect(await town.joinByCode(original)).toBe('twin');
    await database.transact((transaction) => revokeDesk(town.hub.running.hub, transaction, id));
    expect(await town.joinByCode(original)).toBe('joined');
    expect((await rowOf(original))?.desk.id).toBe(id);
    expect(await rowOf(copy)).toBeUndefined();
    transact(original.core.store.write, (transaction) => {
      writeSetting(transaction, stopSetting, '');
    });
    for (let round = 0; round < 2; round += 1)
      for (const desk of town.desks.filter((one) => one !== copy)) await town.restOrCollect(desk);
    expect([waitingAt(original), refusedAt(original), staffAt(original)]).toEqual([0, 0, staff]);
  });
});

describe('a desk says that it has a life of another in common', () => {
  let first: SimDesk;
  let thief: SimDesk;

  beforeEach(async () => {
    first = await town.firstOfHall();
    town.takeCase(first, 'SAMPLE');
    thief = await town.deskJoined(village, false, 'liu');
    await town.restAll();
  });

  const keyOf = ({ core }: SimDesk, id: string): string =>
    get(core.store.read, sql<{ key: string }>`SELECT public_key AS key FROM writer WHERE id = ${id}`)?.key ?? '';

  /** What the hub answers to the next entry in that life's name. */
  async function pushAs(life: string, hello: Partial<HelloRequest>): Promise<unknown> {
    const { epoch } = await database.transact(readHead);
    const asked = { ...helloOf(thief.core, 'simulated'), ...hello };
    expect(await town.send(thief, 'HELLO', asked)).toMatchObject({ is: 'answer' });
    const entries = wireEntries(first.core.store.read, life, 1, 1);
    return town.send(thief, 'PUSH', { epoch, writer: life, entries, head: { seq: 1, hash: '0'.repeat(64) } });
  }

  const refused = { is: 'refused', refused: 'unknownWriter' };

  test('without a word of that life, or with a word it did not give, it may send nothing of it', async () => {
    const { id } = first.core.writer;
    const former = [{ writer: id, publicKey: keyOf(first, id) }];
    expect(await pushAs(id, { former })).toMatchObject(refused);
    const mine = thief.core.writer.id;
    const forged = {
      writer: mine,
      publicKey: keyOf(thief, mine),
      from: id,
      signature: Buffer.alloc(64).toString('base64'),
    };
    expect(await pushAs(id, { former, introductions: [forged] })).toMatchObject(refused);
  });

  test('with the word that life gave to somebody else it may send nothing of it either', async () => {
    const { id } = first.core.writer;
    await first.backUp();
    await first.restore();
    await town.rest(first);
    const { introductions } = helloOf(first.core, 'simulated');
    expect(introductions.map(({ from }) => from)).toEqual([id]);
    const former = [{ writer: id, publicKey: keyOf(first, id) }];
    expect(await pushAs(id, { former, introductions })).toMatchObject(refused);
  });
});
