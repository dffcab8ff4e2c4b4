/** A station with no network: everything it does reaches the hub and the other desks by sticks alone, and so does everything it hears. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { refuse, unwrap } from '#shared/kernel/result.ts';
import { carryLimit } from '#shared/sync/carry.ts';
import { placeOf } from '#desk/queries/link.ts';
import { all, get, sql, transact } from '#desk/store/handles.ts';
import { callHub } from '#desk/sync/call-hub.ts';
import {
  epochSetting,
  hubHeadSetting,
  hubKeysSetting,
  linkTo,
  offsetSetting,
  readSetting,
  scopesSetting,
  stopSetting,
  writeSetting,
} from '#desk/sync/link-state.ts';
import { awayTooLong } from '#desk/sync/met.ts';
import { carryOut } from '#desk/sync/stick/carry-out.ts';
import { takeIn } from '#desk/sync/stick/take-in.ts';
import { stickSetting } from '#desk/sync/stick/parts.ts';
import type { DatabasePlace, HubDatabase } from '../../hub/store/pg.ts';
import { sql as hubSql } from '../../hub/store/database.ts';
import { revokeDesk } from '../../hub/sync/desks.ts';
import { poison } from '../simulation/kinds.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { Operator } from './operator.ts';
import { StickRider } from './stick-rider.ts';
import { townshipForEach, type Township } from './township.ts';

const villageCode = '360732108201';
let place: DatabasePlace;
let database: HubDatabase;
let town: Township;
let rider: StickRider;
let hall: SimDesk;
let village: SimDesk;

townshipForEach(async (fresh) => {
  ({ town, database, place } = fresh);
  rider = new StickRider(town);
  hall = await town.firstOfHall();
  village = await town.deskJoined(villageCode, false, 'zeng');
  // The simulator joins without an address.
  transact(village.core.store.write, (transaction) => {
    writeSetting(transaction, linkTo, { url: 'https://192.0.2.1:8443', pin: '' });
  });
});

const days = (count: number): void => town.world.advance(count * 86_400_000);
const numberOf = ({ core }: SimDesk, stream: string): string =>
  get(core.store.read, sql<{ n: string }>`SELECT official_number AS n FROM live_case WHERE stream = ${stream}`)?.n ??
  '';
const waiting = ({ core }: SimDesk): number =>
  get(core.store.read, sql<{ n: number }>`SELECT count(*) AS n FROM outbox`)?.n ?? 0;
const ordered = ({ core }: SimDesk, stream: string) =>
  all(
    core.store.read,
    sql<{ rev: number; hash: string }>`SELECT rev, hash FROM entry WHERE stream = ${stream} ORDER BY rev`,
  );
/** Everything a desk holds and knows: what must not change where a file is refused. */
const everything = ({ core }: SimDesk) => ({
  entries: all(core.store.read, sql<{ id: string }>`SELECT id, rev, refused FROM entry ORDER BY seq`),
  queue: all(core.store.read, sql<{ act: string }>`SELECT * FROM outbox ORDER BY act`),
  cursor: all(core.store.read, sql<{ scope: string }>`SELECT * FROM link_cursor ORDER BY scope`),
  settings: all(core.store.read, sql<{ key: string }>`SELECT * FROM setting ORDER BY key`),
});

