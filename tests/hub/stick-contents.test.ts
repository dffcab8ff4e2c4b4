/** Contents of attachments on a stick: for a station that never sees the network, both ways, large ones in several walks. */
import { expect, test } from 'vitest';
import { isAtHub } from '#desk/journal/contents.ts';
import { get, run, sql as deskSql, transact } from '#desk/store/handles.ts';
import { stickLimit } from '#shared/sync/stick.ts';
import { sql } from '../../hub/store/database.ts';
import type { HubDatabase } from '../../hub/store/pg.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { StickRider } from './stick-rider.ts';
import { townshipForEach, type Township } from './township.ts';
import { Contents, piece } from './with-contents.ts';

const [village, otherVillage] = ['360732108201', '360732108202'];
let database: HubDatabase;
let town: Township;
let contents: Contents;
let rider: StickRider;
let office: SimDesk;
let station: SimDesk;
let stream: string;

townshipForEach(async (fresh) => {
  ({ town, database } = fresh);
  contents = new Contents(town);
  rider = new StickRider(town);
  office = await town.firstOfHall();
  station = await town.deskJoined(village, false, 'li');
  contents.link();
  await town.restAll();
  stream = town.takeCase(station, 'SAMPLE');
  contents.sent.length = 0;
});

const gotAtHub = async (blob: string): Promise<number> =>
  (await database.transact((t) => t.get(sql<{ got: number }>`SELECT got FROM blob WHERE id = ${blob}`)))?.got ?? 0;
const partsAt = ({ core }: SimDesk): number =>
  get(core.store.read, deskSql<{ n: number }>`SELECT count(*) AS n FROM blob_part`)?.n ?? 0;
const expectRead = (desk: SimDesk, blob: string, content: Uint8Array): void => {
  const read = contents.read(desk, blob);
  expect(read.ok && Buffer.compare(read.value, content)).toBe(0);
};

/** The office is on the line; the station never. */
async function settleOffice(): Promise<void> {
  town.world.advance(60_000);
  for (let round = 0; round < 2; round += 1) await town.rest(office);
}

test('goes out with the entry that names it, in the same file, and is known to be there once the answer came', async () => {
  const content = contents.random(2 * piece + 4321);
  const blob = contents.attach(station, stream, content, true);
  const answer = await rider.serve(await rider.out(station));
  expect(isAtHub(station.core.store.read, blob)).toBe(false);
  expect(await rider.back(station, answer)).toMatchObject({ isMore: false, stop: '' });
  expect(isAtHub(station.core.store.read, blob)).toBe(true);
  await town.rest(office);
  await contents.settle();
  expectRead(office, blob, content);
  // Nothing of it went over the station's line.
  expect(contents.sent.filter(({ desk, name }) => desk === 'desk2' && name === 'BLOB')).toEqual([]);
});

test('comes in where somebody else attached it, and is compared with what was announced', async () => {
  await rider.round(station);
  await settleOffice();
  const content = contents.random(piece + 99);
  const blob = contents.attach(office, stream, content);
  await settleOffice();
  contents.sent.length = 0;
  // The first walk tells of it, the second asks for it.
  expect(await rider.round(station)).toMatchObject({ stop: '' });
  expect(contents.read(station, blob).ok).toBe(false);
  expect(await rider.round(station)).toMatchObject({ isMore: false });
  expectRead(station, blob, content);
  expect([partsAt(station), contents.asks('get')]).toEqual([0, []]);
});

test('what does not fit into one file goes on with the next, and no byte twice', async () => {
  const content = contents.random(stickLimit.messages + piece + 7);
  const small = contents.attach(station, stream, contents.random(1000));
  const blob = contents.attach(station, stream, content);
  const walks: number[] = [];
  for (let walk = 0; walk < 5 && !isAtHub(station.core.store.read, blob); walk += 1) {
    const file = await rider.out(station);
    expect(file.length).toBeLessThan(stickLimit.messages + 1024 * 1024);
    const taken = await rider.back(station, await rider.serve(file));
    walks.push(await gotAtHub(blob));
    expect(taken.isMore).toBe(walks.at(-1) !== content.length);
  }
  expect(isAtHub(station.core.store.read, small)).toBe(true);
  expect(walks.at(-1)).toBe(content.length);
  expect(walks.length).toBe(2);
  await settleOffice();
  expectRead(office, blob, content);
  const pieces = await database.transact((t) =>
    t.get(
      sql<{
        n: number;
        bytes: number;
      }>`SELECT count(*)::integer AS n, sum(length(data))::integer AS bytes FROM blob_part WHERE blob = ${blob}`,
    ),
  );
  expect(pieces?.n).toBe(Math.ceil(content.length / piece));
});

test('a large one comes in over several walks', async () => {
  await rider.round(station);
  await settleOffice();
  const content = contents.random(stickLimit.answers + 2 * piece);
  const blob = contents.attach(office, stream, content);
  await settleOffice();
  await rider.round(station);
  expect(await rider.round(station)).toMatchObject({ isMore: true });
  expect(partsAt(station)).toBeGreaterThan(5);
  expect(await rider.round(station)).toMatchObject({ isMore: false });
  expectRead(station, blob, content);
});

test('files that are lost, come twice or late lose nothing and repeat nothing', async () => {
  const content = contents.random(3 * piece);
  const blob = contents.attach(station, stream, content);
  await rider.out(station);
  const [one, two] = [await rider.out(station), await rider.out(station)];
  const late = await rider.serve(one);
  const first = await rider.serve(two);
  await rider.back(station, first);
  await rider.back(station, first);
  await rider.back(station, late);
  expect(isAtHub(station.core.store.read, blob)).toBe(true);
  expect(await gotAtHub(blob)).toBe(content.length);
  // And over a line in between: the stick goes on where that had come.
  const other = contents.attach(station, stream, contents.random(3 * piece));
  await contents.stepUntil(station, () => contents.asks('put').some(({ blob: sent }) => sent === other));
  await rider.round(station);
  expect(isAtHub(station.core.store.read, other)).toBe(true);
});

test('nothing of a case that is not the station’s, whatever its file asks', async () => {
  const stranger = await town.deskJoined(otherVillage, false, 'liu');
  contents.link();
  await rider.round(station);
  await settleOffice();
  const secret = contents.attach(office, stream, contents.random(5000));
  await settleOffice();
  const taken = town.takeCase(stranger, 'SAMPLE');
  // It names a content it has heard of, as an attachment of its own case wants it.
  transact(stranger.core.store.write, (transaction) => {
    run(
      transaction,
      deskSql`INSERT INTO blob_link (blob, bytes, hash, here, at_hub, want, ask_after) VALUES (${secret}, 5000, '', 0, 1, 2, 0)`,
    );
  });
  expect(await rider.round(stranger)).toMatchObject({ stop: '' });
  expect(partsAt(stranger)).toBe(0);
  expect(contents.read(stranger, secret).ok).toBe(false);
  expect(town.state(stranger, taken).core.status).toBe('received');
});
