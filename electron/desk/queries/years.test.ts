import { expect, test } from 'vitest';
import type { YearView } from '#shared/contract/work.ts';
import { setUpDesk } from '../../../tests/support/desk.ts';
import { recordsOf } from './names.ts';

const notice = {
  year: '2027',
  off: ['2027-01-01..2027-01-03'],
  work: ['2027-01-09'],
  status: 'official',
  version: '2027-1',
  source: '国办通知（测试）',
};

test('a new desk shows the years the program brings; one that is imported stands in the place of the shipped one', async () => {
  const { chief, newId } = await setUpDesk({ seed: 201 });
  const years = async () => (await chief.ask<{ years: YearView[] }>('registry.years')).years;
  expect((await years()).map(({ year, status, origin }) => [year, status, origin])).toEqual([
    ['2027', 'estimated', 'shipped'],
    ['2026', 'official', 'shipped'],
    ['2025', 'official', 'shipped'],
  ]);
  const [, of2026] = await years();
  expect(of2026).toMatchObject({ source: '国务院办公厅关于2026年部分节假日安排的通知' });
  expect(of2026?.off).toContain('2026-10-01..2026-10-07 国庆节');
  expect(of2026?.work).toContain('2026-02-28');
  await chief.ask('registry.importYear', { act: newId(), ...notice });
  const { version: _version, ...shown } = notice;
  expect((await years())[0]).toEqual({ ...shown, origin: 'entered' });
  expect(await years()).toHaveLength(3);
});

test('a year is changed by importing it, never by a bare step: the open dates would stay where they were', async () => {
  const { chief, core, newId } = await setUpDesk({ seed: 202 });
  await chief.ask('registry.importYear', { act: newId(), ...notice });
  const [row] = recordsOf(core().store.read, 'calendar');
  const { off, work, status, version, source } = notice;
  const data = { set: { off, work, status, version: `${version}b`, source } };
  const step = { act: newId(), stream: row?.stream ?? '', type: 'replaced', data };
  expect(await chief.refused('registry.step', step)).toMatchObject({ code: 'stream.unknown' });
});
