import { expect, it } from 'vitest';
import { sheetInstead } from './lasting.ts';

const about = (due: string, state = 'notDue') => ({
  on: '2026-11-23',
  dues: [
    { name: 'promised', due, state, light: 'none', left: 1, unit: 'workingDay', estimated: false, lapse: 'overdue' },
  ],
});
type About = Parameters<typeof sheetInstead>[2];

it('a slip that is needed for more than three months is offered on a sheet', () => {
  expect(sheetInstead('receipt', '80mm', about('2027-02-22') as About)).toBe('A5');
  expect(sheetInstead('receipt', '80mm', about('2027-02-21') as About)).toBeUndefined();
  expect(sheetInstead('receipt', '80mm', about('2027-02-22', 'met') as About)).toBeUndefined();
  expect(sheetInstead('receipt', 'A5', about('2027-02-22') as About)).toBeUndefined();
  expect(sheetInstead('blankReceipt', '80mm', about('2027-02-22') as About)).toBe('A5');
});
