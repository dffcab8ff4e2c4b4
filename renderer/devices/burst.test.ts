import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unsealedQr } from '#shared/documents/paper-seal.ts';
import { qrToken } from '#shared/documents/qr-code.ts';
import { formReceiptNumber } from '#shared/documents/receipt-number.ts';
import { makeResidentId } from '#shared/identity/resident-id.ts';
import { makeUscc } from '#shared/identity/uscc.ts';
import { addDays, getPlainDate } from '#shared/time/plain-date.ts';
import { seed } from '../../tests/support/seed.ts';
import { createRecogniser, type Found } from './burst.ts';
import type { ReaderEvent } from './reader.ts';
import { headsOf, recogniseScan } from './scan-text.ts';

const gapMs = 35;
const id = makeResidentId({ area: '360732', birth: getPlainDate('1968-04-12'), sequence: 426 });
const number = formReceiptNumber({ area: '108201', writerCode: 'A7', date: getPlainDate('2026-11-22'), serial: 1 });
const qr = unsealedQr(
  { number, paper: '01', on: getPlainDate('2026-11-22'), token: qrToken(new Uint8Array(16).fill(7)) },
  'https://example.test/tb',
);

type Scan = Found<string, ReaderEvent>;

/** A field that simply takes what is typed, and the recogniser that watches it; a scan is taken out by its first mark. */
function counter(gap = gapMs) {
  const burst = createRecogniser<string, ReaderEvent>({ gapMs: gap, recognise: recogniseScan, headsOf });
  let at = 1000;
  let field = '';
  const scans: Scan[] = [];
  const take = (found: Scan | undefined): boolean => {
    if (!found) return false;
    scans.push(found);
    field = found.marks[0] ?? '';
    return true;
  };
  return {
    burst,
    scans,
    field: () => field,
    wait: (ms: number) => {
      at += ms;
    },
    quiet: () => take(burst.quiet(at)),
    enter: () => take(burst.end(at)),
    type: (text: string, gaps: number | readonly number[]) => {
      [...text].forEach((char, index) => {
        at += typeof gaps === 'number' ? gaps : (gaps[index % gaps.length] ?? 0);
        burst.key(at, char, field);
        field += char;
      });
    },
  };
}

describe('a burst', () => {
  it.each([
    ['the number of an ID card', id, 'card'],
    ['the QR of a slip', qr, 'code'],
    ['a QR without an address', qr.slice(qr.indexOf('#') + 1), 'code'],
    ['a QR under Caps Lock', qr.toUpperCase(), 'code'],
    ['a receipt number', number, 'code'],
    ['a social credit code', makeUscc({ type: '91', area: '360732', organisation: 'MA35AB12' }), 'card'],
  ])('is known by %s', (_what, text, kind) => {
    const desk = counter();
    desk.type(text, 8);
    expect(desk.enter()).toBe(true);
    expect(desk.scans.map(({ what }) => what.kind)).toEqual([kind]);
    expect(desk.field()).toBe('');
  });

  it('ends by silence as by Enter, and by Enter only soon after', () => {
    const desk = counter();
    desk.type(id, 8);
    desk.wait(desk.burst.quietMs - 1);
    expect(desk.quiet()).toBe(false);
    desk.wait(1);
    expect(desk.quiet()).toBe(true);

    const late = counter();
    late.type(id, 8);
    late.wait(late.burst.quietMs + 1);
    expect(late.enter()).toBe(false);
    expect(late.field()).toBe(id);
  });

  it('leaves what a hand typed before it, at any distance', () => {
    for (const pause of [36, 80, 104, 106, 400]) {
      const desk = counter();
      desk.type('3607', 90);
      desk.wait(pause);
      desk.type(id, [0, ...Array.from(id.slice(1), () => 9)]);
      expect(desk.enter()).toBe(true);
      expect(desk.field()).toBe('3607');
    }
  });

  it('finds the QR behind letters that came without any pause', () => {
    const desk = counter();
    desk.type(`zhang${qr}`, 8);
    expect(desk.enter()).toBe(true);
    expect(desk.field()).toBe('zhang');
  });

  it('forgives a gun that stumbles, and not one as slow as a hand', () => {
    const desk = counter();
    desk.type(id, [8, 8, 8, 8, 8, 90]);
    expect(desk.enter()).toBe(true);
    const slow = counter();
    slow.type(id, 36);
    expect(slow.enter()).toBe(false);
    const setSlower = counter(50);
    setSlower.type(id, 36);
    expect(setSlower.enter()).toBe(true);
  });

  it('waits for the rest behind a busy page', () => {
    const desk = counter();
    desk.type(id.slice(0, 10), 8);
    desk.wait(200);
    expect(desk.quiet()).toBe(false);
    desk.wait(-200);
    desk.type(id.slice(10), 8);
    expect(desk.enter()).toBe(true);
  });

  it.each([
    ['a number of another trade', '6222021234567890128'],
    ['an ID number with a slip', id.slice(0, 17) + (id.endsWith('1') ? '2' : '1')],
    ['a QR that was cut', qr.slice(0, -9)],
    ['a long word', 'zhonghuarenmingongheguo'],
    ['somebody else’s QR', 'https://example.test/menu?table=12345678901234'],
    ['a bank card that holds an ID number', `6222${id}`],
  ])('is not %s: it stays as typed', (_what, text) => {
    const desk = counter();
    desk.type(text, 5);
    expect(desk.enter()).toBe(false);
    desk.wait(1000);
    expect(desk.quiet()).toBe(false);
    expect(desk.field()).toBe(text);
  });

  it('is over when another key comes between', () => {
    const desk = counter();
    desk.type(id.slice(0, 9), 8);
    desk.burst.reset();
    desk.type(id.slice(9), 8);
    expect(desk.enter()).toBe(false);
  });

  it('tells a permanent resident’s number from a social credit code of digits alone', () => {
    const resident = makeResidentId({ area: '911560', birth: getPlainDate('1980-01-05'), sequence: 11 });
    expect(recogniseScan(resident)).toMatchObject({ card: { idType: 'permanentResident' } });
    expect(recogniseScan('91110105771583283D')).toMatchObject({ card: { idType: 'other' } });
    expect(recogniseScan('810000199408230021')).toMatchObject({ card: { idType: 'residencePermit' } });
  });
});

