/** Each side keeps the other's head in its own chain: once a day, never in turns; signed, never behind; and what that finds. */
import { describe, expect, test } from 'vitest';
import { bodyFromBytes } from '#shared/journal/entry.ts';
import type { HelloAnswer, MessageName, PullAnswer } from '#shared/sync/messages.ts';
import { learnAnew } from '#desk/sync/hub-head.ts';
import { headsHeard } from '#desk/sync/heads-at-hub.ts';
import { hubHeadSetting, hubKeysSetting, readSetting, stopSetting, writeSetting } from '#desk/sync/link-state.ts';
import { witnessHub } from '#desk/sync/witness.ts';
import { all as allHere, get, run, sql as here, transact } from '#desk/store/handles.ts';
import { openBlobs } from '#desk/store/blobs.ts';
import { verifyJournal } from '#desk/journal/verify.ts';
import { sql } from '../../hub/store/database.ts';
import type { DatabasePlace, HubDatabase } from '../../hub/store/pg.ts';
import { readHead } from '../../hub/sync/hub.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { testRandom } from '../support/postgres.ts';
import { nativeSm3 } from '../support/sm3.ts';
import { rewriteTail } from './at-the-database.ts';
import { Operator } from './operator.ts';
import { townshipForEach, type Township } from './township.ts';

const hall = '360732108000';
const day = 24 * 3_600_000;
let place: DatabasePlace;
let database: HubDatabase;
let town: Township;
let first: SimDesk;
let second: SimDesk;

townshipForEach(async (fresh) => {
  ({ town, database, place } = fresh);
  first = await town.deskAlone(hall, true, 'chen');
  town.publish(first, 'SAMPLE', '示例事项');
  second = await town.deskAlone(hall, true, 'liu');
  for (const desk of [first, second]) desk.isWitnessing = true;
  await town.join(first);
  await town.join(second);
  await town.restAll();
});

interface Noted {
  readonly epoch: string;
  readonly n: number;
  readonly chain: string;
}
/** What this desk noted in its own chain. */
const notedBy = ({ core }: SimDesk): Noted[] =>
  allHere(
    core.store.read,
    here<{
      body: Uint8Array;
    }>`SELECT body FROM entry WHERE type = 'witnessed' AND writer = ${core.writer.id} ORDER BY seq`,
  ).map(({ body }) => bodyFromBytes(body).data as unknown as Noted);

describe('the head of the hub in the chain of a desk', () => {
  test('is noted once a day, however often anybody asks, and comes to the hub', async () => {
    expect(notedBy(first)).toHaveLength(1);
    for (let round = 0; round < 3; round += 1) await town.restAll();
    expect([first, second].map((desk) => notedBy(desk).length)).toEqual([1, 1]);
    town.takeCase(first, 'SAMPLE');
    await town.restAll();
    expect(notedBy(first)).toHaveLength(1);
    town.world.advance(day);
    await town.restAll();
    await town.restAll();
    expect([first, second].map((desk) => notedBy(desk).length)).toEqual([2, 2]);
    const rows = await database.transact((t) => t.all(sql`SELECT id FROM entry WHERE type = 'witnessed'`));
    expect(rows).toHaveLength(4);
  });

  test('is noted before a backup too, where there is a new one', async () => {
    const { n } = readSetting(first.core.store.read, hubHeadSetting);
    expect(witnessHub(first.core)).toBe(true);
    expect(notedBy(first).at(-1)?.n).toBe(n);
    expect(witnessHub(first.core)).toBe(false);
    await town.restAll();
    expect(notedBy(first)).toHaveLength(2);
  });

  test('is not noted on a day that nobody trusts, nor on a full disk', () => {
    Object.assign(first.core, { clockDoubt: { why: 'longSilence', last: '' } });
    expect(witnessHub(first.core)).toBe(false);
    Object.assign(first.core, { clockDoubt: null, spaceLevel: () => 'low' });
    expect(witnessHub(first.core)).toBe(false);
  });
});

/** Somebody between the two, or in the hub's place, says something else in one kind of answer. */
function say<T>(name: MessageName, change: (said: T) => T): void {
  const answer = town.hub.answer.bind(town.hub);
  town.hub.answer = async (call, diesIn) => {
    const reply = await answer(call, diesIn);
    if (reply?.status !== 200 || call.name !== name) return reply;
    const said = JSON.parse(new TextDecoder().decode(reply.body)) as T;
    return { ...reply, body: new TextEncoder().encode(JSON.stringify(change(said))) };
  };
}

const keyOfHub = (): string | undefined => readSetting(first.core.store.read, hubKeysSetting)?.sign;

