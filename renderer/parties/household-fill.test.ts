import { describe, expect, it } from 'vitest';
import { fillMembers } from './household-fill.ts';

const member = (party: string, relation: string, name: string, idNumber = '') => ({
  party,
  relation,
  person: { name, ...(idNumber === '' ? {} : { idNumber }) },
});
const known = [member('h', '', '钟户主', '1'), member('w', '配偶', '李配偶', '2'), member('', '子', '钟小儿')];

describe('filling in a household', () => {
  it('leaves out the petitioner, whoever of them it is', () => {
    const of = (petitioner: Parameters<typeof fillMembers>[1]) =>
      (fillMembers({}, petitioner, 'x', known)['members'] as { person: { name: string }; relation: string }[]).map(
        ({ person, relation }) => `${relation}${person.name}`,
      );
    expect(of({ party: 'h', name: '钟户主' })).toEqual(['配偶李配偶', '子钟小儿']);
    expect(of({ name: '钟户主', idNumber: '1' })).toEqual(['配偶李配偶', '子钟小儿']);
    expect(of({ name: '钟小儿' })).toEqual(['户主钟户主', '配偶李配偶']);
    // The same name with another number is somebody else.
    expect(of({ name: '李配偶', idNumber: '9' })).toHaveLength(3);
  });
  it('keeps what was typed, and says which household it was', () => {
    const typed = { members: [{ person: { name: '李配偶', phone: '13900001111' }, relation: '妻' }] };
    expect(fillMembers(typed, { party: 'h', name: '钟户主' }, 'x', known)).toEqual({
      household: 'x',
      members: [...typed.members, { person: { name: '钟小儿' }, relation: '子' }],
    });
  });
});
