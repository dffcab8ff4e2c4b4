/**
 * What happens at a counter and is no case (kinds of form `memo`): 咨询, 来电, 转介, 预约. It has no receipt number, no papers and no place in
 * the lists of cases; it is counted by day and matter, and stays in sight while something of it is open.
 */
import type { Instant } from '../../time/instant.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import type { StreamState } from './state.ts';

/** One line of such a list. */
export interface MemoRow {
  /** What it is about, in words of the desk: nobody's name. */
  readonly title: string;
  /** Code of the matter, where one was named. */
  readonly matter?: string;
  /** Whom to call back; masked in lists. */
  readonly phone?: string;
  /** The moment it is for (预约): lists and counts of a day go by it instead of by when it was said. */
  readonly on?: Instant;
  /** Stream of the case it belongs to. */
  readonly about?: string;
  /** False of what was entered by mistake (撤回). */
  readonly isCounted: boolean;
}

/** A mis-key is taken back by whoever made it: nobody else knows that it was one. */
export const onlyByWhoBegan = (state: StreamState, by: string): RefusalCode | null =>
  by === state.beganBy ? null : 'undo.otherPerson';
