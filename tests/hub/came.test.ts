/** What a desk has is not sent to it again; what it is only said to have, it asks for. */
import { expect, test } from 'vitest';
import type { FeedRow, PullAnswer } from '#shared/sync/messages.ts';
import { all, sql } from '#desk/store/handles.ts';
import { sql as hubSql } from '../../hub/store/database.ts';
import type { HubDatabase } from '../../hub/store/pg.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { townshipForEach, type Township } from './township.ts';

const [hall, village] = ['360732108000', '360732108201'];
let database: HubDatabase;
let town: Township;
let office: SimDesk;
/** Rows of pages, as they went out. */
let sent: FeedRow[];
let change: (row: FeedRow) => FeedRow;

townshipForEach(async (fresh) => {
  ({ town, database } = fresh);
  office = await town.deskAlone(hall, true, 'chen');
  town.publish(office, 'SAMPLE', '示例事项');
  await town.join(office);
  [sent, change] = [[], (row) => row];
  const answer = town.hub.answer.bind(town.hub);
  town.hub.answer = async (call, diesIn) => {
    const reply = await answer(call, diesIn);
    if (reply?.status !== 200 || call.name !== 'PULL') return reply;
    const page = JSON.parse(new TextDecoder().decode(reply.body)) as PullAnswer;
    const rows = page.rows.map((row) => change(row as FeedRow));
    sent.push(...rows);
    return { ...reply, body: new TextEncoder().encode(JSON.stringify({ ...page, rows })) };
  };
});

const ordered = ({ core }: SimDesk, stream: string) =>
  all(core.store.read, sql`SELECT rev, id, hash FROM entry WHERE stream = ${stream} ORDER BY rev`);

/** No kind of today belongs to two scopes of one desk: the feed of a duty is written by hand. */
const putInto = (scope: string, stream: string) =>
  database.transact(async (t) => {
    const { revs = 0 } =
      (await t.get(hubSql<{ revs: number }>`SELECT max(rev) AS revs FROM entry WHERE stream = ${stream}`)) ?? {};
    await t.run(hubSql`INSERT INTO feed_head (scope, pos) VALUES (${scope}, ${revs})`);
    await t.run(hubSql`INSERT INTO stream_scope (stream, scope, since) VALUES (${stream}, ${scope}, 1)`);
    for (let rev = 1; rev <= revs; rev += 1)
      await t.run(hubSql`INSERT INTO feed (scope, pos, stream, rev) VALUES (${scope}, ${rev}, ${stream}, ${rev})`);
  });

const streamOf = (row: FeedRow): string => (row.is === 'entry' ? row.entry.header.stream : row.stream);

test.each([
  ['is not sent again through another', hall, 'own'],
  ['is sent to who has only that other', village, 'entry'],
])('what comes through one scope %s', async (_what, station, is) => {
  const desk = await town.deskAlone(station, station === hall, 'liu');
  await town.join(desk);
  const stream = town.takeCase(office, 'SAMPLE');
  await town.restAll();
  await putInto('p:duty', stream);
  await database.transact((t) => t.run(hubSql`UPDATE desk SET parts = 'duty' WHERE id = ${desk.id}`));
  await desk.crash();
  sent = [];
  await town.rest(desk);
  const there = ordered(office, stream);
  expect(sent.map((row) => [row.scope, streamOf(row), row.is])).toEqual(there.map(() => ['p:duty', stream, is]));
  expect(ordered(desk, stream)).toEqual(there);
});

test('what a desk is said to have and has not, it fetches', async () => {
  const second = await town.deskAlone(hall, true, 'liu');
  await town.join(second);
  const stream = town.takeCase(office, 'SAMPLE');
  town.note(office, stream, '问过了');
  await town.rest(office);
  change = (row) => {
    if (row.is !== 'entry' || streamOf(row) !== stream) return row;
    const { entry, is: _is, ...place } = row;
    return { is: 'own', ...place, stream, id: entry.header.id };
  };
  await town.rest(second);
  expect(ordered(second, stream)).toEqual(ordered(office, stream));
  expect(town.state(second, stream)).toEqual(town.state(office, stream));
});
