import { describe, expect, it } from 'vitest';
import { kindWorld, Story } from '../../../tests/support/kind-world.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { matter } from './index.ts';
import { wrongIn } from './exchange/check.ts';

const head = { code: 'X-1', name: '示例', category: '示例', type: 'permit', version: '1' };
const days = (amount: number, unit = 'workingDay') => ({ amount, unit });
const report = [{ kind: 'report', name: '上报' }];

const wrong: readonly (readonly [string, string, JsonObject])[] = [
  ['matter.reportDecidedHere', 'stages', { decides: 'here', stages: report }],
  ['matter.promisedTooLong', 'promised', { promised: days(21), statutory: days(20) }],
  ['matter.toleranceTooLong', 'tolerance', { promised: days(5), tolerance: days(6) }],
];
const right: readonly JsonObject[] = [
  { decides: 'above', stages: report },
  { stages: report },
  { decides: 'here', stages: [{ kind: 'other', name: '初审' }] },
  { promised: days(20), statutory: days(20) },
  // Of different units nobody can say without a calendar.
  { promised: days(25, 'calendarDay'), statutory: days(20) },
  { promised: days(5), tolerance: days(5) },
];

describe('parts of a matter that say the opposite of each other', () => {
  it.each(wrong)('%s: refused at the field that has to give way, by hand and in a file', (code, field, set) => {
    const refused = kindWorld(matter).begin({ type: 'published', data: { set: { ...head, ...set } } });
    expect(refused).toMatchObject({ ok: false, refusal: { code, field: `set.${field}` } });
    expect(wrongIn({ ...head, ...set })).toMatchObject([{ field, refusal: { code } }]);
  });

  it.each(right)('%j is taken', (set) => {
    expect(kindWorld(matter).begin({ type: 'published', data: { set: { ...head, ...set } } }).ok).toBe(true);
    expect(wrongIn({ ...head, ...set })).toEqual([]);
  });

  it('a revision is held against what stays, and only by what it says itself', () => {
    const story = new Story(kindWorld(matter), { type: 'published', data: { set: { ...head, stages: report } } });
    const revise = (set: JsonObject) => story.refusal('revised', { set: { version: '2', ...set } });
    expect(revise({ decides: 'here' })).toBe('matter.reportDecidedHere');
    expect(revise({ decides: 'here', stages: null })).toBeNull();
    expect(revise({ name: '改名' })).toBeNull();
  });
});
