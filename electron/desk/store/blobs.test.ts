import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toHex } from '#shared/journal/entry.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { seed } from '../../../tests/support/seed.ts';
import { nativeSm3, temporaryFolder, testKey } from '../../../tests/support/store.ts';
import { blobsFolder, hmacSm3, openBlobs } from './blobs.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const fileOf = (dir: string, name: string): string => join(dir, blobsFolder, name.slice(0, 2), name);

describe('an attachment', () => {
  test.each([0, 1, 65_535, 65_536, 65_537, 200_000])('of %d bytes comes back as it was', (size) => {
    const blobs = openBlobs(temporaryFolder(), testKey, nativeSm3);
    const content = new Uint8Array(size).map((_, at) => at * 31);
    const name = unwrap(blobs.put(content));
    expect(name).toMatch(/^[0-9a-f]{64}$/u);
    expect(Buffer.compare(unwrap(blobs.read(name)), content)).toBe(0);
  });

  test('is named by its content and the key, kept once, and nothing of it is readable', () => {
    const dir = temporaryFolder();
    const blobs = openBlobs(dir, testKey, nativeSm3);
    const content = bytesOf('findable '.repeat(50));
    const name = unwrap(blobs.put(content));
    expect(unwrap(blobs.put(content))).toBe(name);
    expect(readdirSync(join(dir, blobsFolder, name.slice(0, 2)))).toEqual([name]);
    expect(readFileSync(fileOf(dir, name), 'latin1')).not.toContain('findable');
    expect(name).not.toBe(Buffer.from(nativeSm3(content)).toString('hex'));
    const other = openBlobs(temporaryFolder(), new Uint8Array(32).fill(1), nativeSm3);
    expect(unwrap(other.put(content))).not.toBe(name);
  });

  test('put again heals a damaged file', () => {
    const dir = temporaryFolder();
    const blobs = openBlobs(dir, testKey, nativeSm3);
    const name = unwrap(blobs.put(bytesOf('photo')));
    writeFileSync(fileOf(dir, name), 'rot');
    expect(blobs.read(name)).toEqual({ ok: false, refusal: { code: 'blob.damaged', details: { name } } });
    expect(unwrap(blobs.put(bytesOf('photo')))).toBe(name);
    expect(blobs.read(name).ok).toBe(true);
  });

  test('that is not there, or whose name is no name, is missing', () => {
    const blobs = openBlobs(temporaryFolder(), testKey, nativeSm3);
    for (const name of ['a'.repeat(64), '../../desk.db', '']) {
      expect(blobs.read(name)).toMatchObject({ ok: false, refusal: { code: 'blob.missing' } });
    }
  });

  test('of one name under another is found', () => {
    const dir = temporaryFolder();
    const blobs = openBlobs(dir, testKey, nativeSm3);
    const [first, second] = ['first', 'second'].map((text) => unwrap(blobs.put(bytesOf(text))));
    writeFileSync(fileOf(dir, first ?? ''), readFileSync(fileOf(dir, second ?? '')));
    expect(blobs.read(first ?? '')).toMatchObject({ ok: false, refusal: { code: 'blob.damaged' } });
  });
});

describe('a content that another desk named', () => {
  const content = bytesOf('from elsewhere '.repeat(10_000));
  const expected = { bytes: content.byteLength, hash: toHex(nativeSm3(content)) };
  const name = 'ab'.repeat(32);

  test('is read under that name, and nothing of it on the disk', () => {
    const dir = temporaryFolder();
    const blobs = openBlobs(dir, testKey, nativeSm3);
    expect(blobs.has(name)).toBe(false);
    expect(unwrap(blobs.putAs(name, content, expected))).toBe(name);
    expect(blobs.has(name)).toBe(true);
    expect(Buffer.compare(unwrap(blobs.read(name)), content)).toBe(0);
    expect(readFileSync(fileOf(dir, name), 'latin1')).not.toContain('elsewhere');
  });

  test.each([
    ['another content', bytesOf('x'.repeat(content.byteLength)), expected, name],
    ['a shorter one', content.subarray(1), expected, name],
    ['one that is announced otherwise', content, { ...expected, bytes: 5 }, name],
    ['a name that leaves the folder', content, expected, '../'.repeat(21) + 'a'],
  ])('%s is not kept', (_what, bytes, announced, as) => {
    const dir = temporaryFolder();
    const blobs = openBlobs(dir, testKey, nativeSm3);
    expect(blobs.putAs(as, bytes, announced)).toMatchObject({ refusal: { code: 'blob.damaged' } });
    expect(existsSync(join(dir, blobsFolder))).toBe(false);
  });
});

