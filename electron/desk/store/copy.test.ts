import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unwrap } from '#shared/kernel/result.ts';
import { openTestStore, temporaryFolder, testKey } from '../../../tests/support/store.ts';
import { checkPages, copyInto } from './copy.ts';
import { all, run, sql, transact } from './handles.ts';
import { openCopy } from './open.ts';

const access = { key: testKey, log: { warn: () => undefined }, elapsed: () => 0 };

test('a copy is encrypted, whole, stands alone, and replaces an older one', async () => {
  const store = await openTestStore();
  const file = join(temporaryFolder(), 'copy.db');
  for (const word of ['one', 'two']) {
    transact(store.write, (transaction) => run(transaction, sql`INSERT INTO thing (word) VALUES (${word})`));
    unwrap(copyInto(store.read, file));
  }
  const copy = unwrap(await openCopy({ ...access, file }));
  expect(all(copy.read, sql`SELECT word FROM thing ORDER BY id`)).toEqual([{ word: 'one' }, { word: 'two' }]);
  expect(checkPages(copy.read)).toEqual({ ok: true, value: undefined });
  copy.close();
  expect(readFileSync(file, 'latin1')).not.toContain('SQLite format 3');
  expect(readdirSync(join(file, '..'))).toEqual(['copy.db']);
});

test('a copy that cannot be written is refused and leaves nothing behind', async () => {
  const store = await openTestStore();
  const nowhere = join(temporaryFolder(), 'missing', 'copy.db');
  expect(copyInto(store.read, nowhere)).toMatchObject({ ok: false });
  expect(store.failure()).toBeUndefined();
});

test('a changed byte in any page of a copy is found', async () => {
  const store = await openTestStore();
  transact(store.write, (transaction) => {
    for (let id = 0; id < 50; id += 1) run(transaction, sql`INSERT INTO thing (word) VALUES (${'x'.repeat(900)})`);
  });
  const file = join(temporaryFolder(), 'copy.db');
  unwrap(copyInto(store.read, file));
  const bytes = readFileSync(file);
  const pages = bytes.byteLength / 4096;
  expect(pages).toBeGreaterThan(10);
  for (let page = 1; page < pages; page += 1) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(page * 4096 + 77) ^ 1, page * 4096 + 77);
    writeFileSync(file, changed);
    const copy = unwrap(await openCopy({ ...access, file }));
    expect(checkPages(copy.read)).toMatchObject({ ok: false, refusal: { code: 'store.damaged' } });
    copy.close();
  }
});
