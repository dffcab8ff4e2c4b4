import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seed } from '../../tests/support/seed.ts';
import { base32Alphabet, base32Encode } from '../kernel/base32.ts';
import { unwrap } from '../kernel/result.ts';
import { addDays, getPlainDate } from '../time/plain-date.ts';
import {
  type QrFields,
  type QrSeal,
  getPaperCode,
  isPaperCode,
  qrSignedText,
  qrToken,
  readQr,
  writeQr,
} from './qr-code.ts';
import { formReceiptNumber } from './receipt-number.ts';

const on = getPlainDate('2026-11-22');
const number = formReceiptNumber({ area: '108201', writerCode: 'A7', date: on, serial: 1 });
const token = qrToken(Uint8Array.from({ length: 16 }, (_, index) => index * 16));
const plain: QrFields = { number, paper: 'SJ', on, token };
const base32 = (length: number, byte: number): string => base32Encode(new Uint8Array(length).fill(byte));
const seal: QrSeal = { digest: base32(16, 0x5a), key: base32(5, 0x3c), signature: base32(64, 0xa5) };
const text = writeQr(plain, seal);
/** As printed before there were signatures. */
const old = 'TB1-108201A726112200010-SJ-20261122-00820C20A1G7104GM2RC1M70Y0-';

const codeOf = (scanned: string) => {
  const result = readQr(scanned);
  return result.ok ? 'ok' : result.refusal.code;
};

const widen = (ascii: string): string =>
  Array.from(ascii)
    .map((c) => (c > ' ' && c <= '~' ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c))
    .join('');
const flipCase = (ascii: string): string =>
  Array.from(ascii)
    .map((c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase()))
    .join('');

describe('writing a code', () => {
  it('keeps the one grammar for ever', () => {
    expect(text).toMatch(/^TB2-108201A726112200010-SJ-20261122-00820C20A1G7104GM2RC1M70Y0-[0-9A-Z-]+$/);
    expect(text.split('-').map((field) => field.length)).toEqual([3, 19, 2, 8, 26, 26, 8, 103]);
  });

  it('puts the township’s address before it', () => {
    expect(writeQr(plain, seal, 'https://hall.example/q')).toBe(`https://hall.example/q#${text}`);
    expect(writeQr(plain, seal, '')).toBe(text);
  });

  it('signs everything before the signature', () => {
    expect(qrSignedText(plain, seal) + seal.signature).toBe(text);
  });

  it.each<[string, Partial<QrFields & QrSeal>]>([
    ['a mistyped number', { number: number.replace('A', 'B') }],
    ['a paper code that is none', { paper: 'UO' }],
    ['a paper code that would be read as another', { paper: 'SO' }],
    ['a short token', { token: token.slice(1) }],
    ['a token with a spare bit set', { token: `${token.slice(0, 25)}1` }],
    ['a short signature', { signature: 'AAAA' }],
    ['a hyphen too many', { signature: '-' }],
    ['no signature', { signature: '' }],
    ['a short digest', { digest: base32(15, 1) }],
    ['a key that is none', { key: 'IIIIIIII' }],
  ])('never prints %s', (_, wrong) => {
    expect(() => writeQr({ ...plain, ...wrong }, { ...seal, ...wrong })).toThrow();
  });

  it('never prints behind an address that no reader would cut off', () => {
    expect(() => writeQr(plain, seal, 'hall.example/q')).toThrow();
    expect(() => qrToken(new Uint8Array(8))).toThrow(RangeError);
  });
});

