/** Pads of blank slips and what became of each sheet: free, used, spoiled or missing. */
import { sheetsOf } from '../commands/pads.ts';
import { all, sql, type ReadHandle } from '../store/handles.ts';

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
