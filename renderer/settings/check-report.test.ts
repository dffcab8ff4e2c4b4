import { expect, it } from 'vitest';
import { findsOf, isOnlyLists, readReport, unseenOf, type CheckReport, type Finding } from './check-report.ts';

const report = {
  checked: { writers: 1, entries: 9, erased: 0, audit: 3, attachments: 0, streams: 2, isDeep: false },
  found: [{ what: 'changed', writer: 'w', seq: 4 }],
  findings: 1,
  witnesses: 0,
  unwitnessed: [
    { writer: 'w', from: 3, to: 9 },
    { writer: 'v', from: 1, to: 1 },
  ],
  auditUnwitnessed: null,
};

it('reads a report, and counts what nobody else has seen', () => {
  const read = readReport(report);
  expect(read?.found).toEqual([{ what: 'changed', seq: 4 }]);
  expect(read && unseenOf(read)).toBe(8);
});

it('reads nothing else as a report', () => {
  expect(readReport({ ...report, findings: 'none' })).toBeUndefined();
});

const finding = (found: Finding[]): CheckReport => ({
  checked: { entries: 9, audit: 0, attachments: 0, streams: 2 },
  found,
  findings: found.length,
  unwitnessed: [],
});

it('puts alike findings into one line, with the numbers they name', () => {
  const report = finding([
    { what: 'projection', where: 'search' },
    { what: 'changed', seq: 4 },
    { what: 'projection', where: 'search' },
    { what: 'changed', seq: 7, to: 9 },
    { what: 'projection', where: 'due' },
  ]);
  expect(findsOf(report)).toEqual([
    { what: 'projection', where: 'search', numbers: [], count: 2 },
    { what: 'changed', where: undefined, numbers: ['4', '7–9'], count: 2 },
    { what: 'projection', where: 'due', numbers: [], count: 1 },
  ]);
});

it('tells differing lists from differing records', () => {
  expect(isOnlyLists(finding([{ what: 'projection' }]))).toBe(true);
  expect(isOnlyLists(finding([{ what: 'projection' }, { what: 'changed' }]))).toBe(false);
  expect(isOnlyLists(finding([]))).toBe(false);
});
