/** The nightly comparison: what differs is fetched whole again; what differs then too is an alarm with both hashes. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Sql } from 'sql-template-tag';
import { alarmSetting } from '#desk/sync/compare.ts';
import { readSetting } from '#desk/sync/link-state.ts';
import { all, run, sql, transact } from '#desk/store/handles.ts';
import type { HubDatabase } from '../../hub/store/pg.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { embeddedPostgres, type TestPostgres } from '../support/postgres.ts';
import { Township } from './township.ts';

const hall = '360732108000';
const day = 24 * 3_600_000;
let postgres: TestPostgres;
let database: HubDatabase;
let town: Township;
let first: SimDesk;
let second: SimDesk;

beforeAll(async () => {
  postgres = await embeddedPostgres();
  database = await postgres.open();
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
});
beforeEach(async () => {
  town = await new Township(database).open();
  first = await town.deskAlone(hall, true, 'chen');
  town.publish(first, 'SAMPLE', '示例事项');
  for (let taken = 0; taken < 30; taken += 1) town.takeCase(first, 'SAMPLE');
  await town.join(first);
  second = await town.deskAlone(hall, true, 'liu');
  await town.join(second);
  await town.restAll();
});
afterEach(() => {
  town.close();
});

const ordered = ({ core }: SimDesk): string[] =>
  all(
    core.store.read,
    sql<{ text: string }>`SELECT e.stream || ' ' || e.rev || ' ' || e.id AS text FROM entry e
      JOIN stream_scope s ON s.stream = e.stream AND s.scope = 'h' WHERE e.rev IS NOT NULL ORDER BY 1`,
  ).map(({ text }) => text);
const alarmOf = ({ core }: SimDesk) => readSetting(core.store.read, alarmSetting);

/** Somebody at the file, with the key: one entry of another desk is gone, or a stream altogether. */
function damage({ core }: SimDesk, what: 'entry' | 'stream'): string {
  const [row] = all(
    core.store.read,
    sql<{
      id: string;
      stream: string;
    }>`SELECT id, stream FROM entry WHERE type = 'received' AND writer <> ${core.writer.id} ORDER BY id`,
  );
  if (row === undefined) throw new Error('nothing to damage');
  transact(core.store.write, (transaction) => {
    if (what === 'entry') run(transaction, sql`DELETE FROM entry WHERE id = ${row.id}`);
    else {
      run(transaction, sql`DELETE FROM entry WHERE stream = ${row.stream}`);
      run(transaction, sql`DELETE FROM stream_link WHERE stream = ${row.stream}`);
      run(transaction, sql`DELETE FROM stream_scope WHERE stream = ${row.stream}`);
    }
  });
  return row.stream;
}

describe('once a day', () => {
  test.each(['entry', 'stream'] as const)('a missing %s is found, fetched and folded again', async (what) => {
    expect(ordered(second)).toEqual(ordered(first));
    const stream = damage(second, what);
    await town.rest(second);
    expect(ordered(second)).not.toEqual(ordered(first));
    town.world.advance(day);
    await town.rest(second);
    expect(ordered(second)).toEqual(ordered(first));
    expect(town.state(second, stream)).toEqual(town.state(first, stream));
    expect(alarmOf(second)).toBeNull();
  });

  test('what still differs after fetching is an alarm, with both hashes, in the audit chain too', async () => {
    // The hub's own table was changed: what it says of an entry is not what it sends.
    await database.transact((transaction) =>
      transaction.run(new Sql([`UPDATE entry SET hash = repeat('0', 64) WHERE type = 'received' AND rev = 1`], [])),
    );
    town.world.advance(day);
    await town.rest(second);
    const alarm = alarmOf(second);
    expect(alarm).toMatchObject({ scope: 'h' });
    expect(alarm?.ours).not.toBe(alarm?.theirs);
    expect(
      all(second.core.store.read, sql<{ data: string }>`SELECT data FROM audit WHERE type = 'linkDiffers'`),
    ).toHaveLength(1);
  });

  test('nothing is asked twice, and nothing is found where nothing differs', async () => {
    const asked: string[] = [];
    const answer = town.hub.answer.bind(town.hub);
    town.hub.answer = (call, diesIn) => {
      asked.push(call.name);
      return answer(call, diesIn);
    };
    town.world.advance(day);
    await town.rest(second);
    const compared = asked.filter((name) => name === 'DIGEST').length;
    expect(compared).toBe(3);
    await town.rest(second);
    expect(asked.filter((name) => name === 'DIGEST')).toHaveLength(compared);
    expect(asked).not.toContain('FETCH');
    expect(alarmOf(second)).toBeNull();
  });
});
