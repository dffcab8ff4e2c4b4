import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seed } from '../../tests/support/seed.ts';
import { returnPlace, returnPlaceSchema, streamOfPlace } from './return-place.ts';

const revs = fc.integer({ min: 1, max: 2_000_000_000 });
const streams = fc.uuid({ version: 7 });

describe('how far a RETURN has come', () => {
  it('compares as streams do, and within one as revs do; nothing yet comes first', () => {
    fc.assert(
      fc.property(streams, revs, streams, revs, (stream, rev, other, otherRev) => {
        const place = returnPlace(stream, rev);
        expect(place > returnPlace('', 0)).toBe(true);
        expect(place < returnPlace(stream, otherRev)).toBe(rev < otherRev);
        if (stream !== other) expect(place < returnPlace(other, otherRev)).toBe(stream < other);
        expect([returnPlaceSchema.safeParse(place).success, streamOfPlace(place)]).toEqual([true, stream]);
      }),
      { seed: seed() },
    );
  });

  it.each(['x', ' ', '01a205fd-0e00-7539-b292-df3752112114', '01a205fd-0e00-7539-b292-df3752112114 7'])(
    'is not %j',
    (text) => {
      expect(returnPlaceSchema.safeParse(text).success).toBe(false);
    },
  );
});
