/** What the top bar says of the township's server (镇服务器): nothing to look at is one quiet word; else the worst, first. */
import type { LinkState } from '#shared/contract/link.ts';

/** Work that has waited longer than this is no passing matter, and neither is a server that has said nothing for so long. */
const lateAfterMs = 5 * 60_000;

export interface Age {
  readonly unit: 'minutes' | 'hours' | 'days';
  readonly count: number;
}

export type LinkLine =
  | { readonly word: 'joining' | 'joined' | 'kept' | 'stopped' | 'differs' | 'silent'; readonly light: Light }
  | { readonly word: 'returned'; readonly light: Light; readonly acts: number }
  | { readonly word: 'late'; readonly light: Light; readonly acts: number; readonly age: Age };
type Light = 'good' | 'warn' | 'bad';

/** Undefined: this desk stands alone. `now` in milliseconds since 1970; a clock set back makes nothing older. */
export function linkLine(state: LinkState, now: number): LinkLine | undefined {
  if (state.is === 'alone') return undefined;
  if (state.is === 'joining') return { word: 'joining', light: 'warn' };
  if (state.is === 'stopped') return { word: 'stopped', light: 'bad' };
  if (state.differs !== null) return { word: 'differs', light: 'bad' };
  if (state.refused > 0) return { word: 'returned', light: 'warn', acts: state.refused };
  const waited = msSince(state.oldest, now);
  if (waited > lateAfterMs) return { word: 'late', light: 'warn', acts: state.waiting, age: ageOf(waited) };
  if (state.is !== 'waiting' && state.is !== 'starting') return { word: 'joined', light: 'good' };
  // Not said to be connected while it is not; but a moment of it is nothing to look at.
  const isSilent = state.is === 'waiting' && msSince(state.answeredAt, now) > lateAfterMs;
  return isSilent ? { word: 'silent', light: 'warn' } : { word: 'kept', light: 'good' };
}

const msSince = (instant: string | null, now: number): number => (instant === null ? 0 : now - Date.parse(instant));

const minute = 60_000;
const hour = 60 * minute;

/** Minutes up to two hours, hours up to two days, then days. */
export function ageOf(ms: number): Age {
  if (ms < 2 * hour) return { unit: 'minutes', count: Math.floor(Math.max(0, ms) / minute) };
  if (ms < 48 * hour) return { unit: 'hours', count: Math.floor(ms / hour) };
  return { unit: 'days', count: Math.floor(ms / (24 * hour)) };
}
