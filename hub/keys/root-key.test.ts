import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder, testRandom } from '../../tests/support/postgres.ts';
import { openRootKey, type RootKeyOptions } from './root-key.ts';

let dataDir: string;
const file = () => join(dataDir, 'hub.key');
const open = (wishes: Partial<RootKeyOptions> = {}) =>
  openRootKey({ dataDir, env: {}, random: testRandom, hasData: false, ...wishes });
const codeOf = (result: ReturnType<typeof open>) => (result.ok ? 'ok' : result.refusal.code);
const given = 'ab'.repeat(32);

beforeEach(() => {
  dataDir = temporaryFolder('root-key');
});
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

test('is made once, for its owner alone, and is the same ever after', () => {
  const first = open();
  expect(first).toMatchObject({ ok: true });
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(readFileSync(file(), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  expect(open({ hasData: true })).toEqual(first);
});

test('given by the environment is used and never written down', () => {
  expect(open({ env: { TONGBAN_HUB_KEY: ` ${given.toUpperCase()}\n` } })).toEqual({
    ok: true,
    value: new Uint8Array(32).fill(0xab),
  });
  expect(existsSync(file())).toBe(false);
});

test('beside data of an old key no new one is made', () => {
  expect(codeOf(open({ hasData: true }))).toBe('key.missing');
  expect(existsSync(file())).toBe(false);
});

test('two that differ are a mistake somebody has to look at', () => {
  open();
  expect(codeOf(open({ env: { TONGBAN_HUB_KEY: given } }))).toBe('key.differs');
  writeFileSync(file(), given);
  expect(codeOf(open({ env: { TONGBAN_HUB_KEY: given } }))).toBe('ok');
});

test('open to others, cut short, or a folder: refused, and left as it is', () => {
  open();
  chmodSync(file(), 0o640);
  expect(codeOf(open())).toBe('key.open');
  chmodSync(file(), 0o600);
  writeFileSync(file(), given.slice(2));
  expect(codeOf(open())).toBe('key.malformed');
  expect(readFileSync(file(), 'utf8')).toBe(given.slice(2));
  expect(codeOf(open({ env: { TONGBAN_HUB_KEY: 'x' } }))).toBe('key.differs');
  rmSync(file());
  expect(codeOf(open({ env: { TONGBAN_HUB_KEY: 'x' } }))).toBe('key.malformed');
});
