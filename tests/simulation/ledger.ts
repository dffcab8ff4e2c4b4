/** What the desks acknowledged to their users, kept beside the run: the measure for what comes out of it. */
import { all, sql } from '#desk/store/handles.ts';
import type { SimDesk } from './sim-desk.ts';
import { Violation } from './world.ts';

export interface Committed {
  readonly id: string;
  readonly writer: string;
  readonly stream: string;
  readonly act: string;
  readonly seq: number;
}

export class Ledger {
  /** By entry id. */
  readonly committed = new Map<string, Committed>();
  /** The entries of each act, in writing order. */
  readonly acts = new Map<string, Committed[]>();
  /** Entries that the hub took of somebody it knew to be dismissed. */
  readonly doubted = new Set<string>();
  /** Acts of which a hub that was put back had one half for a while: whoever brought that never had the other. */
  readonly halved = new Set<string>();
  private readonly numbers = new Map<string, string>();
  private readonly seen = new Map<string, number>();
  /** Disks that were put back: what only they had may be gone. */
  disasters = 0;
  /** A desk joined in the middle. */
  hasLatecomer = false;

  /** Entries the desk has written since it was last looked at. */
  look(desk: SimDesk): void {
    const writer = desk.core.writer.id;
    const rows = all(
      desk.core.store.read,
      sql<{ id: string; stream: string; act: string; seq: number }>`SELECT id, stream, act, writer_seq AS seq FROM entry
        WHERE writer = ${writer} AND writer_seq > ${this.seen.get(writer) ?? 0} ORDER BY writer_seq`,
    );
    for (const row of rows) {
      const one = { ...row, writer };
      this.committed.set(one.id, one);
      this.acts.set(one.act, [...(this.acts.get(one.act) ?? []), one]);
      this.seen.set(writer, one.seq);
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
