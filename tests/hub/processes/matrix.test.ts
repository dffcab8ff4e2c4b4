/**
 * trust.md row 10: nineteen stations, each asked by each: a desk enrolled for one station asks the hub everything there is to ask, for its own
 * and for every other's, and no answer holds a byte of a case of another station.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { all, sql } from '#desk/store/handles.ts';
import { createCrypto } from '#desk/keys/provider.ts';
import { callHub, type Answered } from '#desk/sync/call-hub.ts';
import { epochSetting, readSetting } from '#desk/sync/link-state.ts';
import { wireEntries } from '#desk/sync/queue.ts';
import { makeResidentId } from '#shared/identity/resident-id.ts';
import type { BlobAsk } from '#shared/sync/blob-messages.ts';
import type { Cursor, MessageName, PullAnswer, RequestOf } from '#shared/sync/messages.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import type { HubDatabase } from '../../../hub/store/pg.ts';
import type { SimDesk } from '../../simulation/sim-desk.ts';
import { embeddedPostgres, type TestPostgres } from '../../support/postgres.ts';
import { Township } from '../township.ts';
import { Contents } from '../with-contents.ts';

const stations = z
  .object({ villages: z.array(z.object({ code: z.string(), name: z.string() })) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../data/yongfeng.json'), 'utf8'))).villages;

interface Station {
  readonly desk: SimDesk;
  readonly streams: readonly string[];
  /** The content of an attachment of its first case, and its name. */
  readonly blob: string;
  /** What of its cases must not be found elsewhere. */
  readonly needles: readonly string[];
}

let postgres: TestPostgres;
let database: HubDatabase;
let town: Township;
let office: SimDesk;
let places: readonly Station[];

beforeAll(async () => {
  postgres = await embeddedPostgres();
  database = await postgres.open();
  town = await new Township(database).open();
  office = await town.firstOfHall();
  const desks: SimDesk[] = [];
  for (const { code } of stations) desks.push(await town.deskJoined(code, false, `staff${code}`));
  const begun = desks.map((desk, index) => [0, 1].map((nth) => takeCase(desk, index * 2 + nth)));
  const contents = new Contents(town);
  const blobs = desks.map((desk, index) => contents.attach(desk, begun[index]?.[0] ?? '', paperOf(index)));
  await contents.settle();
  places = desks.map((desk, index) => stationOf(desk, index, begun[index] ?? [], blobs[index] ?? ''));
}, 240_000);
afterAll(async () => {
  town.close();
  await database.close();
  await postgres.stop();
});

/** A person and a wish that nobody else has. */
const nameOf = (nth: number): string => `示${String.fromCodePoint(0x6c34 + nth)}${String.fromCodePoint(0x7530 + nth)}`;
const wishOf = (nth: number): string => `盼望之事第${String.fromCodePoint(0x8c37 + nth)}号`;
const idOf = (nth: number): string =>
  makeResidentId({ area: '360732', birth: getPlainDate('1961-03-05'), sequence: 101 + nth });
const phoneOf = (nth: number): string => `1390797${String(7000 + nth)}`;

function takeCase(desk: SimDesk, nth: number): string {
  const petitioner = { name: nameOf(nth), idType: 'residentId', idNumber: idOf(nth), phone: phoneOf(nth) };
  return town.begin(desk, 'service', 'received', { petitioner, matter: { code: 'SAMPLE' }, request: wishOf(nth) });
}

/** What is on a paper somebody brought; it travels in base64, in which it begins at a whole group. */
const paperOf = (index: number): Uint8Array => new TextEncoder().encode(`家庭情况第${wishOf(index * 2)}页`.repeat(30));
const inBase64 = (content: Uint8Array): string => Buffer.from(content).toString('base64').slice(0, 200);

function stationOf(desk: SimDesk, index: number, streams: readonly string[], blob: string): Station {
  // Hashes of what the desk wrote. Those of the hub's own entries (official numbers) stand in its next one as `prev`, wherever that is.
  const entries = streams.flatMap((stream) =>
    all(
      desk.core.store.read,
      sql<{
        id: string;
        hash: string;
        isOwn: number;
      }>`SELECT id, hash, writer = ${desk.core.writer.id} AS isOwn FROM entry WHERE stream = ${stream}`,
    ),
  );
  const states = streams.map((stream) => town.state(desk, stream));
  const said = [0, 1]
    .map((nth) => index * 2 + nth)
    .flatMap((nth) => [nameOf(nth), wishOf(nth), idOf(nth), phoneOf(nth)]);
  const numbers = states.flatMap(({ number = '', core }) => [number, core.officialNumber ?? '']);
  return {
    desk,
    streams,
    blob,
    needles: [
      ...said,
      ...[blob, inBase64(paperOf(index))],
      ...numbers,
      ...streams,
      ...entries.flatMap(({ id, hash, isOwn }) => (isOwn === 1 ? [id, hash] : [id])),
    ],
  };
}