describe('reading a code', () => {
  const content = { ...plain, seal };

  it.each([
    ['as printed', text],
    ['behind the address', `https://hall.example/q#${text}`],
    ['behind an address that has a # of its own', `https://hall.example/#/q#${text}`],
    ['in lower case', text.toLowerCase()],
    ['with Caps Lock on', flipCase(`https://hall.example/q#${text}`)],
    ['in full width', widen(text)],
    ['in full width, with the address', widen(`https://hall.example/q#${text}`)],
    ['with Chinese punctuation', `https：、、hall。example、q＃${text.replaceAll('-', '－')}`],
    ['with dashes', text.replaceAll('-', '—')],
    ['with a line end', `\r\n\t ${text}\r\n`],
    ['with a byte order mark and the gun’s own mark', `\uFEFF]Q1${text}\n`],
    ['typed by hand with O and I', text.replaceAll('0', 'O').replaceAll('1', 'I')],
  ])('takes it %s', (_, scanned) => {
    expect(readQr(scanned)).toEqual({ ok: true, value: content });
  });

  it.each([
    ['', 'qr.malformed'],
    ['hello', 'qr.malformed'],
    [number, 'qr.malformed'],
    ['TB1', 'qr.malformed'],
    [text.slice(0, -1), 'qr.malformed'],
    [`${text}-`, 'qr.malformed'],
    [`${text}ABC`, 'qr.malformed'],
    [text.replace('20261122', '20261322'), 'qr.malformed'],
    [text.replace('TB2', 'TB0'), 'qr.malformed'],
    [text.replace('TB2', 'TX2'), 'qr.malformed'],
    [text.replace('TB2', 'TB1'), 'qr.malformed'],
    [old.replace('TB1', 'TB2'), 'qr.malformed'],
    [old.slice(0, -1), 'qr.malformed'],
    [`ftp://x#${text}`, 'qr.malformed'],
    [text.replace('A7', 'B7'), 'number.check'],
    [text.replace('TB2', 'TB3'), 'qr.newer'],
    ['TB3-something-quite-different', 'qr.newer'],
    ['TB2-something-quite-different', 'qr.malformed'],
    ['TB31', 'qr.newer'],
    [`${text}${'A'.repeat(100_000)}`, 'qr.malformed'],
    [`https://weixin.qq.com/r/abc`, 'qr.malformed'],
  ])('refuses %j', (scanned, code) => {
    expect(codeOf(scanned)).toBe(code);
  });

  it('reads the papers of the time before signatures', () => {
    expect(readQr(old)).toEqual({ ok: true, value: { ...plain, seal: null } });
    expect(readQr(`https://hall.example/q#${old}`.toLowerCase())).toEqual(readQr(old));
  });

  it('says which version it would need', () => {
    expect(readQr('TB3-X')).toEqual({ ok: false, refusal: { code: 'qr.newer', details: { version: 3 } } });
  });

  const fields: fc.Arbitrary<QrFields> = fc.record({
    number: fc
      .integer({ min: 1, max: 20_000 })
      .map((serial) => formReceiptNumber({ area: '108000', writerCode: '0Z', date: on, serial })),
    paper: fc
      .string({ unit: fc.constantFrom(...Array.from(base32Alphabet)), minLength: 2, maxLength: 2 })
      .map(getPaperCode),
    on: fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(getPlainDate('2026-01-01'), days)),
    token: fc.uint8Array({ minLength: 16, maxLength: 16 }).map(qrToken),
  });
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map(base32Encode);
  const seals: fc.Arbitrary<QrSeal> = fc.record({ digest: bytes(16), key: bytes(5), signature: bytes(64) });
  const damage = fc.constantFrom<(text: string) => string>(
    (t) => t,
    (t) => t.toLowerCase(),
    flipCase,
    widen,
    (t) => `${t}\n`,
    (t) => `http://a/b#${t}`,
  );

  it('gives back what was written, through one or two mishaps', () => {
    fc.assert(
      fc.property(fields, seals, damage, damage, (written, by, first, second) => {
        expect(unwrap(readQr(second(first(writeQr(written, by)))))).toEqual({ ...written, seal: by });
      }),
      { seed: seed(), numRuns: 500 },
    );
  });

  it('never throws, whatever is scanned', () => {
    const pieces = fc.array(
      fc.constantFrom(
        'TB1',
        'TB2',
        'TB',
        seal.digest,
        seal.key,
        seal.signature,
        '-',
        '－',
        '#',
        'https:',
        number,
        token,
        'SJ',
        '20261122',
        '\uD800',
        '\0',
        ']Q1',
      ),
      {
        maxLength: 20,
      },
    );
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      pieces.map((list) => list.join('')),
    );
    fc.assert(
      fc.property(anything, (scanned) => {
        const result = readQr(scanned);
        if (result.ok && result.value.seal) expect(readQr(writeQr(result.value, result.value.seal))).toEqual(result);
      }),
      { seed: seed(), numRuns: 3000 },
    );
  });
});

describe('paper codes', () => {
  it('are two characters of the alphabet', () => {
    expect(['SJ', '0Z', 'sj', 'S', 'SJX', 'SO', 'UU', ''].map(isPaperCode)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(() => getPaperCode('SO')).toThrow();
  });
});
