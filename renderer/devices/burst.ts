/**
 * Tells a scanner gun from a hand. A gun types a whole text with some milliseconds between its keys and ends with Enter, Tab or silence;
 * no hand types eighteen characters at that speed, and one that did would have to type a text of ours without a slip. Both must hold: the
 * pace and the content. Nothing is held back meanwhile, so a hand never waits; what a gun typed is taken out afterwards by its marks.
 *
 * Pure: time comes with the keys. `M` is what the caller remembers before each key, `F` what its texts mean.
 */
export interface BurstRules<F> {
  /** The mean time between the keys of a gun is at most this, in milliseconds. */
  readonly gapMs: number;
  /** What a text is; undefined: nothing of ours. */
  readonly recognise: (text: string) => F | undefined;
  /** Places at which a text may begin within keys that came without a pause. */
  readonly headsOf?: (text: string) => readonly number[];
}

export interface Found<M, F> {
  readonly what: F;
  readonly text: string;
  /** What was remembered before each of its keys, first key first. */
  readonly marks: readonly M[];
  /** From its first key to its last. */
  readonly ms: number;
  /** Of its last key. */
  readonly at: number;
}

export interface Recogniser<M, F> {
  readonly key: (at: number, char: string, mark: M) => void;
  /** Enter or Tab at that time. */
  readonly end: (at: number) => Found<M, F> | undefined;
  /** Nothing has come until that time. */
  readonly quiet: (at: number) => Found<M, F> | undefined;
  /** Another key came between: whatever was typed is a hand's. */
  readonly reset: () => void;
  /** After so long without a key a text is over. */
  readonly quietMs: number;
}

interface Key<M> {
  readonly at: number;
  readonly char: string;
  readonly mark: M;
}

/** A single late key does not break a burst: Bluetooth guns stumble. */
const stumble = 3;
const longest = 2000;
const shortestQuietMs = 120;

export function createRecogniser<M, F>({ gapMs, recognise, headsOf }: BurstRules<F>): Recogniser<M, F> {
  const quietMs = Math.max(gapMs * stumble, shortestQuietMs);
  let keys: Key<M>[] = [];
  const sinceLast = (at: number): number => at - (keys.at(-1)?.at ?? at);

  /** Where a text may begin: with the first key, after a pause, at a head. */
  const startsOf = (): readonly number[] => {
    const text = keys.map(({ char }) => char).join('');
    const afterPauses = keys.flatMap(({ at }, index) => (at - (keys[index - 1]?.at ?? at) > gapMs ? [index] : []));
    return [...new Set([0, ...afterPauses, ...(headsOf?.(text) ?? [])])].toSorted((one, other) => one - other);
  };
  const find = (): Found<M, F> | undefined => {
    for (const start of startsOf()) {
      const found = findFrom(keys.slice(start), gapMs, recognise);
      if (found) {
        keys = [];
        return found;
      }
    }
    return undefined;
  };
  return {
    quietMs,
    key: (at, char, mark) => {
      if (sinceLast(at) > gapMs * stumble || keys.length >= longest) keys = [];
      keys.push({ at, char, mark });
    },
    end: (at) => {
      const found = sinceLast(at) <= quietMs ? find() : undefined;
      keys = [];
      return found;
    },
    // What is not whole yet stays: the rest may wait behind a busy page, with earlier times.
    quiet: (at) => (sinceLast(at) >= quietMs ? find() : undefined),
    reset: () => {
      keys = [];
    },
  };
}

function findFrom<M, F>(
  keys: readonly Key<M>[],
  gapMs: number,
  recognise: (text: string) => F | undefined,
): Found<M, F> | undefined {
  const [first] = keys;
  const last = keys.at(-1);
  if (!first || !last || last.at - first.at > gapMs * (keys.length - 1)) return undefined;
  const text = keys.map(({ char }) => char).join('');
  const what = recognise(text);
  if (what === undefined) return undefined;
  return { what, text, marks: keys.map(({ mark }) => mark), ms: last.at - first.at, at: last.at };
}
