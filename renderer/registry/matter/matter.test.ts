import { expect, it } from 'vitest';
import { currentRuleset } from '#shared/kinds/mechanism/define.ts';
import { formFieldColumns, materialColumns, pledgeColumns } from '#shared/kinds/matter/columns.ts';
import { matter } from '#shared/kinds/matter/index.ts';
import { firstWrong, freshLine, isUnread, moved, tidyLines, withLine } from '../../fields/rows/lines.ts';
import { nextVersion, revisionOf, sameVersion, startRevision } from './matter-edit.ts';
import { fieldsOfSection, sectionNames, sectionOf } from './sections.ts';

const names = Object.keys(currentRuleset(matter).fields);

it('every field of a matter stands in one section', () => {
  expect(sectionNames.flatMap(fieldsOfSection).toSorted()).toEqual(names.toSorted());
  expect(sectionOf('materials.0.name')).toBe('materials');
});

it('a revision sends what was changed, null where it was taken away, its name and its day', () => {
  const newest = {
    code: 'A',
    name: '甲',
    version: '9',
    effectiveFrom: '2026-01-01',
    basis: '法',
    promised: { amount: 1, unit: 'hour' },
  };
  const start = startRevision(newest, '2026-11-23');
  expect(start).toMatchObject({ version: '10', effectiveFrom: '2026-11-23', basis: '法' });
  const { promised: _gone, ...edited } = { ...newest, ...start, basis: '新法' };
  expect(revisionOf(newest, edited, names)).toEqual({
    ...{ basis: '新法', promised: null, version: '10', effectiveFrom: '2026-11-23' },
  });
  expect(revisionOf(newest, { ...newest, version: '10' }, names)).toBeUndefined();
  expect(nextVersion('示例-1', '2026-11-23')).toBe('2026-11-23');
  expect(sameVersion(newest, { version: ' 9 ' })).toMatchObject({ version: { code: 'record.exists' } });
  expect(sameVersion(newest, start)).toEqual({});
});

it('lines of a table: begun, moved, taken away, read when they are submitted', () => {
  expect(freshLine(materialColumns)).toEqual({ form: 'original', copies: 1, isNecessary: true });
  const lines = [{ key: 'a' }, { key: 'b' }];
  expect(moved(lines, 0, 1)).toEqual([{ key: 'b' }, { key: 'a' }]);
  expect(moved(lines, 0, -1)).toBe(lines);
  expect(withLine(lines, 0, undefined)).toEqual([{ key: 'b' }]);
  const typed = [{ key: 'a', hint: ' ', options: '甲、乙', computed: '周岁(', shownIf: '' }];
  expect(tidyLines(formFieldColumns, false, typed)).toEqual([{ key: 'a', options: ['甲', '乙'], computed: '周岁(' }]);
  expect(tidyLines(formFieldColumns, false, [])).toBeUndefined();
  expect(tidyLines(pledgeColumns, true, { text: ' ', checkWithin: { unit: 'hour' } })).toBeUndefined();
  expect(isUnread(formFieldColumns['computed'] ?? expect.fail(), '周岁(')).toBe(true);
  expect(firstWrong({ '': 1, '2.key': 1, '3.key': 1 })).toBe(2);
  expect(firstWrong({ '': 1 })).toBeUndefined();
});