describe('a head that is not right', () => {
  test.each([
    ['one further', ({ hubHead, ...page }: PullAnswer) => ({ ...page, hubHead: { ...hubHead, n: hubHead.n + 1 } })],
    [
      'another chain',
      ({ hubHead, ...page }: PullAnswer) => ({ ...page, hubHead: { ...hubHead, chain: '0'.repeat(64) } }),
    ],
  ])('%s under the old signature: the link stands still, nothing is taken', async (_what, change) => {
    const before = readSetting(first.core.store.read, hubHeadSetting);
    say('PULL', change);
    await expect(town.rest(first)).rejects.toThrow('hubSignature');
    expect(readSetting(first.core.store.read, hubHeadSetting)).toEqual(before);
    expect(readSetting(first.core.store.read, stopSetting)).toBe('hubSignature');
  });

  test('signed with another key, told in HELLO: the link stands still until a person has looked', async () => {
    say('HELLO', (hello: HelloAnswer) => ({ ...hello, keys: { ...hello.keys, sign: 'A'.repeat(43) } }));
    const known = keyOfHub();
    await first.crash();
    await expect(town.rest(first)).rejects.toThrow('hubSignature');
    expect(keyOfHub()).toBe(known);
    // Who says 「go on」 believes the new key, with which this hub does not sign.
    transact(first.core.store.write, (transaction) => {
      writeSetting(transaction, stopSetting, '');
      learnAnew(transaction, 'hubSignature');
    });
    await expect(town.rest(first)).rejects.toThrow('hubSignature');
    expect(keyOfHub()).toBe('A'.repeat(43));
  });

  test('of a former epoch: what was said before the hub was put back is not what it says now', async () => {
    await town.hub.backUp();
    town.takeCase(first, 'SAMPLE');
    await town.rest(first);
    const former = readSetting(first.core.store.read, hubHeadSetting);
    await town.hub.restore();
    for (const desk of [first, second, first, second, first, second]) await town.rest(desk).catch(() => undefined);
    await town.restAll();
    say('PULL', (page: PullAnswer) => ({ ...page, hubHead: former }));
    await expect(town.rest(first)).rejects.toThrow('hubSignature');
  });

  test('as many entries and another chain: the hub is not where it was', async () => {
    await database.transact((t) => t.run(sql`UPDATE hub_head SET chain = ${'1'.repeat(64)}`));
    await expect(town.rest(first)).rejects.toThrow('hubWentBack');
    transact(first.core.store.write, (transaction) => {
      writeSetting(transaction, stopSetting, '');
      learnAnew(transaction, 'hubWentBack');
    });
    await town.rest(first);
    expect(readSetting(first.core.store.read, hubHeadSetting).chain).toBe('1'.repeat(64));
  });
});

describe('what the noted heads find', () => {
  test('a tail written anew at the hub, without any paper', async () => {
    town.takeCase(first, 'SAMPLE');
    await town.rest(first);
    await town.rest(second);
    witnessHub(second.core);
    await town.rest(second);
    const operator = new Operator({ place });
    expect(await operator.run(['verify'])).toMatchObject({ code: 0 });
    await rewriteTail(database, first.core.writer.id);
    const { code, out } = await operator.run(['verify']);
    expect(code).toBe(1);
    expect(out).toContain('rewritten');
    expect(out).toContain(second.core.writer.id);
    operator.close();
  });

  test('a tail cut off at a desk, by what the hub has of it', async () => {
    const { core } = first;
    await first.crash();
    await town.rest(first);
    const { store, ports, findKind } = first.core;
    const verify = async () => {
      const blobs = openBlobs(first.facts.dir, new Uint8Array(32).fill(0xab), nativeSm3);
      const parts = { read: store.read, sm3: ports.sm3, findKind, random: testRandom, elapsed: () => 0, blobs };
      const report = await verifyJournal(
        { ...parts, log: { warn: () => undefined } },
        { witnesses: headsHeard(store.read) },
      );
      if (!report.ok) throw new Error(report.refusal.code);
      return report.value.found.map(({ what }) => what);
    };
    expect(headsHeard(store.read)).toHaveLength(1);
    expect(await verify()).toEqual([]);
    const [last, before] = allHere(
      store.read,
      here<{ writer_seq: number; hash: string }>`SELECT writer_seq, hash FROM entry WHERE writer = ${core.writer.id}
        ORDER BY writer_seq DESC LIMIT 2`,
    );
    transact(store.write, (transaction) => {
      run(
        transaction,
        here`DELETE FROM entry WHERE writer = ${core.writer.id} AND writer_seq = ${last?.writer_seq ?? 0}`,
      );
      run(
        transaction,
        here`UPDATE writer SET last_seq = ${before?.writer_seq ?? 0}, last_hash = ${before?.hash ?? ''} WHERE id = ${core.writer.id}`,
      );
    });
    expect(await verify()).toContain('truncated');
  });
});

test('the hub’s own chain holds the desks’ heads: an entry names the one before it in the chain of its writer', async () => {
  const head = await database.transact(readHead);
  const row = get(
    first.core.store.read,
    here<{ last_hash: string }>`SELECT last_hash FROM writer WHERE id = ${first.core.writer.id}`,
  );
  const rows = await database.transact((t) =>
    t.all(sql<{ hash: string; n: number }>`SELECT hash, n FROM entry WHERE hash = ${row?.last_hash ?? ''}`),
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.n).toBeLessThanOrEqual(head.n);
});
