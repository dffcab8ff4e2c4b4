import type { Clock } from '#shared/kernel/ports.ts';

export interface TravellingClock extends Clock {
  /** Milliseconds; it stands there until it is set again. */
  readonly set: (at: number) => void;
}

/** Stands where it is set, so that a practice desk can be filled with the past. */
export function travellingClock(at: number): TravellingClock {
  let stands = at;
  return {
    now: () => stands,
    set: (next) => {
      stands = next;
    },
  };
}
