/** Where a page may end: an act that stands in several rows of a feed (two cases joined, a paper issued) is never cut between two pages. */

/** By row in feed order, the act it belongs to; null where it gives no entry. Answers after how many rows no act is left open. */
export function endsOf(acts: readonly (string | null)[]): readonly number[] {
  const last = new Map(acts.map((act, index) => [act, index]));
  const ends: number[] = [];
  let open = 0;
  acts.forEach((act, index) => {
    open = Math.max(open, act === null ? index : (last.get(act) ?? index));
    if (open === index) ends.push(index + 1);
  });
  return ends;
}

/** How many rows to give where there is room for `room`: fewer, or more where the first act alone is larger. */
export const pageEnd = (ends: readonly number[], room: number): number =>
  ends.findLast((end) => end <= room) ?? ends[0] ?? room;
