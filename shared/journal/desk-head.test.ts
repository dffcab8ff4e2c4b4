import { expect, test } from 'vitest';
import { deskHeadText, readDeskHead } from './desk-head.ts';

const head = { code: 'K7', seq: 1234, hash: '0123456789abcdef'.repeat(4) };

test('what is printed is read again, in capitals and full width too; whole hashes as well', () => {
  const text = deskHeadText(head);
  expect(text).toBe('K7-1234:0123456789abcdef');
  const read = { ...head, hash: head.hash.slice(0, 16) };
  for (const typed of [text, text.toUpperCase(), ` ${text} `, 'Ｋ７－１２３４：０１２３４５６７８９ＡＢＣＤＥＦ'])
    expect(readDeskHead(typed), typed).toEqual(read);
  expect(readDeskHead(`K7-1234:${head.hash}`)).toEqual(head);
});

test.each([
  '',
  'K7-1234',
  '1234:0123456789abcdef',
  'K7-1234:0123456789abcde',
  'KU-1:0123456789abcdef',
  'K7-:0123456789abcdef',
])('%s is none', (text) => {
  expect(readDeskHead(text)).toBeUndefined();
});
