import { expect, it } from 'vitest';
import { readReport, unseenOf } from './check-report.ts';

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
