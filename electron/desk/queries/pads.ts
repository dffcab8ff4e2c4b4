/** Pads of blank slips and what became of each sheet: free, used, spoiled or missing. */
import { all, get, sql, type ReadHandle } from '../store/handles.ts';
import { spoiledOf } from '../commands/pads.ts';

interface Sheet {
  readonly number: string;
  readonly state: 'free' | 'used' | 'sheetSpoiled' | 'sheetMissing';
  readonly reason: string;
}

export function listPads(read: ReadHandle) {
  const rows = all(
    read,
    sql<{
      stream: string;
      value: string;
      made_on: string;
    }>`SELECT r.stream, r.value, e.on_at AS made_on FROM live_record r
      JOIN entry e ON e.stream = r.stream AND e.type = 'reserved' WHERE r.kind = 'pad' ORDER BY e.on_at DESC`,
  );
  return rows.map(({ stream, value, made_on: madeOn }) => {
    const { numbers, isOpen } = JSON.parse(value) as { numbers: string[]; isOpen: boolean };
    return { stream, madeOn, isOpen, sheets: sheetsOf(read, stream, numbers) };
  });
}

function sheetsOf(read: ReadHandle, stream: string, numbers: readonly string[]): Sheet[] {
  const lost = new Map(spoiledOf(read, stream).map((sheet) => [sheet.number, sheet]));
  return numbers.map((number) => {
    const found = lost.get(number);
    if (found) return { number, state: found.why, reason: found.reason };
    const used = get(read, sql<{ one: number }>`SELECT 1 AS one FROM live_case WHERE number = ${number}`);
    return { number, state: used ? 'used' : 'free', reason: '' };
  });
}
