/** How values come out of PostgreSQL: as SQL says them, never as JavaScript dates; int8 as a number, of which the hub has none beyond 2^53. */
import { types } from 'pg';
import type { CustomTypesConfig } from 'pg';

const oid = { int8: 20, int8Array: 1016, date: 1082, time: 1083, timestamp: 1114, timestamptz: 1184 } as const;
const asText = new Set<number>([oid.date, oid.time, oid.timestamp, oid.timestamptz]);

function toNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`int8 beyond what a number holds: ${text}`);
  return number;
}

/** `{1,NULL,3}`; int8 needs no quotes in an array. */
const toNumbers = (text: string): (number | null)[] =>
  text === '{}'
    ? []
    : text
        .slice(1, -1)
        .split(',')
        .map((one) => (one === 'NULL' ? null : toNumber(one)));

export const hubTypes: CustomTypesConfig = {
  getTypeParser: (id, format) => {
    const number: number = id;
    if (number === oid.int8) return toNumber;
    if (number === oid.int8Array) return toNumbers;
    if (asText.has(number)) return (value: string) => value;
    return types.getTypeParser(id, format) as (value: string) => unknown;
  },
};
