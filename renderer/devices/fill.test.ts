import { describe, expect, it } from 'vitest';
import { makeResidentId } from '#shared/identity/resident-id.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { expiredOn, fillPerson, isOfCard, takeFields } from './fill.ts';
import type { CardParts } from './reader.ts';

const number = (sequence: number) =>
  makeResidentId({ area: '360732', birth: getPlainDate('1968-04-12'), sequence }) as string;
const card: CardParts = { name: '钟秀兰', idType: 'residentId', idNumber: number(426), address: '示例村 1 号' };

describe('a card into the fields of a person', () => {
  it('fills what is empty and leaves the rest', () => {
    expect(fillPerson({ phone: '13900000001', agent: { name: '李四' }, name: ' ' }, card)).toEqual({
      person: { ...card, phone: '13900000001', agent: { name: '李四' } },
      filled: ['name', 'idNumber', 'address'],
      differences: [],
    });
  });

  it('overwrites nothing, and says what differs', () => {
    const typed = { name: '钟秀', idNumber: number(428), address: '示例村 1 号' };
    const { person, filled, differences } = fillPerson(typed, card);
    expect(person).toEqual(typed);
    expect(filled).toEqual([]);
    expect(differences).toEqual([
      { field: 'name', typed: '钟秀', read: '钟秀兰' },
      { field: 'idNumber', typed: number(428), read: number(426) },
    ]);
    expect(takeFields(typed, card, ['name', 'idNumber'])).toEqual(card);
  });

  it('sees no difference in another spelling, but one in another paper', () => {
    const typed = { name: '钟 秀兰', idNumber: number(426).toLowerCase(), address: '示例村1号' };
    expect(fillPerson(typed, card).differences).toEqual([]);
    expect(fillPerson({ ...typed, idType: 'household' }, card).differences.map(({ field }) => field)).toEqual([
      'idNumber',
    ]);
  });

  it('fills only what the form asks for, and only what could be read', () => {
    expect(fillPerson({}, card, ['name', 'idNumber']).person).not.toHaveProperty('address');
    expect(fillPerson({ idType: 'passport' }, { name: '钟秀兰', idType: 'residentId' })).toEqual({
      person: { idType: 'passport', name: '钟秀兰' },
      filled: ['name'],
      differences: [],
    });
  });

  it('counts a card good on its last day, and says nothing once the number is another person’s', () => {
    const today = getPlainDate('2026-11-22');
    expect(expiredOn({ validTo: today }, today)).toBeUndefined();
    expect(expiredOn({ validTo: getPlainDate('2026-11-21') }, today)).toBe('2026-11-21');
    expect([expiredOn({ validTo: 'longTerm' }, today), expiredOn({}, today)]).toEqual([undefined, undefined]);
    expect(isOfCard({ idNumber: number(426) }, card)).toBe(true);
    expect(isOfCard({ idNumber: number(428) }, card)).toBe(false);
  });
});
