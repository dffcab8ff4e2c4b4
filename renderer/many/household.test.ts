import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/kernel/json.ts';
import { makeResidentId } from '#shared/identity/resident-id.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { textOf } from '../fields/values.ts';
import { headWith, peopleOf, rowsOfHousehold, type KnownHousehold, type Member, type Sought } from './household.ts';

const number = (sequence: number): string =>
  makeResidentId({ area: '360732', birth: getPlainDate('1986-02-03'), sequence });
const uuid = (at: number): string => `0190a000-0000-7000-8000-${String(at).padStart(12, '0')}`;
const [husband, wife] = [
  { name: '刘户主', idType: 'residentId', idNumber: number(1), phone: '13907970001' },
  { name: '李桂兰', idType: 'residentId', idNumber: number(2) },
];
const household: KnownHousehold = {
  petitioner: { form: 'household', name: '刘户主', address: '示例村一组', household: uuid(9) },
  members: [
    { party: uuid(1), relation: '', person: husband },
    { party: uuid(2), relation: '配偶', person: wife },
    { party: '', relation: '儿子', person: { name: '刘小明' } },
  ],
};
const said = (...members: readonly { readonly relation: string; readonly person: JsonObject }[]) => ({ members });
const seen = (sought: Sought, typed: readonly Member[] = []) => {
  const { head, members } = peopleOf(sought, typed);
  return [
    head['name'],
    ...members.map(({ relation, person, isTicked }) => `${isTicked ? '' : '?'}${relation}${textOf(person['name'])}`),
  ];
};
const found = { ...husband, party: uuid(1) };

describe('whom 全家 lists', () => {
  it('those of the household first, with the streams they have, then whom only a case names, each once', () => {
    const values = [
      said({ relation: '妻子', person: { name: '李桂兰', idNumber: wife.idNumber } }),
      said(
        { relation: '母亲', person: { name: '曾𠮷英', idNumber: number(5) } },
        { relation: '儿子', person: { name: '刘小明' } },
        { relation: '母亲', person: { name: '曾𠮷英', idNumber: number(5) } },
      ),
    ];
    expect(seen({ found, values, household })).toEqual(['刘户主', '配偶李桂兰', '儿子刘小明', '母亲曾𠮷英']);
    expect(seen({ found, values })).toEqual(['刘户主', '妻子李桂兰', '母亲曾𠮷英', '儿子刘小明']);
    const { head, members } = peopleOf({ found, values, household }, []);
    expect(head).toEqual({ ...found, address: '示例村一组' });
    expect(members.map(({ person }) => person['party'])).toEqual([uuid(2), undefined, undefined]);
    const rows = rowsOfHousehold(
      { person: head, relation: '', isTicked: true },
      members,
      getPlainDate('2026-11-22'),
      'x',
    );
    expect(rows.map(({ petitioner }) => petitioner['party'])).toEqual([uuid(1), uuid(2), undefined, undefined]);
  });

  it('a namesake who may be another human is shown, not ticked and not merged', () => {
    const son = said({ relation: '儿子', person: { name: '刘小明', idNumber: number(7) } });
    expect(seen({ found, values: [son], household })).toEqual(['刘户主', '配偶李桂兰', '儿子刘小明', '?儿子刘小明']);
    const other = said({ relation: '侄女', person: { name: '李桂兰', idNumber: number(8) } });
    expect(seen({ found, values: [other], household })).toContain('侄女李桂兰');
  });

  it('what was typed stays as it is and is not listed a second time', () => {
    const own = {
      person: { name: '李桂兰', idNumber: wife.idNumber, phone: '13900001111' },
      relation: '妻',
      isTicked: false,
    };
    const { members } = peopleOf({ found, values: [], household }, [own]);
    expect(members.map(({ person }) => person['name'])).toEqual(['刘小明', '李桂兰']);
    expect(members[1]).toBe(own);
  });

  it('found by another member, the head of the household is the head, and the member is among the others', () => {
    const card = { name: '李桂兰', idNumber: wife.idNumber, address: '示例村二组' };
    const mother = said({ relation: '母亲', person: { name: '王外婆', idNumber: number(6) } });
    expect(seen({ found: card, values: [mother], household })).toEqual([
      ...['刘户主', '配偶李桂兰', '儿子刘小明'],
      // Her mother is not his.
      '王外婆',
    ]);
    const { members } = peopleOf({ found: card, values: [], household }, []);
    expect(members[0]?.person).toEqual({ ...wife, ...card, party: uuid(2) });
    // A household that says no more where she is keeps her all the same.
    expect(seen({ found: { name: '孙客人', idNumber: number(4) }, values: [], household })).toContain('孙客人');
  });

  it('what is typed while the answer is on its way stays', () => {
    const typed = { idNumber: husband.idNumber, name: '刘户主', phone: '13900009999' };
    expect(headWith(typed, found)).toMatchObject({ phone: '13900009999', party: uuid(1) });
    expect(headWith({ name: '0001' }, found)).toEqual(found);
  });
});
