import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../tests/support/store.ts';
import { createLog } from './log.ts';
import { createLogFile, logName, olderLogName } from './log-file.ts';

const linesIn = (dir: string, name = logName): string[] => readFileSync(join(dir, name), 'utf8').trimEnd().split('\n');

test('lines go into the data directory, those said before it was there too', () => {
  const dir = join(temporaryFolder(), 'data');
  const file = createLogFile();
  const log = createLog(file.write);
  log.store.warn({ ms: 41, sql: 'SELECT 1' }, 'slow');
  file.useFolder(dir);
  log.store.warn({ ms: 42, sql: 'SELECT 2' }, 'slow');
  mkdirSync(dir);
  log.store.warn({ ms: 43, sql: 'SELECT 3' }, 'slow');
  log.store.warn({ ms: 44, sql: 'SELECT 4' }, 'slow');
  expect(linesIn(dir).map((line) => (JSON.parse(line) as { ms: number }).ms)).toEqual([41, 42, 43, 44]);
  if (process.platform !== 'win32') expect(statSync(join(dir, logName)).mode & 0o077).toBe(0);
});

test('a full file makes room for the next, and only one older is kept', () => {
  const dir = temporaryFolder();
  const file = createLogFile();
  file.useFolder(dir);
  for (const mark of ['first', 'second']) {
    writeFileSync(join(dir, logName), `${mark}\n`.padStart(2 * 1024 * 1024 + 1, '.'));
    file.write('a line\n');
    expect(linesIn(dir)).toEqual(['a line']);
    expect(linesIn(dir, olderLogName)[0]?.endsWith(mark)).toBe(true);
  }
});

test('a directory that takes nothing stops nobody', () => {
  const file = createLogFile();
  file.useFolder('/dev/null/nowhere');
  for (let count = 0; count < 1000; count += 1) file.write('a line\n');
});
