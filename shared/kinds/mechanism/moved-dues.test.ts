import { expect, it } from 'vitest';
import { kindWorld } from '../../../tests/support/kind-world.ts';
import { shippedCalendar } from '../../../tests/support/calendar.ts';
import { makeWorld } from '../../../tests/support/journal-desk.ts';
import { unwrap } from '../../kernel/result.ts';
import { withYear } from '../../time/calendar.ts';
import { service } from '../service/index.ts';
import { movedDues } from './moved-dues.ts';

it('moves what is still owed of an open case, and nothing of one that is done, or under the same calendar', () => {
  const world = kindWorld(service);
  const [first] = service.sample({ pick: makeWorld(3).pick });
  if (first === undefined) throw new Error('no sample');
  const { state } = unwrap(world.begin(first));
  const years = [...new Set(Object.values(state.core.dues).map(({ from }) => from.slice(0, 4)))];
  const off = years.map((year) => `${year}-01-01..${year}-12-31`);
  const year = { off, work: [], status: 'official' as const, source: '测试' };
  const later = unwrap(withYear(shippedCalendar, Number(years[0]), year, 'moved'));
  expect(movedDues(service, state, later).length).toBeGreaterThan(0);
  expect(movedDues(service, state, shippedCalendar)).toEqual([]);
  const done = Object.entries(service.rulesets[state.rules]?.states ?? {}).find(([, is]) => is === 'done')?.[0] ?? '';
  expect(movedDues(service, { ...state, core: { ...state.core, status: done } }, later)).toEqual([]);
});
