/** What the desks acknowledged to their users, kept beside the run: the measure for what comes out of it. */
import { all, sql } from '#desk/store/handles.ts';
import type { SimDesk } from './sim-desk.ts';
import { Violation } from './world.ts';

export interface Committed {
  readonly id: string;
  readonly writer: string;
  readonly stream: string;
}

export class Ledger {
  /** By entry id. */
  readonly committed = new Map<string, Committed>();
  private readonly numbers = new Map<string, string>();
  private readonly seen = new Map<string, number>();
  /** Disks that were put back: what only they had may be gone. */
  disasters = 0;

  /** Entries the desk has written since it was last looked at. */
  look(desk: SimDesk): void {
    const writer = desk.core.writer.id;
    const rows = all(
      desk.core.store.read,
      sql<{ id: string; stream: string; writer_seq: number }>`SELECT id, stream, writer_seq FROM entry
        WHERE writer = ${writer} AND writer_seq > ${this.seen.get(writer) ?? 0} ORDER BY writer_seq`,
    );
    for (const { id, stream, writer_seq: seq } of rows) {
      this.committed.set(id, { id, writer, stream });
      this.seen.set(writer, seq);
    }
  }

  /** I11: a number goes to one case, for ever. */
  number(number: string, stream: string): void {
    if (number === '') return;
    const before = this.numbers.get(number);
    if (before !== undefined && before !== stream) throw new Violation('I11', `number ${number} was given twice`);
    this.numbers.set(number, stream);
  }
}
