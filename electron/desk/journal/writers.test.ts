import { copyFileSync, cpSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWriterCode } from '#shared/documents/receipt-number.ts';
import { base32Alphabet } from '#shared/kernel/base32.ts';
import {
  makeWorld,
  openJournalDesk,
  publishMatter,
  takeCase,
  type World,
} from '../../../tests/support/journal-desk.ts';
import { seed } from '../../../tests/support/seed.ts';
import { temporaryFolder } from '../../../tests/support/store.ts';
import { ed25519 } from '../keys/ed25519.ts';
import { all, get, run, sql, transact } from '../store/handles.ts';
import { placeName, readPlace, recall, isSamePlace } from './place.ts';
import { resumeWriter, writerFits } from './writers.ts';

interface Body {
  readonly data: {
    readonly set: { readonly code: string; readonly publicKey: string; readonly desk: string };
    readonly writer?: string;
    readonly lastSeq?: number;
    readonly lastHash?: string;
    readonly why?: string;
  };
}

const openNew = async (world: World, dir = join(temporaryFolder(), 'data')) => {
  const desk = await openJournalDesk(dir, world);
  publishMatter(desk);
  return desk;
};

const bodyOf = (bytes: Uint8Array | undefined): Body => JSON.parse(Buffer.from(bytes ?? []).toString()) as Body;

describe('a first writer', () => {
  test('has a row, a key that signs for it, and one entry of its own stream', async () => {
    const { core } = await openNew(makeWorld(1));
    const row = get(core.store.read, sql<{ code: string; public_key: string }>`SELECT code, public_key FROM writer`);
    const first = get(
      core.store.read,
      sql<{ type: string; by_staff: string; body: Uint8Array }>`SELECT type, by_staff, body
      FROM entry WHERE stream = ${core.writer.id} AND writer = ${core.writer.id} AND writer_seq = 1`,
    );
    const secret = get(
      core.store.read,
      sql<{ value: string }>`SELECT value FROM credential
      WHERE owner = ${core.writer.id} AND form = 'writerKey'`,
    );
    expect(first).toMatchObject({ type: 'begun', by_staff: 'desk' });
    expect(isWriterCode(core.writer.code)).toBe(true);
    expect(row?.code).toBe(core.writer.code);
    const { set } = bodyOf(first?.body).data;
    expect(set).toEqual({ code: core.writer.code, publicKey: row?.public_key, desk: '一号窗口' });
    const message = Buffer.from('day sheet');
    const signature = ed25519.sign(Buffer.from(secret?.value ?? '', 'base64url'), message);
    expect(ed25519.verify(Buffer.from(set.publicKey, 'base64url'), message, signature)).toBe(true);
  });

  test('goes on when the directory is opened again in its place', async () => {
    const world = makeWorld(2);
    const desk = await openNew(world);
    takeCase(desk, world);
    desk.close();
    const again = await openJournalDesk(desk.dir, world);
    expect(again.core.writer).toEqual(desk.core.writer);
    expect(all(again.core.store.read, sql`SELECT id FROM writer`)).toHaveLength(1);
  });
});

