/** All that is read goes over one bus: sources register, and whoever can do most with a reading takes it. */
import { refuse, type Refusal } from '#shared/kernel/result.ts';
import { readEvent, type Pace, type Reader, type ReaderId, type Reading, type Tell } from './reader.ts';

export interface Heard {
  readonly source: ReaderId;
  readonly reading: Reading;
  readonly pace: Pace | undefined;
  /** Where the cursor was when it began. */
  readonly focus: Element | null;
}

export interface Taker {
  /** 0: nothing it can take; else the highest takes it, the latest among equals. */
  readonly rank: (heard: Heard) => number;
  readonly take: (heard: Heard) => void;
}

/** What the person is told of a reading: the reason it was refused, or words of the screen. */
export type Notice =
  | { readonly tone: 'refused'; readonly refusal: Refusal }
  | { readonly tone: 'done' | 'warn'; readonly words: string };

export interface Signal<T> {
  readonly say: (word: T) => void;
  readonly hear: (hear: (word: T) => void) => () => void;
}

function createSignal<T>(): Signal<T> {
  const hearers = new Set<(word: T) => void>();
  return {
    say: (word) => {
      hearers.forEach((hear) => {
        hear(word);
      });
    },
    hear: (hear) => {
      hearers.add(hear);
      return () => void hearers.delete(hear);
    },
  };
}

export interface ReaderBus {
  /** Starts a source; gives back how to stop it. */
  readonly plug: (reader: Reader) => () => void;
  readonly addTaker: (taker: Taker) => () => void;
  /** To whoever takes it; false: nobody does. */
  readonly offer: (heard: Heard) => boolean;
  /** While the screen is locked nothing is taken. */
  readonly setLocked: (isLocked: boolean) => void;
  /** Kept for the next who can take it better than whoever stands there now: a form that is about to open. */
  readonly hold: (heard: Heard) => void;
  /** undefined: what was said before is over. */
  readonly notices: Signal<Notice | undefined>;
  /** A reading opened a page: what stands before the pages must go. */
  readonly led: Signal<undefined>;
  /** Keys that came faster than a hand, whatever they were. */
  readonly runs: Signal<Pace>;
  readonly plugged: () => readonly ReaderId[];
  readonly onPlugged: (hear: () => void) => () => void;
}

/** A form that has not opened by then will not. */
const heldMs = 10_000;

/** Which of them can do most with a reading. */
function bestOf(takers: ReadonlySet<Taker>, heard: Heard): Taker | undefined {
  const ranked = [...takers].map((taker) => [taker.rank(heard), taker] as const).filter(([rank]) => rank > 0);
  const highest = Math.max(...ranked.map(([rank]) => rank));
  return ranked.findLast(([rank]) => rank === highest)?.[1];
}

/** One reading that waits; whoever asks gets it once, if `fits`. */
function createHeld(now: () => number) {
  let held: { readonly heard: Heard; readonly until: number } | undefined;
  return {
    put: (heard: Heard | undefined): void => {
      held = heard && { heard, until: now() + heldMs };
    },
    takeIf: (fits: (heard: Heard) => boolean): Heard | undefined => {
      if (!held || held.until < now() || !fits(held.heard)) return undefined;
      const { heard } = held;
      held = undefined;
      return heard;
    },
  };
}

export function createReaderBus(now: () => number): ReaderBus {
  const takers = new Set<Taker>();
  const notices = createSignal<Notice | undefined>();
  const plugs = createSignal<undefined>();
  const held = createHeld(now);
  let plugged: readonly ReaderId[] = [];
  let isLocked = false;

  const setPlugged = (next: readonly ReaderId[]): void => {
    plugged = next;
    plugs.say(undefined);
  };
  const offer = (heard: Heard): boolean => {
    const taker = bestOf(takers, heard);
    taker?.take(heard);
    return taker !== undefined;
  };
  const tellOf =
    (source: ReaderId): Tell =>
    (said, { pace, focus = document.activeElement } = {}) => {
      notices.say(undefined);
      // Not even what was read is looked at: the person who could answer for it is not there.
      const read = isLocked ? refuse('device.locked') : readEvent(said);
      if (!read.ok) notices.say({ tone: 'refused', refusal: read.refusal });
      else if (!offer({ source, reading: read.value, pace, focus }))
        notices.say({ tone: 'refused', refusal: { code: 'device.nowhere' } });
    };
  return {
    ...{ notices, led: createSignal<undefined>(), runs: createSignal<Pace>(), offer },
    plug: (reader) => {
      setPlugged([...plugged, reader.id]);
      const stop = reader.start(tellOf(reader.id));
      return () => {
        stop();
        setPlugged(plugged.filter((id) => id !== reader.id));
      };
    },
    addTaker: (taker) => {
      takers.add(taker);
      const waiting = held.takeIf((heard) => taker.rank(heard) > 1);
      if (waiting) taker.take(waiting);
      return () => void takers.delete(taker);
    },
    setLocked: (locked) => {
      isLocked = locked;
      held.put(undefined);
    },
    hold: held.put,
    plugged: () => plugged,
    onPlugged: (watch) => plugs.hear(watch),
  };
}

export const readers = createReaderBus(() => performance.now());
