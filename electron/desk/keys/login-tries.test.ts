import { readFileSync, writeFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeWorld } from '../../../tests/support/journal-desk.ts';
import { temporaryFolder } from '../../../tests/support/store.ts';
import { openLoginTries, triesName } from './login-tries.ts';
import { createCrypto } from './provider.ts';

const day = 24 * 3_600_000;
const noon = Date.parse('2026-11-22T04:00:00.000Z');
const open = (directory: string, now = noon, seed = 1) =>
  openLoginTries({ directory, crypto: createCrypto(makeWorld(seed).random), now });
const textOf = (dir: string): string => readFileSync(join(dir, triesName), 'utf8');

describe('failed logins', () => {
  test('are there after a restart, of that login, until it succeeds', () => {
    const dir = temporaryFolder();
    const tries = open(dir);
    tries.failed('chen', noon);
    tries.failed(' chen ', noon + 1);
    tries.failed('wang', noon + 2);
    expect(tries.of('chen')).toEqual([noon, noon + 1]);
    const again = open(dir, noon + 5);
    expect(again.of('chen')).toEqual([noon, noon + 1]);
    again.failed('chen', noon + 6);
    expect(open(dir, noon + 7).of('chen')).toEqual([noon, noon + 1, noon + 6]);
    again.succeeded('chen');
    expect(again.of('chen')).toEqual([]);
    expect(open(dir, noon + 8).of('chen')).toEqual([]);
    expect(open(dir, noon + 8).of('wang')).toEqual([noon + 2]);
  });

  test('name nobody on the disk: with any salt many names share what is written', () => {
    const dir = temporaryFolder();
    open(dir).failed('chenxiaofang', noon);
    expect(textOf(dir)).not.toMatch(/chen/iu);
    const holes = Object.keys((JSON.parse(textOf(dir)) as { tries: object }).tries);
    const sharing = Array.from({ length: 3000 }, (_, index) => `name${String(index)}`).filter(
      (login) => open(dir, noon).of(login).length > 0,
    );
    expect(holes).toHaveLength(1);
    expect(sharing.length).toBeGreaterThan(3);
  });

  test('of another day are forgotten, also those of a clock that was ahead', () => {
    const dir = temporaryFolder();
    open(dir).failed('chen', noon);
    expect(open(dir, noon + day).of('chen')).toEqual([]);
    expect(open(dir, noon - day).of('chen')).toEqual([]);
    expect(open(dir, noon + day - 1).of('chen')).toEqual([noon]);
  });

  test('a damaged file closes nothing and is written anew; one of a later program is left as it is', () => {
    const dir = temporaryFolder();
    for (const text of ['', '{', '[]', '{"format":"tongban-login-tries","version":1,"salt":"AA","tries":{"zz":[1]}}']) {
      writeFileSync(join(dir, triesName), text);
      expect(open(dir).of('chen')).toEqual([]);
      open(dir).failed('chen', noon);
      expect(open(dir).of('chen')).toEqual([noon]);
    }
    const later = '{"format":"tongban-login-tries","version":2,"more":true}';
    writeFileSync(join(dir, triesName), later);
    const tries = open(dir);
    tries.failed('chen', noon);
    expect([tries.of('chen'), textOf(dir)]).toEqual([[noon], later]);
  });

  test('a disk that takes nothing keeps nobody in or out', () => {
    const dir = temporaryFolder();
    mkdirSync(join(dir, `${triesName}.part`));
    const tries = open(dir);
    tries.failed('chen', noon);
    expect(tries.of('chen')).toEqual([noon]);
    expect(existsSync(join(dir, triesName))).toBe(false);
  });
});
