import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  makeWorld,
  openJournalDesk,
  publishMatter,
  step,
  takeCase,
  type JournalDesk,
} from '../../../tests/support/journal-desk.ts';
import { seed } from '../../../tests/support/seed.ts';
import { temporaryFolder } from '../../../tests/support/store.ts';
import { matchQuery } from '../search/words.ts';
import { all, get, run, sql, transact } from '../store/handles.ts';
import { loadState } from './projections.ts';
import { beginRebuild, cancelRebuild, needsRebuild, rebuildAll, rebuildSome } from './rebuild.ts';

/** All rows of the live tables but the row number of a case, which only search shares; found rows by what was searched for. */
function picture({ core }: JournalDesk) {
  const { read } = core.store;
  const find = (typed: string): string[] =>
    all(
      read,
      sql<{ stream: string }>`SELECT c.stream FROM live_search s JOIN live_case c ON c.row = s.rowid
        WHERE live_search MATCH ${matchQuery(typed)} ORDER BY c.stream`,
    ).map(({ stream }) => stream);
  return {
    cases: all(read, sql`SELECT * FROM live_case ORDER BY stream`).map(({ row: _, ...rest }) => rest),
    dues: all(read, sql`SELECT * FROM live_due ORDER BY stream, name`),
    papers: all(read, sql`SELECT * FROM live_paper ORDER BY id`),
    people: all(read, sql`SELECT * FROM live_person ORDER BY stream, role, name`),
    records: all(read, sql`SELECT * FROM live_record ORDER BY kind, key`),
    files: all(read, sql`SELECT * FROM live_file ORDER BY stream, id`),
    states: all(read, sql`SELECT * FROM live_state ORDER BY stream`),
    found: ['张', '李春', '139', '办理', 'zhang', '示例', '庆'].map(find),
  };
}

async function filled(count: number, chance = 1) {
  const world = makeWorld(chance);
  const desk = await openJournalDesk(temporaryFolder(), world);
  publishMatter(desk);
  const streams = Array.from({ length: count }, () => takeCase(desk, world, world.pick(5)).stream);
  return { world, desk, streams };
}

const tablesOf = ({ core }: JournalDesk): string[] =>
  all(
    core.store.read,
    sql<{ name: string }>`SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name`,
  ).map(({ name }) => name.replace(/^g\d+_/u, 'g_'));

/** A clock on which every look takes so many milliseconds: by 1, a slice of 3 is two or three streams. */
const ticking = (by = 1) => {
  let now = 0;
  return () => (now += by);
};