describe('a station that never sees the network again', () => {
  test('sends its cases, gets its official numbers, and hears of what others do to them', async () => {
    for (let week = 0; week < 4; week += 1) {
      const stream = town.takeCase(village, 'SAMPLE');
      days(3);
      const file = await rider.out(village);
      expect(placeOf(village.core, stream)).toBe('desk');
      expect(waiting(village)).toBeGreaterThan(0);
      days(4);
      const answer = await rider.serve(file);
      // It is at the hub, and the village does not know yet.
      await town.rest(hall);
      expect(numberOf(hall, stream)).not.toBe('');
      expect(numberOf(village, stream)).toBe('');
      const taken = await rider.back(village, answer);
      expect(taken).toMatchObject({ isMore: false, stop: '', isCollecting: false });
      expect(taken.acts).toBeGreaterThan(0);
      expect(waiting(village)).toBe(0);
      expect(numberOf(village, stream)).toBe(numberOf(hall, stream));
      expect(ordered(village, stream)).toEqual(ordered(hall, stream));
      expect(placeOf(village.core, stream)).not.toBe('desk');
    }
    expect(all(village.core.store.read, sql`SELECT stream FROM live_case`)).toHaveLength(4);
  });

  test('writes on while the stick is on its way: what came after goes with the next', async () => {
    const before = town.takeCase(village, 'SAMPLE');
    const file = await rider.out(village);
    const after = town.takeCase(village, 'SAMPLE');
    const taken = await rider.back(village, await rider.serve(file));
    expect(taken).toMatchObject({ acts: 1, isMore: true });
    expect(numberOf(village, before)).not.toBe('');
    expect([placeOf(village.core, after), waiting(village)]).toEqual(['desk', 1]);
    expect(await rider.round(village)).toMatchObject({ acts: 1, isMore: false });
    expect(numberOf(village, after)).not.toBe('');
  });

  test('loses nothing with a stick that is lost, and nothing is done twice by one that is found again', async () => {
    const first = town.takeCase(village, 'SAMPLE');
    const lost = await rider.out(village);
    const second = town.takeCase(village, 'SAMPLE');
    const found = await rider.out(village);
    const later = await rider.serve(found);
    const earlier = await rider.serve(lost);
    const again = await rider.serve(found);
    await rider.back(village, later);
    const settled = everything(village);
    for (const answer of [earlier, again, later]) {
      expect(await rider.back(village, answer)).toMatchObject({ acts: 0, streams: [], stop: '' });
    }
    const now = everything(village);
    expect([now.entries, now.queue, now.cursor]).toEqual([settled.entries, settled.queue, settled.cursor]);
    await town.rest(hall);
    expect([first, second].map((stream) => numberOf(hall, stream))).toEqual(
      [first, second].map((stream) => numberOf(village, stream)),
    );
  });

  test('takes an answer that is older than what it heard over the line for what it still says', async () => {
    const stream = town.takeCase(village, 'SAMPLE');
    const answer = await rider.serve(await rider.out(village));
    town.takeCase(hall, 'SAMPLE');
    await town.rest(hall);
    await town.rest(village);
    const before = everything(village);
    expect(await rider.back(village, answer)).toMatchObject({ acts: 0, streams: [], stop: '' });
    const after = everything(village);
    expect([after.entries, after.queue, after.cursor]).toEqual([before.entries, before.queue, before.cursor]);
    expect(numberOf(village, stream)).not.toBe('');
    expect(readSetting(village.core.store.read, stopSetting)).toBe('');
  });

  test('is not alarmed by an answer from before others went on, though nothing of that was for it', async () => {
    await town.rest(village);
    const answer = await rider.serve(await rider.out(village));
    const cursor = everything(village).cursor;
    town.takeCase(hall, 'SAMPLE');
    await town.rest(hall);
    await town.rest(village);
    const heard = readSetting(village.core.store.read, hubHeadSetting);
    expect(await rider.back(village, answer)).toMatchObject({ acts: 0, streams: [], stop: '' });
    expect(everything(village).cursor).toEqual(cursor);
    expect(readSetting(village.core.store.read, hubHeadSetting)).toEqual(heard);
  });

  test('is not given back by an old answer what was taken from it since', async () => {
    const grant = (parts: string) =>
      database.transact((t) => t.run(hubSql`UPDATE desk SET parts = ${parts} WHERE id = ${village.id}`));
    const greetOnce = async (): Promise<void> => {
      await village.crash();
      expect(await village.step()).toMatchObject({ is: 'went' });
    };
    const scopes = () => readSetting(village.core.store.read, scopesSetting);
    const before = scopes();
    await grant('sealed');
    await greetOnce();
    await town.rest(village);
    expect(scopes()).toHaveLength(before.length + 1);
    const answer = await rider.serve(await rider.out(village));
    await grant('');
    await greetOnce();
    expect(scopes()).toEqual(before);
    const { cursor } = everything(village);
    expect(await rider.back(village, answer)).toMatchObject({ acts: 0, streams: [], stop: '' });
    expect([scopes(), everything(village).cursor]).toEqual([before, cursor]);
  });

  test('waits on with what went over the line since and was never answered: the file does not speak of it', async () => {
    town.takeCase(village, 'SAMPLE');
    const file = await rider.out(village);
    const later = town.takeCase(village, 'SAMPLE');
    const answer = town.hub.answer.bind(town.hub);
    town.hub.answer = async (call, diesIn) => {
      const reply = await answer(call, diesIn);
      if (call.name === 'PUSH') throw new Error('the answer is lost');
      return reply;
    };
    await expect(town.rest(village)).rejects.toThrow('unreached');
    town.hub.answer = answer;
    expect(await rider.back(village, await rider.serve(file))).toMatchObject({ acts: 1 });
    expect(waiting(village)).toBe(1);
    expect(await rider.round(village)).toMatchObject({ acts: 1, isMore: false });
    expect(placeOf(village.core, later)).not.toBe('desk');
  });

  test('has the one act put aside at which the hub fails, and what stands with it in the file taken, in one round', async () => {
    town.begin(village, 'madeUpOrder', 'received', { complaint: poison });
    const good = town.takeCase(village, 'SAMPLE');
    expect(await rider.round(village)).toMatchObject({ acts: 2, isMore: false, stop: '' });
    expect([waiting(village), numberOf(village, good) !== '']).toEqual([0, true]);
    const aside = await database.transact((t) => t.all(hubSql`SELECT act FROM aside WHERE result = 'deferred'`));
    expect(aside).toHaveLength(1);
  });

  test('a line that greets and then breaks does not make the answer worthless', async () => {
    const stream = town.takeCase(village, 'SAMPLE');
    const answer = await rider.serve(await rider.out(village));
    await village.crash();
    expect(await village.step()).toMatchObject({ is: 'went' });
    expect(waiting(village)).toBe(1);
    expect(await rider.back(village, answer)).toMatchObject({ acts: 1 });
    expect([waiting(village), numberOf(village, stream) !== '']).toEqual([0, true]);
  });

  test('has met its hub when that wrote, not when it was read: one old answer does not spare a chief for ever', async () => {
    const awayFor = () => awayTooLong(village.core);
    days(20);
    const answer = await rider.serve(await rider.out(village));
    days(20);
    await rider.back(village, answer);
    expect(awayFor()).toBeUndefined();
    days(15);
    expect(awayFor()).toBe(35);
    expect(await rider.back(village, answer)).toMatchObject({ stop: '' });
    expect(awayFor()).toBe(35);
    await rider.round(village);
    expect(awayFor()).toBeUndefined();
  });

  test('believes no clock that comes by stick, and remembers what went and what came', async () => {
    town.takeCase(village, 'SAMPLE');
    const offset = readSetting(village.core.store.read, offsetSetting);
    const answer = await rider.serve(await rider.out(village));
    days(20);
    await rider.back(village, answer);
    expect(readSetting(village.core.store.read, offsetSetting)).toBe(offset);
    const { out, back } = readSetting(village.core.store.read, stickSetting);
    expect(out?.acts).toBe(1);
    expect(back?.file).toBe(out?.file);
  });

  test('3,000 entries fit into one file', { timeout: 240_000 }, async () => {
    for (let taken = 0; taken < 1500; taken += 1) {
      const stream = town.takeCase(village, 'SAMPLE');
      town.note(village, stream, `第 ${String(taken)} 件，问过了`);
    }
    const entries = get(village.core.store.read, sql<{ n: number }>`SELECT count(*) AS n FROM entry WHERE rev IS NULL`);
    expect(entries?.n).toBeGreaterThanOrEqual(3000);
    const file = await rider.out(village);
    expect(file.length).toBeLessThan(carryLimit);
    expect(await rider.back(village, await rider.serve(file))).toMatchObject({ acts: 3000, isMore: false });
    expect(waiting(village)).toBe(0);
    expect(all(village.core.store.read, sql`SELECT stream FROM live_case WHERE official_number = ''`)).toEqual([]);
  });
});

