import { describe, expect, it } from 'vitest';
import { madeUpCards } from '#shared/contract/desk.ts';
import { makeResidentId } from '#shared/identity/resident-id.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { sayMadeUpCard } from '../../electron/desk/demo/cards.ts';
import { charOfKey } from './key-char.ts';
import { readEvent } from './reader.ts';

const idNumber = makeResidentId({ area: '360732', birth: getPlainDate('1968-04-12'), sequence: 426 });
const card = { name: '钟秀兰', idType: 'residentId', idNumber, address: '示例村 1 号' };
const read = (more: object) => unwrap(readEvent({ kind: 'card', card: { ...card, ...more } }));

describe('what a device says', () => {
  it.each([
    ['nothing', undefined],
    ['a text', 'card'],
    ['another kind', { kind: 'face', text: 'x' }],
    ['a card without a number', { kind: 'card', card: { name: '钟秀兰', idType: 'residentId' } }],
    ['a card with more than a card has', { kind: 'card', card: { ...card, finger: 'AAAA' } }],
    ['a day that is none', { kind: 'card', card: { ...card, validTo: '2026-02-30' } }],
    ['a photo that is none', { kind: 'card', card: { ...card, photo: '<svg>' } }],
    ['a code as long as a novel', { kind: 'code', text: 'T'.repeat(2001) }],
    ['a problem nobody knows', { kind: 'problem', code: 'tired' }],
  ])('is refused when it is %s', (_what, said) => {
    expect(readEvent(said)).toEqual({ ok: false, refusal: { code: 'device.garbled' } });
  });

  it('is a card in one spelling, without its photo', () => {
    const said = { name: '阿依 • 古丽', idNumber: ` ${idNumber.toLowerCase()} `, photo: 'AAAA', validTo: 'longTerm' };
    expect(read(said)).toEqual({
      kind: 'card',
      card: { ...card, name: '阿依·古丽', validTo: 'longTerm' },
    });
  });

  it('keeps what could be read of a card whose number or name cannot be right', () => {
    const { idNumber: _number, ...rest } = card;
    const spoilt = idNumber.slice(0, 17) + (idNumber.endsWith('1') ? '2' : '1');
    for (const said of [{ idNumber: spoilt }, { birth: '1968-04-13' }, { sex: 'male' }])
      expect(read(said)).toMatchObject({ card: rest, refusal: { code: 'device.cardNumber' } });
    expect(read({ idNumber: spoilt })).not.toHaveProperty('card.idNumber');
    expect(read({ name: '钟?兰' })).toMatchObject({ card: { idNumber }, refusal: { code: 'device.cardName' } });
    expect(read({ name: '钟?兰' })).not.toHaveProperty('card.name');
  });

  it('says in its own words why nothing was read', () => {
    expect(unwrap(readEvent({ kind: 'problem', code: 'removed' }))).toEqual({
      kind: 'problem',
      refusal: { code: 'device.removed' },
    });
  });
});

describe('the made-up cards', () => {
  const today = getPlainDate('2026-11-22');
  it.each(madeUpCards)('%s is what a reader could say', (which) => {
    const reading = unwrap(readEvent(sayMadeUpCard(which, today)));
    expect(reading.kind).toBe(which === 'unread' ? 'problem' : 'card');
    if (reading.kind !== 'card') return;
    expect(reading.refusal?.code).toBe(which === 'misread' ? 'device.cardNumber' : undefined);
    expect(reading.card.idNumber === undefined).toBe(which === 'misread');
    const { validTo = '' } = reading.card;
    expect(validTo < today).toBe(which === 'expired');
  });
});

it('reads a key by its place and Shift alone', () => {
  const typed = (code: string, shiftKey = false) => charOfKey({ code, shiftKey });
  expect([typed('KeyT'), typed('KeyT', true), typed('Digit3', true), typed('Numpad3')]).toEqual(['t', 'T', '#', '3']);
  expect([typed('Minus'), typed('Semicolon', true), typed('Slash')]).toEqual(['-', ':', '/']);
  expect([typed('F3'), typed('ArrowUp'), typed('Backspace'), typed('')]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
