import { expect, it } from 'vitest';
import { backupAge } from './backup-age.ts';

const now = Date.parse('2026-11-22T10:00:00.000Z');
const at = (hoursAgo: number): string => new Date(now - hoursAgo * 3_600_000).toISOString();

it('tells hours up to two days, then whole days', () => {
  expect(backupAge(null, now)).toEqual({ unit: 'never', count: 0, isOld: true });
  expect(backupAge(at(0.9), now)).toEqual({ unit: 'now', count: 0, isOld: false });
  expect(backupAge(at(1), now)).toEqual({ unit: 'hours', count: 1, isOld: false });
  expect(backupAge(at(35.9), now)).toEqual({ unit: 'hours', count: 35, isOld: false });
  expect(backupAge(at(36), now)).toEqual({ unit: 'hours', count: 36, isOld: true });
  expect(backupAge(at(71), now)).toEqual({ unit: 'days', count: 2, isOld: true });
});

it('takes a clock that was set back for now', () => {
  expect(backupAge(at(-30), now)).toEqual({ unit: 'now', count: 0, isOld: false });
});