describe('more than fits into one file', () => {
  test('goes with the next, whole acts each time, and every file can be handed on', async () => {
    const stream = town.takeCase(village, 'SAMPLE');
    // Three bytes a character: what counts is bytes.
    for (let written = 0; written < 260; written += 1) town.note(village, stream, '问'.repeat(18_000));
    const all = waiting(village);
    const file = await rider.out(village);
    expect(file.length).toBeLessThan(carryLimit);
    const first = await rider.back(village, await rider.serve(file));
    expect(first).toMatchObject({ isMore: true, stop: '' });
    expect(first.acts).toBeGreaterThan(all / 2);
    expect(first.acts).toBeLessThan(all);
    for (let rounds = 0; rounds < 5 && (await rider.round(village)).isMore; rounds += 1);
    expect(waiting(village)).toBe(0);
    await town.rest(hall);
    expect(ordered(hall, stream)).toEqual(ordered(village, stream));
  });
});

describe('what is not to be taken', () => {
  test('a desk that was shut out', async () => {
    town.takeCase(village, 'SAMPLE');
    const file = await rider.out(village);
    const { hub } = town.hub.running;
    await database.transact((transaction) => revokeDesk(hub, transaction, village.id));
    expect(await rider.try(file)).toEqual({ ok: false, refusal: 'revoked' });
    expect(waiting(village)).toBe(1);
  });

  test('anything, while a person has to look first', async () => {
    const answer = await rider.serve(await rider.out(village));
    transact(village.core.store.write, (transaction) => {
      writeSetting(transaction, stopSetting, 'hubWentBack');
    });
    const before = everything(village);
    expect(await takeIn(rider.partsOf(village), answer)).toEqual(refuse('stick.stopped'));
    expect(await carryOut(rider.partsOf(village))).toEqual(refuse('stick.stopped'));
    expect(everything(village)).toEqual(before);
  });

  test('a desk that never heard of a hub has nothing to carry', async () => {
    const stranger = await town.deskAlone(villageCode, false, 'liu');
    expect(await carryOut(rider.partsOf(stranger))).toEqual(refuse('stick.notYet'));
  });

  test('files that are none, are for others, or go the wrong way change nothing', async () => {
    town.takeCase(village, 'SAMPLE');
    const file = await rider.out(village);
    const answer = await rider.serve(file);
    const others = await rider.serve(await rider.out(hall));
    const before = everything(village);
    const parts = rider.partsOf(village);
    expect(await takeIn(parts, file)).toEqual(refuse('stick.wrongWay'));
    expect(await takeIn(parts, others)).toEqual(refuse('stick.notForHere'));
    expect(await takeIn(parts, new Uint8Array())).toEqual(refuse('stick.notOne'));
    expect(await takeIn(parts, answer.subarray(0, answer.length - 1))).toEqual(refuse('stick.notForHere'));
    expect(await takeIn(parts, new Uint8Array(33 * 1024 * 1024))).toEqual(refuse('stick.tooLarge'));
    expect(await takeIn({ ...rider.partsOf(hall), key: parts.key }, answer)).toEqual(refuse('stick.otherDesk'));
    expect(everything(village)).toEqual(before);
    expect(await rider.try(answer)).toEqual({ ok: false, refusal: 'wrongWay' });
    expect(await rider.try(file.subarray(0, -1))).toEqual({ ok: false, refusal: 'notForHere' });
    expect(await rider.try(new TextEncoder().encode('TONGBAN-STICK 2 out\nx'))).toEqual({
      ok: false,
      refusal: 'newer',
    });
  });
});

