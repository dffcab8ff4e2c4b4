/**
 * Which streams are one party (同一人): said so by a person, or of one number. Computed where it is read; nothing is merged, and the last word about a
 * pair holds, so that 不是同一人 parts even those of one number.
 */
import { join } from 'sql-template-tag';
import type { DeskCore } from '../core.ts';
import { all, sql, type ReadHandle } from '../store/handles.ts';

/** A family of streams longer than this is a mistake that a person has to look at. */
const mostTogether = 60;

/** The stream itself first. */
export function togetherWith({ store: { read } }: Pick<DeskCore, 'store'>, stream: string): readonly string[] {
  const found = new Set([stream]);
  for (const one of found) {
    const said = saidOf(read, one);
    const numbered = ofOneNumber(read, one).filter((other) => said.get(other) !== false);
    for (const other of [...numbered, ...[...said].flatMap(([other, isSame]) => (isSame ? [other] : []))]) {
      if (found.size < mostTogether) found.add(other);
    }
  }
  return [...found];
}

/** The last word about each other stream this one was ever compared with. */
function saidOf(read: ReadHandle, stream: string): ReadonlyMap<string, boolean> {
  const words = all(
    read,
    sql<{
      other: string;
      is_same: number;
      at: string;
    }>`SELECT other, is_same, at FROM live_party_link WHERE stream = ${stream}
      UNION ALL SELECT stream, is_same, at FROM live_party_link WHERE other = ${stream} ORDER BY at`,
  );
  return new Map(words.map(({ other, is_same: isSame }) => [other, isSame === 1]));
}

function ofOneNumber(read: ReadHandle, stream: string): readonly string[] {
  const numbers = all(
    read,
    sql<{
      number: string;
      kind: string;
    }>`SELECT id_number AS number, kind FROM live_party WHERE stream = ${stream} AND is_main = 1
        AND id_number <> ''
      UNION SELECT k.key, p.kind FROM live_party_key k JOIN live_party p ON p.stream = k.stream AND p.is_main = 1
        WHERE k.stream = ${stream} AND k.way = 'id'`,
  );
  const [first] = numbers;
  if (first === undefined) return [];
  const wanted = join(numbers.map(({ number }) => number));
  return all(
    read,
    sql<{
      stream: string;
    }>`SELECT stream FROM live_party WHERE id_number IN (${wanted}) AND id_number <> '' AND kind = ${first.kind}
      UNION SELECT k.stream FROM live_party_key k JOIN live_party p ON p.stream = k.stream AND p.is_main = 1
        WHERE k.way = 'id' AND k.key IN (${wanted}) AND p.kind = ${first.kind}`,
  ).flatMap(({ stream: other }) => (other === stream ? [] : [other]));
}
