import { expect, test } from 'vitest';
import { checkBankAccount } from './bank-account.ts';

test('a card of 银联 has a right check digit, with blanks, dashes and full-width digits taken away', () => {
  expect(checkBankAccount('6222 0210 0100 0000 000')).toMatchObject({
    ok: false,
    refusal: { code: 'bank.checkDigit' },
  });
  const [right] = [...'0123456789'].filter((digit) => checkBankAccount(`622202100100000000${digit}`).ok);
  expect(right).toBeDefined();
  const card = `622202100100000000${String(right)}`;
  expect(checkBankAccount(` ６２２２-${card.slice(4)} `)).toEqual({ ok: true, value: card });
});

test('exactly one check digit is right, and two digits swapped are found', () => {
  const body = '62284800383218';
  const right = [...'0123456789'].filter((digit) => checkBankAccount(`${body}10${digit}`).ok);
  expect(right).toHaveLength(1);
  const card = `${body}10${String(right[0])}`;
  const swapped = card.slice(0, 8) + String(card[9]) + String(card[8]) + card.slice(10);
  expect(checkBankAccount(swapped).ok).toBe(swapped === card);
});

test('a passbook of a village bank has no check digit; letters and short numbers are refused', () => {
  expect(checkBankAccount('178190121000123456')).toMatchObject({ ok: true });
  expect(checkBankAccount('1234567')).toMatchObject({ ok: false, refusal: { code: 'bank.length' } });
  expect(checkBankAccount('62x2021001000000')).toMatchObject({ ok: false, refusal: { code: 'bank.length' } });
});
