/**
 * The hybrid logical clock (HLC): wall time that never goes back, with a counter for what happens within one millisecond.
 * It orders display where there is no `rev`; it decides nothing. Text form: `2026-11-22T05:53:12.123Z#0000`, which sorts as text.
 */
import { z } from 'zod';

export const hlcSchema = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[0-9a-f]{4}$/);

/** A remote or stored value further ahead of the wall clock than this is not followed (milliseconds). */
export const maxAhead = 10 * 60 * 1000;
const lastCounter = 0xffff;

export const hlcOf = (wall: number, counter: number): string =>
  `${new Date(wall).toISOString()}#${counter.toString(16).padStart(4, '0')}`;

export const wallOf = (hlc: string): number => Date.parse(hlc.slice(0, 24));
export const instantOf = (hlc: string): string => hlc.slice(0, 24);

/**
 * The next value after `last` at wall time `wall`: never before `last`, and never equal to it.
 * When the wall clock was set back the old wall time is kept and the counter goes on.
 */
export function nextHlc(last: string | undefined, wall: number): string {
  if (last === undefined || wall > wallOf(last)) return hlcOf(wall, 0);
  const counter = Number.parseInt(last.slice(25), 16);
  return counter < lastCounter ? hlcOf(wallOf(last), counter + 1) : hlcOf(wallOf(last) + 1, 0);
}
