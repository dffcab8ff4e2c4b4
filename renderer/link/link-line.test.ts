import { describe, expect, it } from 'vitest';
import type { LinkState } from '#shared/contract/link.ts';
import { ageOf, linkLine } from './link-line.ts';

const now = Date.parse('2026-11-22T02:00:00.000Z');
const before = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();

const atRest: LinkState = {
  ...({ is: 'atRest', address: 'https://192.168.1.5:8443', comparison: '', why: '', until: null, stop: null } as const),
  ...{ waiting: 0, oldest: null, refused: 0, answeredAt: before(1), clockOff: null, differs: null },
  ...{ awayLimit: 30, metAt: null },
};
const line = (more: Partial<LinkState>) => linkLine({ ...atRest, ...more }, now);

describe('the line at the top', () => {
  it('says nothing of a server where there is none', () => {
    expect(line({ is: 'alone' })).toBeUndefined();
  });

  it('is quiet while what waits is fresh, whatever the server does', () => {
    const quiet = { word: 'joined', light: 'good' };
    expect(line({})).toEqual(quiet);
    expect(line({ is: 'working', waiting: 3, oldest: before(4) })).toEqual(quiet);
    const kept = { word: 'kept', light: 'good' };
    expect(line({ is: 'waiting', why: 'unreached', answeredAt: before(4), waiting: 1, oldest: before(4) })).toEqual(
      kept,
    );
    expect(line({ is: 'starting', answeredAt: null })).toEqual(kept);
    // A server that is asked by a long question has not gone silent.
    expect(line({ answeredAt: before(30) })).toEqual(quiet);
  });

  it('says what has waited long, and how long', () => {
    expect(line({ is: 'waiting', waiting: 3, oldest: before(6) })).toEqual({
      ...{ word: 'late', light: 'warn', acts: 3 },
      age: { unit: 'minutes', count: 6 },
    });
  });

  it('says that the server is silent also while nothing waits', () => {
    expect(line({ is: 'waiting', why: 'unreached', answeredAt: before(6) })).toEqual({ word: 'silent', light: 'warn' });
  });

  it('says the worst first', () => {
    const late = { waiting: 3, oldest: before(60) };
    expect(line({ ...late, refused: 2 })).toEqual({ word: 'returned', light: 'warn', acts: 2 });
    const differs = { at: before(600), place: 'h 3', ours: '0'.repeat(16), theirs: '1'.repeat(16) };
    expect(line({ ...late, refused: 2, differs })).toEqual({ word: 'differs', light: 'bad' });
    expect(line({ ...late, refused: 2, differs, is: 'stopped', stop: 'revoked' })).toEqual({
      word: 'stopped',
      light: 'bad',
    });
  });

  it('is not frightened by a clock that was set back', () => {
    expect(line({ waiting: 1, oldest: before(-600) })).toEqual({ word: 'joined', light: 'good' });
  });
});

it.each([
  [7 * 60_000, { unit: 'minutes', count: 7 }],
  [119 * 60_000, { unit: 'minutes', count: 119 }],
  [120 * 60_000, { unit: 'hours', count: 2 }],
  [47 * 3_600_000, { unit: 'hours', count: 47 }],
  [48 * 3_600_000, { unit: 'days', count: 2 }],
] as const)('%d ms are %o', (ms, age) => {
  expect(ageOf(ms)).toEqual(age);
});