test('a piece is what stands there in the whole, and a rotten chunk spoils only its own', () => {
  const dir = temporaryFolder();
  const blobs = openBlobs(dir, testKey, nativeSm3);
  const content = new Uint8Array(200_000).map((_, at) => at * 31);
  const name = unwrap(blobs.put(content));
  fc.assert(
    fc.property(fc.nat(210_000), fc.nat(140_000), (from, bytes) => {
      const piece = unwrap(blobs.readPiece(name, from, bytes));
      expect(Buffer.compare(piece, content.subarray(from, from + bytes))).toBe(0);
    }),
    { seed: seed(), numRuns: 60 },
  );
  const file = readFileSync(fileOf(dir, name));
  file.writeUInt8(file.readUInt8(70_000) ^ 1, 70_000);
  writeFileSync(fileOf(dir, name), file);
  expect(blobs.readPiece(name, 0, 65_536).ok).toBe(true);
  expect(blobs.readPiece(name, 65_000, 1000)).toMatchObject({ refusal: { code: 'blob.damaged' } });
  writeFileSync(fileOf(dir, name), 'rot');
  expect(blobs.readPiece(name, 0, 10).ok).toBe(false);
  expect(blobs.readPiece('cd'.repeat(32), 0, 10)).toMatchObject({ refusal: { code: 'blob.missing' } });
});

test('the name is HMAC-SM3 as OpenSSL makes it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), fc.uint8Array({ maxLength: 300 }), (key, content) => {
      const theirs = createHmac('sm3', key).update(content).digest();
      expect(Buffer.compare(theirs, hmacSm3(nativeSm3, key, content))).toBe(0);
    }),
    { seed: seed(), numRuns: 50 },
  );
});

test('the sweep removes old files nobody names and old halves, and nothing else', () => {
  const dir = temporaryFolder();
  const blobs = openBlobs(dir, testKey, nativeSm3);
  const day = 86_400;
  const [used, orphan, young] = ['used', 'orphan', 'young'].map((text) => unwrap(blobs.put(bytesOf(text)))) as [
    string,
    string,
    string,
  ];
  const half = `${fileOf(dir, used)}.part`;
  writeFileSync(half, 'half');
  const foreign = join(dir, blobsFolder, used.slice(0, 2), 'notes.txt');
  writeFileSync(foreign, 'not ours');
  for (const file of [fileOf(dir, used), fileOf(dir, orphan), half, foreign]) utimesSync(file, day, day);
  expect(blobs.sweepOrphans(new Set([used]), 2 * day * 1000)).toEqual({ removed: 2, kept: 2 });
  expect([used, orphan, young].map((name) => existsSync(fileOf(dir, name)))).toEqual([true, false, true]);
  expect([half, foreign].map((file) => existsSync(file))).toEqual([false, true]);
});

test('a content put again is young again, so a sweep between putting and naming it does not take it', () => {
  const dir = temporaryFolder();
  const blobs = openBlobs(dir, testKey, nativeSm3);
  const name = unwrap(blobs.put(bytesOf('again')));
  utimesSync(fileOf(dir, name), 1, 1);
  unwrap(blobs.put(bytesOf('again')));
  expect(statSync(fileOf(dir, name)).mtimeMs).toBeGreaterThan(1000);
  expect(blobs.sweepOrphans(new Set(), 2000)).toEqual({ removed: 0, kept: 1 });
});
