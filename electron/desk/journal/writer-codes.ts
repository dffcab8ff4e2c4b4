/** The two characters of a writer in its receipt numbers: no two writers of a station may have the same. */
import { areaOfStation } from '#shared/documents/receipt-number.ts';
import { base32Alphabet } from '#shared/kernel/base32.ts';
import type { Random } from '#shared/kernel/ports.ts';
import { all, sql, type ReadHandle, type Transaction } from '../store/handles.ts';

/**
 * A code drawn among those no writer known here has used, of this desk or, once it is linked, of another one of the station. Two copies that
 * cannot know of each other draw the same one once in about 1,000 times, and so do two desks that stand alone: `isCodeTaken` parts them
 * when they meet. Once all 1,024 are used, the one whose last entry is oldest: a number holds its day, so it does not return either.
 */
export function drawCode(
  random: Random,
  transaction: Transaction,
  station: string,
  elsewhere: readonly string[],
): string {
  const free = freeCodes(transaction, station, elsewhere);
  const code = free.length > 0 ? free[below(random, free.length)] : ownCodes(transaction)[0];
  if (code === undefined) throw new Error('bug: no writer code');
  return code;
}

/**
 * Another desk of the station has this code: both go on with another, for the one that kept it would come to the numbers that the other
 * has printed today. Not once all are used.
 */
export const isCodeTaken = (
  handle: ReadHandle | Transaction,
  { code, station }: { readonly code: string; readonly station: string },
): boolean => codesOfOthers(handle, station).includes(code) && freeCodes(handle, station, []).length > 0;

function freeCodes(handle: ReadHandle | Transaction, station: string, elsewhere: readonly string[]): string[] {
  const taken = new Set([...ownCodes(handle), ...elsewhere, ...codesOfOthers(handle, station)]);
  return allCodes.filter((code) => !taken.has(code));
}

/** Of all lives of this desk, the one whose last entry is oldest first. */
const ownCodes = (handle: ReadHandle | Transaction): string[] =>
  all(handle, sql<{ code: string }>`SELECT code FROM writer GROUP BY code ORDER BY max(last_at), code`).map(
    ({ code }) => code,
  );

/** Of writers of other desks whose numbers begin alike, as far as they came in. */
function codesOfOthers(handle: ReadHandle | Transaction, station: string): string[] {
  const rows = all(
    handle,
    sql<{ code: string; station: string }>`SELECT r.label AS code, e.station FROM live_record r
      JOIN entry e ON e.stream = r.key AND e.type IN ('begun', 'resumed')
      WHERE r.kind = 'writer' AND r.key NOT IN (SELECT id FROM writer)`,
  );
  const area = areaOfStation(station);
  return rows.filter((row) => areaOfStation(row.station) === area).map(({ code }) => code);
}

const characters = [...base32Alphabet];
const allCodes = characters.flatMap((first) => characters.map((second) => first + second));

/** An even draw of 0 … limit − 1; limit at most 65,536. */
function below(random: Random, limit: number): number {
  const whole = 65_536 - (65_536 % limit);
  for (;;) {
    const [high = 0, low = 0] = random.bytes(2);
    const drawn = high * 256 + low;
    if (drawn < whole) return drawn % limit;
  }
}
