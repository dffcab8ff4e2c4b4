/** The comparison, each night and after a restore: what differs is fetched whole again; what differs then too is an alarm with both hashes. */
import { describe, expect, test } from 'vitest';
import { Sql } from 'sql-template-tag';
import { unwrap } from '#shared/kernel/result.ts';
import type { MessageName } from '#shared/sync/messages.ts';
import { alarmSetting } from '#desk/sync/compare.ts';
import { readSetting } from '#desk/sync/link-state.ts';
import { all, run, sql, transact } from '#desk/store/handles.ts';
import { sql as hubSql } from '../../hub/store/database.ts';
import type { HubDatabase } from '../../hub/store/pg.ts';
import { lockStreams } from '../../hub/sync/growing.ts';
import { visit } from '../../hub/sync/order.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { hall, townshipForEach, type Township } from './township.ts';

const [village, otherVillage] = ['360732108201', '360732108202'] as const;
const day = 24 * 3_600_000;
let database: HubDatabase;
let town: Township;
let first: SimDesk;
let second: SimDesk;

townshipForEach(async (fresh) => {
  ({ town, database } = fresh);
  first = await town.firstOfHall((desk) => {
    for (let taken = 0; taken < 30; taken += 1) town.takeCase(desk, 'SAMPLE');
  });
  second = await town.deskJoined(hall, true, 'liu');
  await town.restAll();
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

/** Somebody else is at work meanwhile: runs once, right before the hub answers the first such message after now. */
function meanwhile(name: MessageName, work: () => Promise<void>): string[] {
  const asked: string[] = [];
  const answer = town.hub.answer.bind(town.hub);
  let hasWorked = false;
  town.hub.answer = async (call, diesIn) => {
    asked.push(call.name);
    if (call.name === name && !hasWorked) {
      hasWorked = true;
      await work();
    }
    return answer(call, diesIn);
  };
  return asked;
}

/** Dispatched by the township's server. */
async function assign(stream: string, station: string): Promise<void> {
  const { hub } = town.hub.running;
  const data = { set: { assignee: '李主任', station } };
  await database.transact(async (transaction) => {
    await visit(hub, transaction, await lockStreams(transaction, [stream]), [{ stream, type: 'assigned', data }]);
  });
}

/** A desk of the village, and an order of the hall's that was dispatched there and has come. */
async function assignedToThird(): Promise<{ readonly third: SimDesk; readonly stream: string }> {
  const third = await town.deskJoined(village, false, 'wang');
  const stream = town.begin(first, 'madeUpOrder', 'received', { complaint: '路灯不亮' });
  await town.restAll();
  await assign(stream, village);
  await town.restAll();
  return { third, stream };
}

/** To rest, or until it was told three times to wait: for the others. */
async function bearWith(desk: SimDesk): Promise<void> {
  desk.link.ask();
  for (let waits = 0; waits < 3; ) {
    const step = await desk.step();
    if (step.is === 'atRest') return;
    if (step.is === 'waits') waits += 1;
  }
}

describe('while the township goes on working', () => {
  test('what is written between fetching anew and the second look is no difference', async () => {
    const stream = damage(second, 'entry');
    town.world.advance(day);
    const asked = meanwhile('FETCH', async () => {
      unwrap(first.next(stream, { type: 'note', data: { text: '又来补了一张复印件' } }));
      await town.rest(first);
    });
    await town.rest(second);
    expect(asked).toContain('FETCH');
    expect(alarmOf(second)).toBeNull();
    expect(ordered(second)).toEqual(ordered(first));
  });

  test('a stream that leaves the scope between receiving and comparing is no difference', async () => {
    const { third, stream } = await assignedToThird();
    expect(town.state(third, stream).core.status).toBe('assigned');
    town.world.advance(day);
    const asked = meanwhile('DIGEST', () => assign(stream, otherVillage));
    await town.rest(third);
    expect(asked).toContain('DIGEST');
    expect(asked).not.toContain('FETCH');
    expect(alarmOf(third)).toBeNull();
  });

  test('a stream the hub does not know in that scope any more is gone here too, though no feed says so', async () => {
    const { third, stream } = await assignedToThird();
    const { write, read } = third.core.store;
    const here = () => all(read, sql<{ n: number }>`SELECT count(*) AS n FROM entry WHERE stream = ${stream}`)[0]?.n;
    expect(here()).toBe(3);
    // The hub was put back to before it was assigned, while the stream waited here to be fetched whole.
    await database.transact(async (transaction) => {
      await transaction.run(hubSql`DELETE FROM feed WHERE stream = ${stream} AND scope = ${`s:${village}`}`);
      await transaction.run(hubSql`DELETE FROM stream_scope WHERE stream = ${stream} AND scope = ${`s:${village}`}`);
    });
    transact(write, (transaction) => {
      run(transaction, sql`UPDATE stream_link SET state = 'refetch' WHERE stream = ${stream}`);
    });
    await town.rest(third);
    expect(here()).toBe(0);
    expect(all(read, sql`SELECT * FROM live_case WHERE stream = ${stream}`)).toEqual([]);
    expect(all(read, sql<{ state: string }>`SELECT state FROM stream_link WHERE stream = ${stream}`)).toEqual([
      { state: 'gone' },
    ]);
  });

  test('a stream that was called back after the backup of a hub that is put back comes again', async () => {
    const { third, stream } = await assignedToThird();
    await town.hub.backUp();
    await assign(stream, otherVillage);
    await town.rest(third);
    const { read } = third.core.store;
    const shown = () => all(read, sql<{ status: string }>`SELECT status FROM live_case WHERE stream = ${stream}`);
    expect(shown()).toEqual([]);
    expect(await town.hub.restore()).toBe(true);
    // Nobody else has heard that it was sent on, so nobody can bring that back.
    for (let round = 0; round < 3; round += 1) for (const desk of [first, second, third]) await bearWith(desk);
    expect(shown()).toEqual([{ status: 'assigned' }]);
    expect(alarmOf(third)).toBeNull();
  });

  test('what was fetched anew is returned to a hub that lost it', async () => {
    const stream = damage(second, 'stream');
    town.world.advance(day);
    await town.rest(second);
    const [place] = all(
      second.core.store.read,
      sql<{ pos: number }>`SELECT pos FROM stream_scope WHERE stream = ${stream} AND scope = 'h'`,
    );
    expect(place?.pos).toBeGreaterThan(0);
  });
});
