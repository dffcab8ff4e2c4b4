/**
 * 抽样: which cases of a population are drawn. Each case is ranked by SM3 of the seed and its id, and the first n are taken: the same seed and the
 * same population give the same sample on any desk and in any order, and anybody with a hash program can check one case by hand.
 */
import { toHex } from '../journal/entry.ts';
import type { Sm3 } from '../kernel/ports.ts';

export interface Drawable {
  readonly stream: string;
  /** Stratum (事项): '' where nobody distinguishes. */
  readonly group: string;
}

export type Wish = { readonly count: number } | { readonly percent: number };

const encoder = new TextEncoder();
const hashOf = (sm3: Sm3, text: string): string => toHex(sm3(encoder.encode(text)));

/** Of the ids in order, one a line: what was drawn from can be shown to be the same later. */
export const populationHash = (sm3: Sm3, population: readonly Drawable[]): string =>
  hashOf(
    sm3,
    population
      .map(({ stream }) => stream)
      .toSorted()
      .join('\n'),
  );

/** At least one, never more than there are. */
export function sizeOf(wish: Wish, of: number): number {
  const wanted = 'count' in wish ? wish.count : Math.ceil((of * wish.percent) / 100);
  return Math.min(of, Math.max(1, wanted));
}

export function drawSample(
  sm3: Sm3,
  population: readonly Drawable[],
  { seed, size, isByGroup }: { readonly seed: string; readonly size: number; readonly isByGroup: boolean },
): string[] {
  const ranked = population
    .map(({ stream, group }) => ({ stream, group, rank: hashOf(sm3, `${seed}\n${stream}`) }))
    .toSorted((one, other) => (one.rank < other.rank ? -1 : 1));
  if (!isByGroup) return ranked.slice(0, size).map(({ stream }) => stream);
  const groups = Map.groupBy(ranked, ({ group }) => group);
  const shares = sharesOf(new Map([...groups].map(([group, cases]) => [group, cases.length])), size);
  const drawn = new Set([...groups].flatMap(([group, cases]) => cases.slice(0, shares.get(group) ?? 0)));
  return ranked.filter((one) => drawn.has(one)).map(({ stream }) => stream);
}

/**
 * As each group's share of the whole (最大余额法). While there are places for it every group has one: an inspection by matter that leaves a matter out
 * is none.
 */
export function sharesOf(sizes: ReadonlyMap<string, number>, size: number): ReadonlyMap<string, number> {
  const whole = [...sizes.values()].reduce((sum, one) => sum + one, 0);
  // By name where shares are alike: never by the order they came in.
  const groups = [...sizes].map(([name, of]) => ({ name, of, exact: (size * of) / whole }));
  const byName = groups.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const least = size >= groups.length ? 1 : 0;
  const shares = new Map(byName.map(({ name, of, exact }) => [name, Math.min(of, Math.max(least, Math.floor(exact)))]));
  const total = (): number => [...shares.values()].reduce((sum, one) => sum + one, 0);
  const give = (by: 1 | -1): void => {
    const could = byName.filter(({ name, of }) => {
      const next = (shares.get(name) ?? 0) + by;
      return next >= least && next <= of;
    });
    const owed = ({ name, exact }: { readonly name: string; readonly exact: number }): number =>
      (exact - (shares.get(name) ?? 0)) * by;
    const most = could.toSorted((one, other) => owed(other) - owed(one))[0];
    if (most !== undefined) shares.set(most.name, (shares.get(most.name) ?? 0) + by);
  };
  while (total() < Math.min(size, whole)) give(1);
  while (total() > size) give(-1);
  return shares;
}
