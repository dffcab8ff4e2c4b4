/**
 * Keys of a row of buttons that may be longer than nine: `Alt + 1 … 9` takes those of the nine that are shown, `Alt + 0` turns to the next
 * nine. What a button says is what has to be pressed now, whichever nine are shown.
 */
const nine = 9;

export const ninesOf = (count: number): number => Math.max(1, Math.ceil(count / nine));

/** `shown`: which nine `Alt + 1 … 9` takes now, 0 at first. */
export const turned = (shown: number, count: number): number => (shown + 1) % ninesOf(count);

/** Digits pressed one after another while Alt is held: `3`, `01`. */
export function digitsFor(index: number, shown: number, count: number): string {
  const turns = (Math.floor(index / nine) - shown + ninesOf(count)) % ninesOf(count);
  return `${'0'.repeat(turns)}${String((index % nine) + 1)}`;
}

/** `digit`: 1 to 9. */
export const indexFor = (digit: number, shown: number): number => shown * nine + digit - 1;
