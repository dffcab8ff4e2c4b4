import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../tests/support/store.ts';
import { ballastName, keepBallast, readSpace, refuseBySpace, releaseBallast, spaceLevel } from './ballast.ts';

const mb = 1024 * 1024;
const random = { bytes: (count: number) => randomBytes(count) };

test.each([
  [1024 * mb, true, 'ample'],
  [1024 * mb - 1, true, 'low'],
  [200 * mb, true, 'low'],
  [200 * mb - 1, true, 'noAttachments'],
  [50 * mb, true, 'noAttachments'],
  [50 * mb - 1, true, 'readOnly'],
  // What the released ballast freed is not room for new acts.
  [(50 + 64) * mb - 1, false, 'readOnly'],
  [(50 + 64) * mb, false, 'noAttachments'],
] as const)('%d bytes free, ballast held %s: %s', (free, isBallastHeld, level) => {
  expect(spaceLevel({ free, isBallastHeld })).toBe(level);
});

test('what is refused at each level', () => {
  expect(refuseBySpace('low', 'attachment')).toBeUndefined();
  expect(refuseBySpace('noAttachments', 'attachment')).toEqual({ code: 'space.noAttachments' });
  expect(refuseBySpace('noAttachments', 'act')).toBeUndefined();
  expect(refuseBySpace('readOnly', 'act')).toEqual({ code: 'space.readOnly' });
});

test('the ballast takes its room, is made whole again after a half one, and is given up once', async () => {
  const dir = temporaryFolder();
  const file = join(dir, ballastName);
  writeFileSync(file, 'half');
  expect(readSpace(dir, 2 * mb).isBallastHeld).toBe(false);
  expect(await keepBallast(dir, random, 2 * mb + 5)).toEqual({ ok: true, value: undefined });
  expect(statSync(file).size).toBe(2 * mb + 5);
  expect(deflateSync(readFileSync(file)).byteLength).toBeGreaterThan(2 * mb);
  expect(readSpace(dir, 2 * mb + 5)).toMatchObject({ isBallastHeld: true });
  expect(readSpace(dir).free).toBeGreaterThan(0);
  expect(releaseBallast(dir)).toBe(true);
  expect(releaseBallast(dir)).toBe(false);
});

test('none is made where it would leave no room for acts', async () => {
  const dir = temporaryFolder();
  const { free } = readSpace(dir);
  expect(await keepBallast(dir, random, Math.ceil(free * 0.75))).toEqual({
    ok: false,
    refusal: { code: 'store.full' },
  });
  expect(readdirSync(dir)).toEqual([]);
});

test('a folder that is not there is no reason to throw a bug', async () => {
  await expect(keepBallast(join(temporaryFolder(), 'gone'), random, 10)).rejects.toThrow('ENOENT');
});
