import { describe, expect, it } from 'vitest';
import { fillParty, isFragment, isSearchable, withoutParty } from './fill.ts';

const known = { form: 'person', name: '单晓明', idNumber: '36073219510308001X', phone: '13900001234', party: 'p' };

describe('filling a form with somebody known', () => {
  it('replaces what was typed to find them, and keeps who speaks for them', () => {
    expect(fillParty({ name: '1234', agent: { name: '李' } }, known, true)).toEqual({
      ...known,
      agent: { name: '李' },
    });
  });
  it('keeps what was typed beside them: a new telephone is news', () => {
    expect(fillParty({ name: '单晓明', phone: '13700009999' }, known, false)).toEqual({
      ...known,
      phone: '13700009999',
    });
  });
  it('lets them go with another name or number, and with nothing else', () => {
    const chosen = { ...known };
    expect(withoutParty(chosen, { ...chosen, phone: '1' })).toHaveProperty('party');
    expect(withoutParty(chosen, { ...chosen, name: '单小明' })).not.toHaveProperty('party');
    expect(withoutParty({ name: '单' }, chosen)).toHaveProperty('party');
  });
});

describe('what is looked for', () => {
  it.each(['1234', '001X', 'sxm', '13900001234', 'E23456789', '0797-5321234'])('%s is no name', (typed) => {
    expect([isFragment(typed), isSearchable(typed)]).toEqual([true, true]);
  });
  it.each(['单晓', '欧阳文秀', 'ZENG AMEI'])('%s may be one', (typed) => {
    expect([isFragment(typed), isSearchable(typed)]).toEqual([false, true]);
  });
  it.each(['单', '12', 'a', ''])('%s finds too many', (typed) => {
    expect(isSearchable(typed)).toBe(false);
  });
});
