/**
 * Stopping and starting dues in the fold. That a due stands still needs no calendar, so the fold does it itself: whatever the authority
 * moved meanwhile stays moved. Where its end lies after a pause or an extension only `decide` can count; the entry brings it as a fact,
 * and is marked where it was counted on an older state, because the end would forget what had happened in between.
 */
import { canonical } from '../../journal/entry.ts';
import type { Json } from '../../kernel/json.ts';
import type { Due, Pause, Stops } from './dues.ts';
import type { Core } from './state.ts';

const openIn = ({ pauses = [] }: Stops): Pause | undefined => pauses.find(({ to }) => to === undefined);
const isOwed = (due: Due | undefined): due is Due => due !== undefined && due.met === undefined;

/** Of these names, the dues that are owed and run. */
export const runningDues = (dues: Core['dues'], names: readonly string[]): readonly Due[] =>
  names.flatMap((name) => {
    const due = dues[name];
    return isOwed(due) && openIn(due) === undefined ? [due] : [];
  });

/** Of these names, the dues that are owed and stand still. */
export const stoppedDues = (dues: Core['dues'], names: readonly string[]): readonly Due[] =>
  names.flatMap((name) => {
    const due = dues[name];
    return isOwed(due) && openIn(due) !== undefined ? [due] : [];
  });

const put = (dues: Core['dues'], changed: readonly Due[]): Core['dues'] =>
  changed.length === 0 ? dues : { ...dues, ...Object.fromEntries(changed.map((due) => [due.name, due])) };

/** Those that run stand still from the pause's beginning. */
export const stopDues = (dues: Core['dues'], names: readonly string[], pause: Pause): Core['dues'] =>
  put(
    dues,
    runningDues(dues, names).map((due) => ({ ...due, pauses: [...(due.pauses ?? []), pause] })),
  );

/** The pauses with the one that goes on ended. */
export const endPause = ({ pauses = [] }: Stops, to: string): Pause[] =>
  pauses.map((pause) => (pause.to === undefined ? { ...pause, to } : pause));

/** Those that stand still run again. Their ends are another's affair: see above. */
export const startDues = (dues: Core['dues'], names: readonly string[], on: string): Core['dues'] =>
  put(
    dues,
    stoppedDues(dues, names).map((due) => ({ ...due, pauses: endPause(due, on) })),
  );

const same = (one: unknown, other: unknown): boolean => canonical(one as Json) === canonical(other as Json);

const withoutEnd = ({ to: _to, ...begun }: Pause): Omit<Pause, 'to'> => begun;

/** Whether `counted` knows all that happened to the due as it is now: it may say more, and it may end the last pause. */
export function knowsAllOf(counted: Due, now: Due): boolean {
  const { pauses = [], extensions = [] } = now;
  const arePausesKnown = pauses.every((pause, index) => {
    const later = counted.pauses?.[index];
    return later !== undefined && same(pause.to === undefined ? withoutEnd(later) : later, pause);
  });
  return arePausesKnown && same((counted.extensions ?? []).slice(0, extensions.length), extensions);
}

/** Facts counted on an older state than this, by another desk: they would forget a pause or an extension. */
export const isOutdated = (dues: Core['dues'], facts: readonly Due[]): boolean =>
  facts.some((counted) => {
    const now = dues[counted.name];
    return isOwed(now) && now.from === counted.from && !knowsAllOf(counted, now);
  });

/** A due counted anew without knowing what had happened to the one before keeps it (更正, 改期). */
export const keepStops = (counted: Due, before: Due | undefined): Due =>
  before === undefined || knowsAllOf(counted, before)
    ? counted
    : {
        ...counted,
        ...(before.pauses === undefined ? {} : { pauses: before.pauses }),
        ...(before.extensions === undefined ? {} : { extensions: before.extensions }),
      };