const scanText = fc
  .record({ day: fc.integer({ min: 0, max: 25_000 }), sequence: fc.integer({ min: 0, max: 999 }), kind: fc.nat(2) })
  .map(({ day, sequence, kind }) => {
    const birth = addDays(getPlainDate('1930-01-01'), day);
    if (kind === 0) return makeResidentId({ area: '360732', birth, sequence });
    if (kind === 1) return qr;
    return formReceiptNumber({
      area: '108201',
      writerCode: 'A7',
      date: getPlainDate('2026-11-22'),
      serial: sequence + 1,
    });
  });

/** The fastest hands strike a key every 60 ms or so; two fingers may fall together. */
const human = fc.record({
  who: fc.constant('hand' as const),
  text: fc.oneof(fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme-ascii' }), scanText),
  gaps: fc.array(fc.constantFrom(1, 20, 60, 80, 120, 200, 700), { minLength: 4, maxLength: 12 }),
  ending: fc.constantFrom('enter', 'silence', 'nothing'),
});
const gun = fc.record({
  who: fc.constant('gun' as const),
  text: scanText,
  gaps: fc.array(fc.integer({ min: 0, max: gapMs }), { minLength: 1, maxLength: 9 }),
  ending: fc.constantFrom('enter', 'silence'),
});
const mean = (gaps: readonly number[], keys: number): number =>
  Array.from({ length: keys - 1 }, (_, index) => gaps[(index + 1) % gaps.length] ?? 0).reduce((a, b) => a + b, 0) /
  Math.max(1, keys - 1);

it('takes every scan out and leaves every hand’s text, in any order', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(human, gun), { minLength: 1, maxLength: 8 }), (events) => {
      const desk = counter();
      let typed = '';
      let scanned = 0;
      for (const { who, text, gaps, ending } of events) {
        // A hand's mean, over any stretch as long as a text of ours, is that of a hand.
        fc.pre(who === 'gun' || mean(gaps, text.length) > 50);
        desk.wait(200);
        desk.type(text, gaps);
        if (ending === 'silence') desk.wait(desk.burst.quietMs);
        const isScan = ending === 'enter' ? desk.enter() : ending === 'silence' ? desk.quiet() : false;
        expect(isScan).toBe(who === 'gun');
        if (who === 'hand') typed += text;
        else scanned += 1;
        expect(desk.field()).toBe(typed);
      }
      expect(desk.scans.length).toBe(scanned);
    }),
    { seed: seed(), numRuns: 400 },
  );
});
