/** The search behind the stolen-disk test finds a text in each form a program may leave it in, and nothing where nothing is. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { needlesOf, search } from './needles.ts';
import { scratchFolder } from './processes.ts';

const name = '欧阳藿蘅';
const phrase = 'Made-up-secret-1984';
const key = Buffer.from(Array.from({ length: 32 }, (_, at) => (at * 37 + 11) & 255));
const needles = needlesOf({ name, phrase, key });

const around = (middle: Buffer | string): Buffer =>
  Buffer.concat([randomBytes(1001), Buffer.from(middle as string), randomBytes(998)]);
const said = (text: string): string => `{"petitioner":{"name":"${text}"}}`;

const forms: readonly (readonly [form: string, what: string, content: Buffer])[] = [
  ['utf8', 'name', around(name)],
  ['utf16le', 'name', around(Buffer.from(name, 'utf16le'))],
  ['utf16be', 'name', around(Buffer.from(name, 'utf16le').swap16())],
  ['gb18030', 'name', around(Buffer.from('c5b7d1f4debddebf', 'hex'))],
  ['percent', 'name', around(encodeURIComponent(name))],
  ['escaped', 'name', around(String.raw`\u6b27\u9633\u85ff\u8605`)],
  ['hex', 'name', around(Buffer.from(name).toString('hex'))],
  ...[0, 1, 2].map(
    (shift) => ['base64', 'name', around(Buffer.from('x'.repeat(shift) + said(name)).toString('base64'))] as const,
  ),
  ['utf8 in gzip', 'name', around(gzipSync(said(name)))],
  ['utf8 in zlib', 'name', around(deflateSync(said(name)))],
  ['utf8 in brotli', 'name', brotliCompressSync(said(name))],
  ['utf8', 'phrase', around(phrase)],
  ['utf16le', 'phrase', around(Buffer.from(phrase, 'utf16le'))],
  ['bytes', 'key', around(key)],
  ['hex', 'key', around(key.toString('hex'))],
  ['base64', 'key', around(`"${key.toString('base64url')}"`)],
];

test.each(forms)('%s of %s is found', (form, what, content) => {
  const folder = scratchFolder();
  mkdirSync(join(folder, 'a/b'), { recursive: true });
  writeFileSync(join(folder, 'a/b/file'), content);
  const found = search(needles, folder);
  expect(found.map((one) => `${one.form} of ${one.what}`)).toContain(`${form} of ${what}`);
});

test('in a name of a file, and in one too large to be read at once', () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, `${name}.pdf`), '');
  const large = Buffer.alloc(20 * 1024 * 1024);
  large.write(phrase, 8 * 1024 * 1024 - 5);
  writeFileSync(join(folder, 'large'), large);
  expect(search(needles, folder).map(({ what }) => what)).toEqual(expect.arrayContaining(['name', 'phrase']));
});

test('nothing is found in random bytes and other people’s names', () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'random'), randomBytes(4 * 1024 * 1024));
  writeFileSync(join(folder, 'other'), said('欧阳春').repeat(1000));
  expect(search(needles, folder)).toEqual([]);
  expect(search(needles, folder, (file) => file.endsWith('other'))).toEqual([]);
});
