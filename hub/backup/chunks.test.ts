import { copyFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporaryFolder, testRandom } from '../../tests/support/postgres.ts';
import { BackupDamaged, openChunkWriter, readChunks, readFileHead } from './chunks.ts';
import { makeHead, openHead } from './head.ts';

const folder = temporaryFolder('chunks');
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const cheap = { n: 2 ** 4, r: 1, p: 1 };
const root = new Uint8Array(32).fill(5);
const head = await makeHead(root, '开门的口令在纸上', testRandom, cheap);

function write(name: string, texts: readonly string[], first = head): string {
  const file = join(folder, name);
  const out = openChunkWriter(file, first, root);
  for (const text of texts) out.write(text);
  out.end();
  return file;
}
const read = (file: string, key = root): string => Buffer.concat([...readChunks(file, key)]).toString();

test.each([
  ['nothing', []],
  ['a little', ['一行\n', '', '二行\n']],
  ['many chunks, and one piece larger than several', ['x'.repeat(256 * 1024), '𠮷'.repeat(200_000), 'y\n']],
])('%s comes back as it went in', (name, texts) => {
  const file = write(name, texts);
  expect(read(file)).toBe(texts.join(''));
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file).includes('一行')).toBe(false);
});

test('the passphrase gives the root key, another one none, in whatever form it is typed', async () => {
  const found = readFileHead(write('head', ['x']));
  expect(found).toEqual(head);
  expect(await openHead(head, '开门的口令在纸上')).toEqual(root);
  expect(await openHead(await makeHead(root, 'Ａｂｃ１２３', testRandom, cheap), 'Abc123')).toEqual(root);
  expect(await openHead(head, '开门的口令')).toBeUndefined();
});

test('every changed byte is noticed, in the first line too', () => {
  const file = write('whole', ['一行\n'.repeat(60_000)]);
  const bytes = readFileSync(file);
  const spoiled = join(folder, 'spoiled');
  const places = Array.from({ length: 300 }, (_, index) => Math.floor((index * bytes.length) / 300));
  for (const at of places) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 0x10;
    writeFileSync(spoiled, changed);
    expect(() => read(spoiled), `byte ${String(at)}`).toThrow(BackupDamaged);
  }
});

test('a file that ends early, at any byte or at the end of a chunk, is not taken for whole', () => {
  const file = write('long', ['x'.repeat(600_000)]);
  const size = statSync(file).size;
  const start = readFileSync(file).indexOf('\n') + 1;
  const ends = [0, 10, start, start + 4, start + 4 + 256 * 1024 + 16, size - 1, size - 17];
  const cut = join(folder, 'cut');
  for (const end of ends) {
    copyFileSync(file, cut);
    truncateSync(cut, end);
    expect(() => read(cut), `cut at ${String(end)}`).toThrow(BackupDamaged);
  }
});

test('chunks that change places, come twice or come from another file do not open', async () => {
  const bytes = readFileSync(write('three', ['x'.repeat(700_000)]));
  const other = readFileSync(
    write('other', ['y'.repeat(700_000)], await makeHead(root, '另一个口令', testRandom, cheap)),
  );
  const start = bytes.indexOf('\n') + 1;
  const length = 4 + 256 * 1024 + 16;
  const chunk = (from: Buffer, number: number): Buffer =>
    from.subarray(start + number * length, start + (number + 1) * length);
  const last = bytes.subarray(start + 2 * length);
  const made = join(folder, 'made');
  const assemblies: readonly (readonly Buffer[])[] = [
    [chunk(bytes, 1), chunk(bytes, 0), last],
    [chunk(bytes, 0), chunk(bytes, 0), last],
    [chunk(bytes, 0), last],
    [chunk(bytes, 0), chunk(bytes, 1), last, last],
    [chunk(bytes, 0), chunk(other, 1), last],
  ];
  for (const assembly of assemblies) {
    writeFileSync(made, Buffer.concat([bytes.subarray(0, start), ...assembly]));
    expect(() => read(made)).toThrow(BackupDamaged);
  }
});

test('with another root key nothing opens; what is no backup has no first line', () => {
  const file = write('keyed', ['x']);
  expect(() => read(file, new Uint8Array(32).fill(6))).toThrow(BackupDamaged);
  const none = join(folder, 'none');
  writeFileSync(none, 'PGDMP');
  expect(readFileHead(none)).toBeUndefined();
  writeFileSync(none, `${JSON.stringify({ ...head, scrypt: { ...head.scrypt, n: 2 ** 40 } })}\n`);
  expect(readFileHead(none)).toBeUndefined();
});
