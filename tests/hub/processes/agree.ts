/** After everything: whether a hub's program and desks that talked to it have the same. Asked by tests, and by programs that tests start. */
import { deepStrictEqual } from 'node:assert/strict';
import { loadEntries } from '#desk/journal/entries.ts';
import { loadState } from '#desk/journal/projections.ts';
import { all, sql } from '#desk/store/handles.ts';
import { findKind } from '#shared/kinds/registry.ts';
import { checkHub } from '../../simulation/invariants-hub.ts';
import { Ledger } from '../../simulation/ledger.ts';
import type { Ordered } from '../../simulation/ordered.ts';
import type { HubPrograms } from './hub-programs.ts';
import type { RealDesk } from './real-desk.ts';

export interface Written {
  readonly stream: string;
  /** Notes that were acknowledged on it. */
  readonly notes: number;
}

/** The desks are at rest; the hub is ended for this. Throws for whatever is lost, there twice, refused, or not the same. */
export async function checkAgreement(
  hub: HubPrograms,
  reals: readonly RealDesk[],
  cases: readonly Written[],
): Promise<Ordered> {
  const ordered = await hub.readOrdered();
  deepStrictEqual([...ordered.aside.values()], []);
  const settled = new Set(ordered.entries.map(({ id }) => id));
  for (const { desk } of reals) {
    const { read } = desk.core.store;
    deepStrictEqual(all(read, sql<{ act: string }>`SELECT act FROM outbox`), []);
    const own = all(read, sql<{ id: string }>`SELECT e.id FROM entry e JOIN writer w ON w.id = e.writer`);
    deepStrictEqual(
      own.filter(({ id }) => !settled.has(id)),
      [],
    );
    for (const { stream, notes } of cases) {
      const there = ordered.entries.filter((entry) => entry.stream === stream).map(({ rev, id }) => [rev, id]);
      deepStrictEqual(
        loadEntries(read, stream).map(({ rev, id }) => [rev, id]),
        there,
      );
      deepStrictEqual(loadState(read, findKind, stream)?.notes, notes);
    }
  }
  checkHub(findKind, ordered, new Ledger());
  return ordered;
}