describe('a rebuild', () => {
  test('gives equal rows and equal search results, and leaves the same tables', async () => {
    const { desk, streams, world } = await filled(30);
    const [long = '', noted = ''] = streams;
    for (let note = 0; note < 45; note += 1) step(desk, long, 'note', { text: `备注${String(note)}` });
    step(desk, noted, 'attached', {
      id: '00000000-0000-7000-8000-00000000000a',
      blob: 'ab'.repeat(32),
      name: '照片.jpg',
      bytes: 3,
      mime: 'image/jpeg',
    });
    const before = picture(desk);
    expect(before.states).toHaveLength(1);
    expect(before.files).toHaveLength(1);
    expect(before.found.filter((streams) => streams.length > 0).length).toBeGreaterThan(3);
    const tables = tablesOf(desk);
    const seen: number[] = [];
    expect(await rebuildAll(desk.core, ticking(), ({ done }) => seen.push(done))).toBe(true);
    expect(seen.length).toBeGreaterThan(5);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
    expect(picture(desk)).toEqual(before);
    expect(tablesOf(desk)).toEqual(tables);
    expect(needsRebuild(desk.core.store)).toBe(false);
    // The desk goes on with the new tables, the one folded state included.
    step(desk, long, 'note', { text: '之后' });
    expect(loadState(desk.core.store.read, desk.core.findKind, long)?.notes).toBe(46);
    takeCase(desk, world, 2);
    const later = picture(desk);
    await rebuildAll(desk.core, ticking(), () => undefined);
    expect(picture(desk)).toEqual(later);
  });

  test('mends what no longer fits the journal', async () => {
    const { desk } = await filled(5);
    const before = picture(desk);
    transact(desk.core.store.write, (transaction) => {
      run(transaction, sql`UPDATE live_case SET petitioner = 'X', row = row + 100`);
      run(transaction, sql`DELETE FROM live_due`);
      run(
        transaction,
        sql`INSERT INTO live_person (stream, role, name, id_number, phone) VALUES ('s', 'r', 'n', '', '')`,
      );
    });
    expect(picture(desk)).not.toEqual(before);
    await rebuildAll(desk.core, ticking(), () => undefined);
    expect(picture(desk)).toEqual(before);
  });

  test('given up leaves the live tables as they were, and no trace', async () => {
    const { desk } = await filled(10);
    const [before, tables] = [picture(desk), tablesOf(desk)];
    const stop = new AbortController();
    const done = await rebuildAll(
      desk.core,
      ticking(8),
      ({ done }) => {
        if (done > 5) stop.abort();
      },
      stop.signal,
    );
    expect(done).toBe(false);
    expect(picture(desk)).toEqual(before);
    expect(tablesOf(desk)).toEqual(tables);
    expect(needsRebuild(desk.core.store)).toBe(false);
    beginRebuild(desk.core);
    rebuildSome(desk.core, ticking(), 3);
    cancelRebuild(desk.core);
    expect(picture(desk)).toEqual(before);
  });

  test('goes on after the program was closed in the middle', async () => {
    const { desk, world } = await filled(20);
    const before = picture(desk);
    beginRebuild(desk.core);
    const half = rebuildSome(desk.core, ticking(), 12);
    expect(half.done).toBeGreaterThan(0);
    expect(half.isDone).toBe(false);
    desk.close();
    const again = await openJournalDesk(desk.dir, world);
    expect(needsRebuild(again.core.store)).toBe(true);
    const further = rebuildSome(again.core, ticking(), 3);
    expect(further.done).toBeGreaterThan(half.done);
    while (!rebuildSome(again.core, ticking(), 12).isDone);
    expect(needsRebuild(again.core.store)).toBe(false);
    expect(picture(again)).toEqual(before);
  });

  test('is due for a file of another version, and for none of this one', async () => {
    const { desk } = await filled(3);
    expect(needsRebuild(desk.core.store)).toBe(false);
    transact(desk.core.store.write, (transaction) =>
      run(transaction, sql`UPDATE setting SET value = '0' WHERE key = 'projectionVersion'`),
    );
    expect(needsRebuild(desk.core.store)).toBe(true);
    while (!rebuildSome(desk.core, ticking()).isDone);
    expect(needsRebuild(desk.core.store)).toBe(false);
    expect(get(desk.core.store.read, sql`SELECT count(*) AS count FROM live_case`)).toEqual({ count: 3 });
  });

  test('while work goes on, ends with what the work left', { timeout: 60_000 }, async () => {
    const work = fc.record({ what: fc.constantFrom('take', 'note', 'slice', 'slice', 'again'), which: fc.nat(50) });
    await fc.assert(
      fc.asyncProperty(fc.array(work, { maxLength: 25 }), fc.nat(), async (works, chance) => {
        const { desk, world, streams } = await filled(6, chance);
        beginRebuild(desk.core);
        for (const { what, which } of works) {
          if (what === 'take') streams.push(takeCase(desk, world, which % 3).stream);
          else if (what === 'note') step(desk, streams[which % streams.length] ?? '', 'note', { text: '又来' });
          else if (what === 'again') beginRebuild(desk.core);
          else rebuildSome(desk.core, ticking(), 3);
        }
        const before = picture(desk);
        while (!rebuildSome(desk.core, ticking(), 3).isDone);
        expect(picture(desk)).toEqual(before);
        desk.close();
      }),
      { seed: seed(), numRuns: 10 },
    );
  });
});
