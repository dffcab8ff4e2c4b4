/** trust.md row 11: five desks push at once, on the packaged PostgreSQL and on Debian's; official numbers stay unique and gapless (I6). */
import { afterEach, describe, expect, test } from 'vitest';
import { readOfficialNumber } from '#shared/documents/official-number.ts';
import { sql } from '../../../hub/store/database.ts';
import { checkHub } from '../../simulation/invariants-hub.ts';
import { Ledger } from '../../simulation/ledger.ts';
import { readHub } from '../../simulation/ordered.ts';
import type { SimDesk } from '../../simulation/sim-desk.ts';
import { debianPostgres, embeddedPostgres, type TestPostgres } from '../../support/postgres.ts';
import { Township } from '../township.ts';

const stations = ['360732108201', '360732108202', '360732108203', '360732108204'];
const casesEach = process.env['TONGBAN_LONG'] === '1' ? 1000 : 80;

const closes: (() => Promise<unknown> | undefined)[] = [];
afterEach(async () => {
  for (const close of closes.splice(0).reverse()) await close();
});

/** Statements of different connections the server had under way at the same moment, at most. */
function watchParallel() {
  let [now, most] = [0, 0];
  return {
    most: () => most,
    around: async <T>(work: () => Promise<T>): Promise<T> => {
      now += 1;
      most = Math.max(most, now);
      return work().finally(() => (now -= 1));
    },
  };
}

describe.each([
  ['the packaged', embeddedPostgres],
  ['Debian’s', debianPostgres],
] as const)('%s PostgreSQL', (_name, open: () => Promise<TestPostgres>) => {
  test('gives every case of five desks that push at once its number, without a gap', async () => {
    const postgres = await open();
    closes.push(() => postgres.stop());
    const database = await postgres.open();
    closes.push(() => database.close());
    const parallel = watchParallel();
    const town = await new Township({
      ...database,
      transact: (work) => parallel.around(() => database.transact(work)),
    }).open();
    closes.push(() => {
      town.close();
      return undefined;
    });
    const desks: SimDesk[] = [await town.firstOfHall()];
    for (const station of stations) desks.push(await town.deskJoined(station, false, station));
    for (const desk of desks) for (let taken = 0; taken < casesEach; taken += 1) town.takeCase(desk, 'SAMPLE');
    await Promise.all(desks.map((desk) => town.rest(desk)));
    await town.restAll();
    expect(parallel.most()).toBeGreaterThanOrEqual(desks.length);
    const ordered = await readHub(town.hub);
    checkHub(town.hub.running.hub.findKind, ordered, new Ledger());
    const given = [...ordered.streams.values()].flat().flatMap(({ type, body }) => {
      const number = type === 'officialNumber' ? body?.data['number'] : undefined;
      return typeof number === 'string' ? [readOfficialNumber(number)?.n ?? 0] : [];
    });
    const all = desks.length * casesEach;
    expect(given.toSorted((a, b) => a - b)).toEqual(Array.from({ length: all }, (_, index) => index + 1));
    const waiting = await database.transact((t) => t.all(sql`SELECT id FROM stream WHERE owes_word`));
    expect(waiting).toEqual([]);
  });
});