describe('nobody in between', () => {
  test('alters a byte of a file, either way, without being found out; nothing is changed by it', async () => {
    town.takeCase(village, 'SAMPLE');
    const file = await rider.out(village);
    const answer = await rider.serve(file);
    const before = everything(village);
    const cut = (whole: Uint8Array, at: number): Uint8Array => {
      const altered = whole.slice();
      altered[at % whole.length] = (altered[at % whole.length] ?? 0) ^ (1 << at % 8);
      return altered;
    };
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (at) => {
        expect(await rider.try(cut(file, at))).toMatchObject({ ok: false });
        expect(await takeIn(rider.partsOf(village), cut(answer, at))).toMatchObject({ ok: false });
      }),
      { numRuns: 60 },
    );
    expect(everything(village)).toEqual(before);
  });

  test('writes one in the name of another', async () => {
    town.takeCase(village, 'SAMPLE');
    const parts = rider.partsOf(village);
    const sign = (_key: Uint8Array, bytes: Uint8Array): Uint8Array =>
      parts.ed25519.sign(new Uint8Array(32).fill(1), bytes);
    const forged = await carryOut({ ...parts, ed25519: { ...parts.ed25519, sign } });
    expect(await rider.try(unwrap(forged).bytes)).toEqual({ ok: false, refusal: 'signature' });
    const answer = await rider.serve(await rider.out(village));
    transact(village.core.store.write, (transaction) => {
      const keys = readSetting(transaction, hubKeysSetting);
      if (keys !== null) writeSetting(transaction, hubKeysSetting, { ...keys, sign: 'B'.repeat(43) });
    });
    const before = everything(village);
    expect(await takeIn(parts, answer)).toEqual(refuse('stick.forged'));
    expect(everything(village)).toEqual(before);
    // What names another hub is not taken, though it opens: that hub may have sealed it anew for this one.
    expect(await rider.try(unwrap(await carryOut(parts)).bytes)).toEqual({ ok: false, refusal: 'notForHere' });
  });

  test('needs to be trusted: a desk hands on what it cannot read', async () => {
    const stream = town.takeCase(village, 'SAMPLE');
    const file = await rider.out(village);
    const carried = await callHub(
      hall.core,
      rider.partsOf(hall).ed25519,
      { send: (call) => hall.carry(hall, call) },
      'CARRY',
      {
        file: Buffer.from(file).toString('base64'),
      },
    );
    if (carried.is !== 'answer') throw new Error(carried.is);
    const answer = new Uint8Array(Buffer.from(carried.value.file, 'base64'));
    expect(await takeIn(rider.partsOf(hall), answer)).toEqual(refuse('stick.notForHere'));
    expect(await rider.back(village, answer)).toMatchObject({ acts: 1, isMore: false });
    expect(numberOf(village, stream)).not.toBe('');
    const none = await callHub(
      hall.core,
      rider.partsOf(hall).ed25519,
      { send: (call) => hall.carry(hall, call) },
      'CARRY',
      {
        file: Buffer.from('a film').toString('base64'),
      },
    );
    expect(none).toMatchObject({ is: 'answer', value: { state: 'refused', why: 'notOne', file: '' } });
  });
});