/** Signed by this desk; every answer's bytes are kept. */
class Asker {
  readonly bodies: Buffer[] = [];
  readonly answers: Answered<unknown>[] = [];
  private readonly desk: SimDesk;
  private readonly epoch: string;

  constructor(desk: SimDesk) {
    this.desk = desk;
    this.epoch = readSetting(desk.core.store.read, epochSetting);
  }

  async ask<N extends MessageName>(name: N, request: Omit<RequestOf<N>, 'epoch'>): Promise<Answered<unknown>> {
    const { desk } = this;
    const carrier = {
      send: async (call: Parameters<SimDesk['carry']>[1]) => {
        const reply = await desk.carry(desk, call);
        this.bodies.push(Buffer.from(reply.body));
        return reply;
      },
    };
    const { ed25519 } = createCrypto(town.world.random);
    const whole = { epoch: this.epoch, ...request } as unknown as RequestOf<N>;
    const answered = await callHub(desk.core, ed25519, carrier, name, whole);
    this.answers.push(answered);
    return answered;
  }

  async pullAll(): Promise<void> {
    for (let cursor: Cursor = {}; ; ) {
      const answered = await this.ask('PULL', { cursor, limit: 500 });
      if (answered.is !== 'answer') throw new Error(`PULL: ${JSON.stringify(answered)}`);
      const page = answered.value as PullAnswer;
      cursor = page.cursor;
      if (!page.more) return;
    }
  }

  refusals(): Set<string> {
    return new Set(this.answers.flatMap((one) => (one.is === 'refused' ? [one.refused] : [])));
  }
}

const buckets = Array.from({ length: 256 }, (_, index) => index);

/** Everything, for oneself and for `other`. */
async function askAbout(asker: Asker, { core }: SimDesk, other: Station): Promise<void> {
  const own = `s:${core.writer.station}`;
  const theirs = `s:${other.desk.core.writer.station}`;
  const { id } = other.desk.core.writer;
  for (const scope of [own, 'r', theirs, 'h', `d:${other.desk.facts.name}`])
    await asker.ask('FETCH', { scope, streams: [...other.streams, id] });
  await asker.ask('DIGEST', { scope: theirs, upto: 1_000_000, list: buckets });
  await asker.ask('PULL', { cursor: { [theirs]: 0 }, limit: 500 });
  await asker.ask('OWN', { writer: id, fromSeq: 1, limit: 500 });
  const entries = wireEntries(other.desk.core.store.read, id, 1, 2);
  await asker.ask('PUSH', { writer: id, entries, head: { seq: 2, hash: '0'.repeat(64) } });
  await asker.ask('RETURN', { after: '', entries: [], isLast: false });
  const { blob } = other;
  const asks: readonly BlobAsk[] = [
    { is: 'has', blobs: [blob] },
    { is: 'get', blob, offset: 0 },
    { is: 'put', blob, size: 1, offset: 0, hash: '0'.repeat(64), bytes: 'AA==' },
  ];
  for (const ask of asks) await asker.ask('BLOB', { ask });
}

describe('a desk enrolled for one station', () => {
  test('learns nothing of the cases of any other, whatever it asks', async () => {
    expect(places).toHaveLength(19);
    let asked = 0;
    for (const { desk } of places) {
      const asker = new Asker(desk);
      await asker.pullAll();
      for (const scope of [`s:${desk.facts.station}`, 'r', 'h', `d:${desk.facts.name}`])
        await asker.ask('DIGEST', { scope, upto: 1_000_000, list: buckets });
      const others = places.filter((one) => one.desk !== desk);
      for (const other of others) await askAbout(asker, desk, other);
      const bytes = Buffer.concat(asker.bodies);
      for (const other of others)
        for (const needle of other.needles)
          expect(bytes.includes(needle), `${desk.facts.station} was told ${needle}`).toBe(false);
      expect(asker.refusals()).toEqual(new Set(['scope', 'unknownWriter']));
      asked += asker.bodies.length;
    }
    console.log(`19 × 19: ${String(asked)} answers looked through`);
  }, 240_000);

  test('gets its own; and the hall, which may, is told every one of these bytes: so they would have been found', async () => {
    const office_ = new Asker(office);
    await office_.pullAll();
    for (const { blob } of places) await office_.ask('BLOB', { ask: { is: 'get', blob, offset: 0 } });
    const bytes = Buffer.concat(office_.bodies);
    for (const { needles } of places) {
      expect(needles.every((needle) => needle.length > 2)).toBe(true);
      const hashes = /^[0-9a-f]{64}$/u;
      expect(needles.filter((needle) => !hashes.test(needle) && !bytes.includes(needle))).toEqual([]);
    }
    const [place] = places;
    if (place === undefined) throw new Error('bug: no station');
    const self = new Asker(place.desk);
    await self.ask('OWN', { writer: place.desk.core.writer.id, fromSeq: 1, limit: 500 });
    expect(Buffer.concat(self.bodies).includes(wishOf(0))).toBe(true);
  });
});
