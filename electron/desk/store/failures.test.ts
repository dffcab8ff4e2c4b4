import { expect, test } from 'vitest';
import { failureOf, refusalOf, StoreFailure } from './failures.ts';

const coded = (code: string): Error => Object.assign(new Error('message'), { code });

test.each([
  ['SQLITE_IOERR_FSYNC', 'store.diskError', true],
  ['SQLITE_IOERR', 'store.diskError', true],
  ['SQLITE_FULL', 'store.full', true],
  ['SQLITE_CORRUPT_VTAB', 'store.damaged', true],
  ['SQLITE_NOTADB', 'store.damaged', true],
  ['SQLITE_READONLY_DBMOVED', 'store.notWritable', true],
  ['SQLITE_BUSY_SNAPSHOT', 'store.busy', false],
  ['ENOSPC', 'store.full', false],
  ['EROFS', 'store.notWritable', false],
] as const)('%s means %s', (code, refusal, isBreaking) => {
  const failure = failureOf(coded(code));
  expect(failure?.refusal).toEqual({ code: refusal, details: { cause: code } });
  expect(failure?.isBreaking).toBe(isBreaking);
});

test('bugs stay bugs', () => {
  for (const bug of [coded('SQLITE_CONSTRAINT_UNIQUE'), coded('SQLITE_ERROR'), new TypeError('x'), 'text', undefined]) {
    expect(refusalOf(bug)).toBeUndefined();
  }
  const failure = new StoreFailure({ code: 'store.full' }, true);
  expect(failureOf(failure)).toBe(failure);
});