describe('another place', () => {
  const cases = {
    copied: (dir: string) => {
      cpSync(dir, `${dir}-copy`, { recursive: true });
      return `${dir}-copy`;
    },
    'copied without its small file': (dir: string) => {
      cpSync(dir, `${dir}-copy`, { recursive: true });
      rmSync(join(`${dir}-copy`, placeName));
      return `${dir}-copy`;
    },
    moved: (dir: string) => {
      renameSync(dir, `${dir}-moved`);
      return `${dir}-moved`;
    },
    'copied and put where the first one was': (dir: string) => {
      cpSync(dir, `${dir}-copy`, { recursive: true });
      renameSync(dir, `${dir}-away`);
      renameSync(`${dir}-copy`, dir);
      return dir;
    },
  };
  test.each(Object.entries(cases))('%s: a new writer that goes on from the old one', async (_, change) => {
    const world = makeWorld(3);
    const desk = await openNew(world);
    const before = takeCase(desk, world);
    const head = get(
      desk.core.store.read,
      sql<{ last_seq: number; last_hash: string }>`SELECT last_seq, last_hash FROM writer`,
    );
    desk.close();
    const dir = change(desk.dir);
    const next = await openJournalDesk(dir, world);
    expect(next.core.writer.id).not.toBe(desk.core.writer.id);
    expect(next.core.writer.code).not.toBe(desk.core.writer.code);
    expect(takeCase(next, world).number).not.toBe(before.number);
    const row = get(
      next.core.store.read,
      sql<{ body: Uint8Array }>`SELECT body FROM entry
      WHERE writer = ${next.core.writer.id} AND writer_seq = 1 AND type = 'resumed'`,
    );
    expect(bodyOf(row?.body).data).toMatchObject({
      writer: desk.core.writer.id,
      lastSeq: head?.last_seq,
      lastHash: head?.last_hash,
      why: 'copied',
      set: { desk: '一号窗口' },
    });
    expect(all(next.core.store.read, sql`SELECT id FROM writer WHERE is_current = 1`)).toEqual([
      { id: next.core.writer.id },
    ]);
    expect(all(next.core.store.read, sql`SELECT owner FROM credential WHERE form = 'writerKey'`)).toEqual([
      { owner: next.core.writer.id },
    ]);
    expect(all(next.core.store.read, sql`SELECT type FROM audit`)).toEqual([{ type: 'restore' }]);
  });

  test('yesterday’s store laid over today’s is seen by what the small file remembers', async () => {
    const world = makeWorld(4);
    const desk = await openNew(world);
    desk.close();
    const db = join(desk.dir, 'desk.db');
    copyFileSync(db, `${db}.yesterday`);
    const today = await openJournalDesk(desk.dir, world);
    const printed = takeCase(today, world);
    today.close();
    const inode = statSync(db).ino;
    copyFileSync(`${db}.yesterday`, db);
    expect(statSync(db).ino).toBe(inode);
    const after = await openJournalDesk(desk.dir, world);
    expect(takeCase(after, world).number).not.toBe(printed.number);
    const row = get(after.core.store.read, sql<{ body: Uint8Array }>`SELECT body FROM entry WHERE type = 'resumed'`);
    expect(bodyOf(row?.body).data.why).toBe('movedBack');
  });

  test('a store put back to before its present writer is seen, and that writer’s code is not drawn again', async () => {
    const world = makeWorld(5);
    const desk = await openNew(world);
    desk.close();
    cpSync(desk.dir, `${desk.dir}-b`, { recursive: true });
    const db = join(`${desk.dir}-b`, 'desk.db');
    copyFileSync(db, `${db}.yesterday`);
    const second = await openJournalDesk(`${desk.dir}-b`, world);
    second.close();
    copyFileSync(`${db}.yesterday`, db);
    expect(recall(`${desk.dir}-b`)?.codes).toContain(second.core.writer.code);
    const third = await openJournalDesk(`${desk.dir}-b`, world);
    expect([desk.core.writer.code, second.core.writer.code]).not.toContain(third.core.writer.code);
    expect(writerFits(third.dir, third.core.store.read).is).toBe('fits');
  });
});

describe('the small file', () => {
  test('follows each act, and holds no path, no name and no key', async () => {
    const world = makeWorld(6);
    const desk = await openNew(world);
    takeCase(desk, world);
    const head = get(desk.core.store.read, sql<{ last_seq: number }>`SELECT last_seq FROM writer`);
    expect(recall(desk.dir)).toEqual({
      writer: desk.core.writer.id,
      lastSeq: head?.last_seq,
      codes: [desk.core.writer.code],
    });
    const text = readFileSync(join(desk.dir, placeName), 'utf8');
    expect(text).not.toContain(desk.dir);
    expect(text).not.toContain('窗口');
  });

  test('torn or lost in a power cut, it is written anew and nothing else changes', async () => {
    const world = makeWorld(7);
    const desk = await openNew(world);
    desk.close();
    for (const content of ['', '0000000000000000\n{"writer":', null]) {
      if (content === null) rmSync(join(desk.dir, placeName));
      else writeFileSync(join(desk.dir, placeName), content);
      const again = await openJournalDesk(desk.dir, world);
      expect(again.core.writer.id).toBe(desk.core.writer.id);
      takeCase(again, world);
      again.close();
      expect(existsSync(join(desk.dir, placeName))).toBe(true);
    }
  });

  test('lost while the program runs, the next act brings it back', async () => {
    const world = makeWorld(8);
    const desk = await openNew(world);
    rmSync(join(desk.dir, placeName));
    takeCase(desk, world);
    const head = get(desk.core.store.read, sql<{ last_seq: number }>`SELECT last_seq FROM writer`);
    expect(recall(desk.dir)?.lastSeq).toBe(head?.last_seq);
  });
});

