/** A desk with more to hear than one page holds: what it shows meanwhile, what is made up for afterwards, and what it takes for a loss. */
import { beforeEach, describe, expect, test } from 'vitest';
import { unwrap } from '#shared/kernel/result.ts';
import { fold } from '#shared/kinds/mechanism/fold.ts';
import { pullLimit } from '#shared/sync/protocol.ts';
import { loadEntries } from '#desk/journal/entries.ts';
import { verifyJournal } from '#desk/journal/verify.ts';
import { recordsOf } from '#desk/queries/names.ts';
import { all, run, sql, transact } from '#desk/store/handles.ts';
import { readSetting, removalSetting, stopSetting, writeSetting } from '#desk/sync/link-state.ts';
import { sql as hubSql } from '../../hub/store/database.ts';
import type { HubDatabase } from '../../hub/store/pg.ts';
import { sayInStream } from '../../hub/sync/authority.ts';
import { DeskEnded, type SimDesk } from '../simulation/sim-desk.ts';
import { townshipForEach, type Township } from './township.ts';

const [village, otherVillage] = ['360732108201', '360732108202'];
let database: HubDatabase;
let town: Township;
let office: SimDesk;

townshipForEach(async (fresh) => {
  ({ town, database } = fresh);
  office = await town.firstOfHall();
});

/** A case that fills a page and more. */
function longCase(desk: SimDesk): string {
  const stream = town.takeCase(desk, 'SAMPLE');
  for (let written = 0; written < pullLimit; written += 1) town.note(desk, stream, `第 ${String(written)} 次`);
  return stream;
}

const order = (): string => town.begin(office, 'madeUpOrder', 'received', { complaint: '路灯不亮' });
const send = (stream: string, station: string) =>
  sayInStream(town.hub.running.hub, stream, 'assigned', { set: { assignee: '示例', station } });
const stopOf = ({ core }: SimDesk) => readSetting(core.store.read, stopSetting);

/** Up to its first page, which is not the last. */
async function firstPage(desk: SimDesk): Promise<void> {
  desk.link.ask();
  for (let steps = 0; steps < 20; steps += 1) {
    await desk.step();
    if (staleAt(desk).length > 0) return;
  }
  throw new Error('everything came in one page');
}
const casesAt = ({ core }: SimDesk): number => all(core.store.read, sql`SELECT stream FROM live_case`).length;
const staleAt = ({ core }: SimDesk): string[] =>
  all(core.store.read, sql<{ stream: string }>`SELECT stream FROM stale_stream ORDER BY stream`).map(
    ({ stream }) => stream,
  );

describe('what leaves', () => {
  let first: SimDesk;
  beforeEach(async () => {
    first = await town.deskAlone(village, false, 'li');
    await town.join(first);
  });

  test('a desk that comes to a station after many cases left it is not asked whether it may lose what it never had', async () => {
    const orders = Array.from({ length: 6 }, order);
    await town.rest(office);
    for (const one of orders) await send(one, village);
    await town.restAll();
    const stays = longCase(first);
    await town.restAll();
    // One a day: nobody was asked.
    for (const one of orders) {
      await send(one, otherVillage);
      await town.restAll();
    }
    expect(casesAt(first)).toBe(1);
    const second = await town.deskAlone(village, false, 'wang');
    await town.join(second);
    expect(stopOf(second)).toBe('');
    expect(town.state(second, stays)).toEqual(town.state(first, stays));
  });

  test('is held against all that is here, listed or not; more than a fifth is asked about and stays until then', async () => {
    const second = await town.deskAlone(village, false, 'wang');
    await town.join(second);
    await town.restAll();
    const orders = Array.from({ length: 30 }, order);
    await town.rest(office);
    for (const one of orders) await send(one, village);
    longCase(second);
    await town.rest(second);
    await firstPage(first);
    expect(casesAt(first)).toBe(0);
    for (const one of orders.slice(0, 6)) await send(one, otherVillage);
    await town.rest(first);
    expect([stopOf(first), casesAt(first)]).toEqual(['', 25]);
    for (const one of orders.slice(6, 12)) await send(one, otherVillage);
    await expect(town.rest(first)).rejects.toThrow('tooManyGone');
    expect([stopOf(first), casesAt(first)]).toEqual(['tooManyGone', 25]);
  });
});

