import { describe, expect, it } from 'vitest';
import { nativeSm3 } from '../../tests/support/sm3.ts';
import { bucketCount, bucketOf, differing, digestOf } from './digest.ts';
import { chainOn, firstHead } from './hub-chain.ts';
import { fateOf, isTooMany, readRows, startsHere } from './page.ts';

const stream = (n: number): string => `01936f3e-0000-7000-8000-0000000000${n.toString(16).padStart(2, '0')}`;

describe('a page', () => {
  it('is taken only where it starts where the desk stands, in every scope it speaks of', () => {
    const cursor = { r: 7, h: 12 };
    expect(startsHere({ from: { r: 7, h: 12 } }, cursor)).toBe(true);
    expect(startsHere({ from: { r: 7 } }, cursor)).toBe(true);
    expect(startsHere({ from: { r: 6, h: 12 } }, cursor)).toBe(false);
    expect(startsHere({ from: { r: 7, h: 13 } }, cursor)).toBe(false);
    expect(startsHere({ from: { 's:360732108201': 0 } }, cursor)).toBe(true);
    expect(startsHere({ from: { 's:360732108201': 1 } }, cursor)).toBe(false);
  });

  it('is read row by row: one that cannot be read is kept as it came, with its stream where that can be told', () => {
    const good = { is: 'revoke', scope: 'h', pos: 3, stream: stream(1) };
    const page = readRows([
      good,
      { ...good, is: 'sideways' },
      null,
      { entry: { header: { stream: stream(2) } } },
      'x',
      { stream: 'no id' },
    ]);
    expect(page.rows).toEqual([good]);
    expect(page.unreadable.map(({ stream: said }) => said)).toEqual([
      stream(1),
      undefined,
      stream(2),
      undefined,
      undefined,
    ]);
    expect(page.unreadable.every(({ text }) => typeof JSON.parse(text) !== 'undefined')).toBe(true);
  });

  it('puts an entry behind the last one, knows one that comes again, and sees a hole', () => {
    expect([1, 2, 3, 4, 5].map((rev) => fateOf(rev, 3))).toEqual(['known', 'known', 'known', 'new', 'hole']);
  });

  it('that would take more than a fifth of the cases away is not believed', () => {
    expect(isTooMany(20, 100)).toBe(false);
    expect(isTooMany(21, 100)).toBe(true);
    expect(isTooMany(3, 3)).toBe(false);
    expect(isTooMany(4, 4)).toBe(true);
  });
});

describe('the digest of a scope', () => {
  const entries = Array.from({ length: 600 }, (_, n) => ({
    stream: stream(n % 256),
    rev: 1 + Math.floor(n / 256),
    hash: String(n),
  }));

  it('is the same in whatever order it is made', () => {
    expect(digestOf(nativeSm3, entries.toReversed())).toEqual(digestOf(nativeSm3, entries));
    expect(digestOf(nativeSm3, [])).toHaveLength(bucketCount);
  });

  it.each([
    ['an entry is missing', entries.slice(1), entries[0]],
    ['one has another hash', entries.map((one, n) => (n === 5 ? { ...one, hash: 'x' } : one)), entries[5]],
    ['one stands elsewhere in its stream', entries.map((one, n) => (n === 9 ? { ...one, rev: 99 } : one)), entries[9]],
  ])('differs in the bucket where %s, and only there', (_what, others, changed) => {
    const found = differing(digestOf(nativeSm3, entries), digestOf(nativeSm3, others));
    expect(found).toEqual([bucketOf(changed?.stream ?? '')]);
  });
});

describe('the chain of the hub', () => {
  it('says by one number and one hash what was ordered, and in which order', () => {
    const [a, b] = [
      { stream: stream(1), rev: 1, hash: 'a' },
      { stream: stream(2), rev: 1, hash: 'b' },
    ];
    const whole = chainOn(nativeSm3, firstHead, [a, b]);
    expect(whole).toEqual(chainOn(nativeSm3, chainOn(nativeSm3, firstHead, [a]), [b]));
    expect(whole.n).toBe(2);
    expect(chainOn(nativeSm3, firstHead, [b, a]).chain).not.toBe(whole.chain);
    expect(chainOn(nativeSm3, firstHead, [a]).chain).not.toBe(whole.chain);
  });
});
