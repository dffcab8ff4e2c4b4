/** `verify` of the hub: what a chain finds by itself, and what only somebody who saw its head elsewhere can tell. */
import { afterEach, describe, expect, test } from 'vitest';
import { Sql } from 'sql-template-tag';
import { headText, readHeadText } from '#shared/sync/hub-chain.ts';
import { sql } from '../../hub/store/database.ts';
import type { DatabasePlace, HubDatabase } from '../../hub/store/pg.ts';
import { readHead } from '../../hub/sync/hub.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { cutTail, rewriteTail } from './at-the-database.ts';
import { Operator } from './operator.ts';
import { townshipForEach, type Township } from './township.ts';

let place: DatabasePlace;
let database: HubDatabase;
let town: Township;
let operator: Operator;
let desk: SimDesk;

townshipForEach(async (fresh) => {
  ({ town, database, place } = fresh);
  operator = new Operator({ place });
  desk = await town.firstOfHall();
  for (let taken = 0; taken < 5; taken += 1) town.takeCase(desk, 'SAMPLE');
  await town.rest(desk);
});
afterEach(() => {
  operator.close();
});

const verify = (...more: string[]) => operator.run(['verify', ...more]);
const headNow = () => database.transact(readHead);
const change = (text: string) => database.transact((transaction) => transaction.run(new Sql([text], [])));

test('what is as it was hashed is sound, also after work went on and after a restore', async () => {
  expect(await verify()).toMatchObject({ code: 0 });
  await town.hub.backUp();
  town.takeCase(desk, 'SAMPLE');
  await town.rest(desk);
  const before = headText(await headNow());
  await town.hub.restore();
  // Put back, nothing returned yet: a paper printed beyond the backup does not fit, and says that nobody need have changed anything.
  const restored = await verify('--witness', before);
  expect(restored).toMatchObject({ code: 1 });
  expect(restored.out).toContain('末尾被截去');
  expect(restored.out).toContain('A backup was restored here');
  // The epoch it knows is over.
  await desk.crash();
  await town.rest(desk);
  expect(await verify()).toMatchObject({ code: 0 });
});

describe('found without a witness', () => {
  test.each([
    [
      'a header',
      `UPDATE entry SET header = replace(header, '"by":"', '"by":"x') WHERE n = 3`,
      'the header of an entry',
    ],
    ['a hash', `UPDATE entry SET hash = repeat('0', 64) WHERE n = 3`, 'the header of an entry'],
    ['whose it is', `UPDATE entry SET stream = writer WHERE n = 4`, 'the header of an entry'],
    ['a body', `UPDATE entry SET body = body || '\\x00'::bytea WHERE n = 3`, 'the content of an entry'],
    ['an entry in the middle', `DELETE FROM entry WHERE n = 3`, 'entries are missing'],
    [
      'two places',
      `UPDATE entry SET n = CASE n WHEN 3 THEN 999999 ELSE 3 END WHERE n IN (3, 4)`,
      'entries are missing',
    ],
    ['the end alone', `UPDATE hub_head SET chain = repeat('0', 64)`, 'the end differs'],
    ['the last entry alone', `DELETE FROM entry WHERE n = (SELECT n FROM hub_head)`, 'entries are missing'],
    ['an end of a desk', `UPDATE writer SET head_hash = repeat('0', 64) WHERE next_seq > 1`, 'the end of a desk'],
    ['a rev', `UPDATE stream SET head = head + 1`, 'has a hole'],
    [
      'the head a desk told',
      `UPDATE writer SET told_hash = repeat('0', 64) WHERE told_seq > 0`,
      'the head it had told',
    ],
  ])('%s', async (_what, text, words) => {
    await change(text);
    const { code, out } = await verify();
    expect(code).toBe(1);
    expect(out).toContain(words);
  });
});

describe('found only by a witness', () => {
  test('a tail written anew', async () => {
    const before = headText(await headNow());
    await rewriteTail(database, desk.core.writer.id);
    expect(await verify()).toMatchObject({ code: 0 });
    const { code, out } = await verify('--witness', before);
    expect(code).toBe(1);
    expect(out).toContain('rewritten');
  });

  test('a tail cut off; the desk that had seen it stands still', async () => {
    const before = headText(await headNow());
    await cutTail(database, 3);
    expect(await verify()).toMatchObject({ code: 0 });
    const { code, out } = await verify('--witness', before);
    expect(code).toBe(1);
    expect(out).toContain('cut off');
    desk.link.ask();
    await expect(town.rest(desk)).rejects.toThrow('hubWentBack');
  });

  test('of several heads each is held against the chain; the one that fits says how far it is vouched for', async () => {
    const { n, chain } = await headNow();
    const { code, out } = await verify('--witness', headText({ n, chain }));
    expect(code).toBe(0);
    expect(out).toContain('A witness covers every entry');
    expect(await verify('--witness', `${headText({ n, chain })},${String(n)}:${'0'.repeat(16)}`)).toMatchObject({
      code: 1,
    });
  });

  test('what is no head is not checked', async () => {
    const { code, err } = await verify('--witness', '12:abc');
    expect(code).toBe(2);
    expect(err).toContain('Nothing was checked');
  });
});

test('a desk that sends another entry than the head it had told is an alarm', async () => {
  const { id } = desk.core.writer;
  // It told that its chain reached three further than what was sent then.
  await change(`UPDATE writer SET told_seq = next_seq + 2, told_hash = repeat('0', 64) WHERE id = '${id}'`);
  for (let taken = 0; taken < 4; taken += 1) town.takeCase(desk, 'SAMPLE');
  await town.rest(desk);
  const { out } = await operator.run(['alarms']);
  expect(out).toContain('the head it had told');
  // Told once: from here on the new head counts.
  town.takeCase(desk, 'SAMPLE');
  await town.rest(desk);
  const alarms = await database.transact((t) => t.all(sql`SELECT id FROM alarm WHERE what = 'toldOther'`));
  expect(alarms).toHaveLength(1);
  expect(await verify()).toMatchObject({ code: 0 });
});

test('a head is read as it is printed', () => {
  const head = { n: 1234, chain: '0123456789abcdef'.repeat(4) };
  expect(readHeadText(` ${headText(head).toUpperCase()} `)).toEqual({ n: 1234, chain: '0123456789abcdef' });
  expect(['', '12', '12:', '12:xyz', '12:0123456789abcde', '-1:0123456789abcdef'].map(readHeadText)).toEqual(
    Array<undefined>(6).fill(undefined),
  );
});