describe('of thirty cases more than six are not given up unasked', () => {
  let first: SimDesk;
  let orders: string[];
  beforeEach(async () => {
    first = await town.deskAlone(village, false, 'li');
    await town.join(first);
    orders = Array.from({ length: 30 }, order);
    await town.rest(office);
    for (const one of orders) await send(one, village);
    await town.rest(first);
    expect(casesAt(first)).toBe(30);
  });
  const asks = async (held: number): Promise<void> => {
    await expect(town.rest(first)).rejects.toThrow('tooManyGone');
    expect([stopOf(first), casesAt(first)]).toEqual(['tooManyGone', held]);
  };
  const sayYes = (): void => {
    transact(first.core.store.write, (transaction) => {
      writeSetting(transaction, stopSetting, '');
      writeSetting(transaction, removalSetting, { removed: 0, isAllowed: true });
    });
  };

  test('page by page neither; and a yes is for what waits, not for the next time', async () => {
    const second = await town.deskAlone(village, false, 'wang');
    await town.join(second);
    for (const one of orders.slice(0, 5)) await send(one, otherVillage);
    longCase(second);
    await town.rest(second);
    for (const one of orders.slice(5, 10)) await send(one, otherVillage);
    await asks(25);
    sayYes();
    await town.rest(first);
    expect(casesAt(first)).toBe(21);
    for (const one of orders.slice(10, 20)) await send(one, otherVillage);
    await asks(21);
  });

  test('nor where the desk is not granted their scope any more', async () => {
    await database.transact((t) => t.run(hubSql`UPDATE desk SET station = ${otherVillage} WHERE id = ${first.id}`));
    await first.crash();
    await asks(30);
    sayYes();
    await town.rest(first);
    expect(casesAt(first)).toBe(0);
  });

  test('nor where the hub does not know them, asked for them by name', async () => {
    transact(first.core.store.write, (transaction) => {
      for (const one of orders.slice(0, 7))
        run(transaction, sql`UPDATE stream_link SET state = 'refetch' WHERE stream = ${one}`);
    });
    await database.transact((t) =>
      t.run(hubSql`DELETE FROM stream_scope WHERE stream = ANY(${orders.slice(0, 7)}::text[])`),
    );
    await asks(30);
    sayYes();
    await town.rest(first);
    expect(casesAt(first)).toBe(23);
  });
});

describe('in the middle of it', () => {
  let first: SimDesk;
  let second: SimDesk;
  let known: string;
  beforeEach(async () => {
    first = await town.deskAlone(village, false, 'li');
    second = await town.deskAlone(village, false, 'wang');
    await town.join(first);
    await town.join(second);
    known = town.takeCase(second, 'SAMPLE');
    // A long one: the state of such is kept.
    for (let written = 0; written < 50; written += 1) town.note(second, known, `第 ${String(written)} 次`);
    await town.restAll();
  });

  /** Meanwhile `more` is done elsewhere, and then more than a page. */
  async function fallBehind(more: () => Promise<void> | void): Promise<void> {
    await more();
    longCase(second);
    await town.rest(second);
    await firstPage(first);
  }
  const list = ({ core }: SimDesk): object[] =>
    all(core.store.read, sql<Record<string, unknown>>`SELECT * FROM live_case ORDER BY stream`).map(
      ({ row: _row, ...shown }) => shown,
    );

  test('whoever opens a case sees it as it is by then, though the list is behind; verifying finds nothing wrong', async () => {
    await fallBehind(async () => {
      town.note(second, known, '先写的');
      await town.rest(second);
      // Sent behind that one, and nothing received since.
      town.note(first, known, '后写的');
      first.link.ask();
      while (first.unsent().length > 0) await first.step();
    });
    expect(staleAt(first)).toContain(known);
    const { core } = first;
    expect(town.state(first, known)).toEqual(fold(core.findKind, loadEntries(core.store.read, known)));
    expect(town.state(first, known).notes).toBe(52);
    const { store, ports, findKind, blobs } = core;
    const parts = { read: store.read, sm3: ports.sm3, random: ports.random, elapsed: () => 0, findKind, blobs };
    const verified = await verifyJournal({ ...parts, log: { warn: () => undefined } });
    expect(unwrap(verified).found).toEqual([]);
  });

  test('the lists are made up for at the next rest, wherever the program ended in between', async () => {
    await fallBehind(() => {
      town.note(second, known, '又来问');
      for (let taken = 0; taken < 3; taken += 1) town.takeCase(second, 'SAMPLE');
    });
    const before = list(first);
    for (let transactions = 0; transactions < 2; transactions += 1) {
      await first.crash();
      first.endsIn = transactions;
      first.link.ask();
      await expect(town.rest(first)).rejects.toThrow(DeskEnded);
    }
    await first.crash();
    await town.rest(first);
    expect(staleAt(first)).toEqual([]);
    expect(list(first)).toEqual(list(second));
    expect(list(first)).not.toEqual(before);
  });

  test('what is registered, and what left, is seen at once', async () => {
    const leaving = order();
    await town.rest(office);
    await send(leaving, village);
    await town.rest(first);
    town.note(first, leaving, '到现场看过');
    await town.rest(first);
    expect(casesAt(first)).toBe(2);
    await fallBehind(async () => {
      town.publish(office, 'NEW', '新事项');
      await town.rest(office);
      await send(leaving, otherVillage);
    });
    expect(recordsOf(first.core.store.read, 'matter').map(({ key }) => key)).toContain('NEW');
    expect(casesAt(first)).toBe(1);
  });
});