describe('a copy of a desk', () => {
  test('is not taken for the desk: the second that goes on from one life waits for a person', async () => {
    await village.backUp();
    await village.restore();
    town.takeCase(village, 'SAMPLE');
    expect(await rider.round(village)).toMatchObject({ isMore: false, stop: '' });
    await village.restore();
    const file = await rider.out(village);
    expect(await rider.try(file)).toEqual({ ok: false, refusal: 'clone' });
    const alarms = await database.transact((t) => t.all(hubSql<{ what: string }>`SELECT what FROM alarm`));
    expect(alarms.map(({ what }) => what)).toContain('clone');
  });

  test('an answer to the life before is not for the life that goes on', async () => {
    await village.backUp();
    town.takeCase(village, 'SAMPLE');
    const answer = await rider.serve(await rider.out(village));
    await village.restore();
    expect(await takeIn(rider.partsOf(village), answer)).toEqual(refuse('stick.otherDesk'));
    for (let rounds = 0; rounds < 4 && (await rider.round(village)).isMore; rounds += 1);
    // The case it had sent before it was put back is here again.
    expect(all(village.core.store.read, sql`SELECT stream FROM live_case`)).toHaveLength(1);
  });
});

describe('a hub that was put back', () => {
  test('gets back by stick what the station holds beyond the backup, and then takes what is new', async () => {
    const before = town.takeCase(village, 'SAMPLE');
    await rider.round(village);
    await town.hub.backUp();
    const beyond = town.takeCase(village, 'SAMPLE');
    await rider.round(village);
    const number = numberOf(village, beyond);
    const old = await rider.serve(await rider.out(village));
    await town.hub.restore();
    const unsent = town.takeCase(village, 'SAMPLE');
    const epoch = readSetting(village.core.store.read, epochSetting);

    expect(await rider.round(village)).toMatchObject({ isMore: true, isCollecting: true, stop: '' });
    expect(await rider.round(village)).toMatchObject({ isMore: true, stop: '' });
    expect(readSetting(village.core.store.read, epochSetting)).not.toBe(epoch);
    await town.rest(hall).catch(() => town.rest(hall));
    for (let rounds = 0; rounds < 5 && (await rider.round(village)).isMore; rounds += 1);
    expect(waiting(village)).toBe(0);
    expect(numberOf(village, beyond)).toBe(number);
    expect(numberOf(village, unsent)).not.toBe('');
    await town.rest(hall);
    for (const stream of [before, beyond, unsent]) expect(ordered(hall, stream)).toEqual(ordered(village, stream));
    const now = everything(village);
    expect(await takeIn(rider.partsOf(village), old)).toEqual(refuse('stick.old'));
    expect(everything(village)).toEqual(now);
  });
});

describe('the operator', () => {
  test('answers a file beside the running hub, and says why one is not answered', async () => {
    const operator = new Operator({ place });
    const [from, to] = [join(operator.dataDir, 'out.tbx'), join(operator.dataDir, 'back.tbx')];
    const stream = town.takeCase(village, 'SAMPLE');
    writeFileSync(from, await rider.out(village));
    const said = await operator.run(['stick', from, to]);
    expect(said).toMatchObject({ code: 0, err: '' });
    expect(said.out).toContain(village.id);
    expect(await rider.back(village, new Uint8Array(readFileSync(to)))).toMatchObject({ acts: 1, isMore: false });
    expect(numberOf(village, stream)).not.toBe('');

    expect(await operator.run(['stick', to, from])).toMatchObject({ code: 1 });
    expect((await operator.run(['stick', to, from])).err).toContain('镇服务器的答复');
    expect((await operator.run(['stick', join(operator.dataDir, 'none'), to])).err).toContain('ENOENT');
    const nowhere = await operator.run(['stick', from, join(operator.dataDir, 'no-folder', 'back.tbx')]);
    expect([nowhere.code, nowhere.err]).toEqual([1, expect.stringContaining('资料已收下')]);
    expect(await operator.run(['stick', from])).toMatchObject({ code: 2 });
    operator.close();
  });
});