test('a device number that changed with a restart of the machine is the same place; one within a run is not', () => {
  const dir = temporaryFolder();
  writeFileSync(join(dir, 'desk.db'), '');
  const here = readPlace(dir);
  expect(isSamePlace(here, { ...here })).toBe(true);
  expect(isSamePlace(here, { ...here, device: 'x' })).toBe(false);
  expect(isSamePlace(here, { ...here, device: 'x', boot: 'x' })).toBe(true);
  for (const name of ['path', 'machine', 'folder', 'file'] as const) {
    expect(isSamePlace(here, { ...here, [name]: 'x' })).toBe(false);
  }
});

test('codes are drawn among those never used; when all are, the one whose last entry is oldest', async () => {
  const world = makeWorld(9);
  const desk = await openNew(world);
  const codes = [...base32Alphabet].flatMap((a) => [...base32Alphabet].map((b) => a + b));
  const free = codes.filter((code) => code !== desk.core.writer.code).slice(0, 3);
  const elsewhere = codes.filter((code) => !free.includes(code) && code !== desk.core.writer.code);
  const drawn = [1, 2, 3].map(() => resumeWriter(desk.parts, desk.core.store, 'copied', elsewhere).code);
  expect([...drawn].sort()).toEqual([...free].sort());
  transact(desk.core.store.write, (transaction) =>
    run(transaction, sql`UPDATE writer SET last_at = '2020-01-01T00:00:00.000Z#0000' WHERE code = ${free[1] ?? ''}`),
  );
  expect(resumeWriter(desk.parts, desk.core.store, 'copied', elsewhere).code).toBe(free[1]);
});

/**
 * Any sequence of cases taken, directories copied, moved, put back: never a number twice. Copies that cannot know of each other
 * draw their codes apart, once in about 1,000 times the same (`drawCode`); that chance is not what is tested, so here they
 * draw without putting back.
 */
test('never a number twice, whatever is done with the directories', { timeout: 120_000 }, async () => {
  const action = fc.record({
    what: fc.constantFrom('take', 'take', 'copy', 'move', 'keep', 'keep', 'putBack', 'putBack', 'loseSmallFile'),
    which: fc.nat(3),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 6, maxLength: 18 }), fc.nat(), async (actions, chance) => {
      const numbers = await play(makeApart(makeWorld(chance)), actions);
      expect(new Set(numbers).size).toBe(numbers.length);
    }),
    { seed: seed(), numRuns: 20 },
  );
});

/** Two bytes are drawn only for a code: they come one after the other, so that no two draws meet while codes last. */
function makeApart(world: World): World {
  let draws = 0;
  const bytes = (count: number): Uint8Array => {
    if (count !== 2) return world.random.bytes(count);
    draws += 1;
    return Uint8Array.of((draws * 7) >> 8, (draws * 7) & 255);
  };
  return { ...world, random: { bytes } };
}

async function play(
  world: World,
  actions: readonly { readonly what: string; readonly which: number }[],
): Promise<string[]> {
  const root = temporaryFolder();
  const dirs = [join(root, 'd0')];
  const numbers: string[] = [];
  const first = await openJournalDesk(join(root, 'd0'), world);
  publishMatter(first);
  first.close();
  for (const [index, { what, which }] of actions.entries()) {
    const at = which % dirs.length;
    const dir = dirs[at] ?? '';
    const fresh = join(root, `d${String(index + 1)}`);
    const db = join(dir, 'desk.db');
    if (what === 'take') {
      const desk = await openJournalDesk(dir, world);
      numbers.push(takeCase(desk, world).number, takeCase(desk, world).number);
      desk.close();
    } else if (what === 'copy') {
      cpSync(dir, fresh, { recursive: true });
      dirs.push(fresh);
    } else if (what === 'move') {
      renameSync(dir, fresh);
      dirs[at] = fresh;
    } else if (what === 'keep') {
      copyFileSync(db, `${db}.kept`);
    } else if (what === 'putBack') {
      if (existsSync(`${db}.kept`)) copyFileSync(`${db}.kept`, db);
    } else if (!existsSync(`${db}.kept`)) {
      // Only where no older store is about: with both lost there is nothing left that could tell.
      rmSync(join(dir, placeName), { force: true });
    }
  }
  return numbers;
}
