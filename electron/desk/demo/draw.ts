/** Seeded drawing for made-up data: the same seed gives the same desk. Never for keys, tokens or ids of a desk that is in use. */
export interface Draw {
  /** 0 ≤ value < below, whole. */
  readonly below: (below: number) => number;
  /** True with the given probability. */
  readonly chance: (probability: number) => boolean;
  /** Throws on an empty list. */
  readonly pick: <T>(list: readonly T[]) => T;
  readonly shuffled: <T>(list: readonly T[]) => T[];
  readonly bytes: (count: number) => Uint8Array;
}

/** sfc32 (Chris Doty-Humphrey, PractRand): 128 bits of state, quick, and good enough for believable data. */
export function seededDraw(seed: number): Draw {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let warmUp = 0; warmUp < 12; warmUp += 1) next();
  const below = (limit: number): number => Math.floor((next() / 0x1_0000_0000) * limit);
  return {
    below,
    chance: (probability) => next() / 0x1_0000_0000 < probability,
    pick: (list) => {
      const drawn = list[below(list.length)];
      if (drawn === undefined) throw new RangeError('nothing to draw from');
      return drawn;
    },
    shuffled: (list) => shuffle(list, below),
    bytes: (count) => {
      const drawn = new Uint8Array(count);
      for (let index = 0; index < count; index += 1) drawn[index] = next() >>> 24;
      return drawn;
    },
  };
}

function shuffle<T>(list: readonly T[], below: (limit: number) => number): T[] {
  const rest = [...list];
  const shuffled: T[] = [];
  while (rest.length > 0) shuffled.push(...rest.splice(below(rest.length), 1));
  return shuffled;
}

/** Draws keys in proportion to their weights, by bisection: for lists drawn from a million times. */
export function weighted<T>(weights: readonly (readonly [T, number])[]): (draw: Draw) => T {
  let total = 0;
  const ends = weights.map(([value, weight]) => ({ value, end: (total += weight) }));
  return (draw) => {
    const at = draw.below(total * 1000) / 1000;
    let low = 0;
    let high = ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle]?.end ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    const drawn = ends[low];
    if (drawn === undefined) throw new RangeError('nothing to draw from');
    return drawn.value;
  };
}
