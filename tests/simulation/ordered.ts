/** What the hub has ordered, read once for all questions. */
import { sql } from '../../hub/store/database.ts';
import { loadStreams } from '../../hub/sync/stored.ts';
import type { FoldEntry } from '#shared/journal/entry.ts';
import type { SimHub } from './sim-hub.ts';

export interface HubRow {
  readonly id: string;
  readonly stream: string;
  readonly rev: number;
  readonly writer: string;
  readonly seq: number;
  readonly type: string;
  readonly act: string;
  readonly header: string;
}
export interface AsideRow {
  readonly stream: string;
  readonly id: string;
  readonly result: string;
  readonly code: string;
}

export interface Ordered {
  readonly entries: readonly HubRow[];
  readonly aside: ReadonlyMap<string, AsideRow>;
  /** By scope, its streams. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
  readonly streams: ReadonlyMap<string, readonly FoldEntry[]>;
  /** Official numbers that stand in two cases, as the operator was told. */
  readonly twice: readonly string[];
}

export async function readHub(hub: SimHub): Promise<Ordered> {
  return hub.database.transact(async (transaction) => {
    const entries = await transaction.all(
      sql<HubRow>`SELECT id, stream, rev, writer, writer_seq AS seq, type, act, header FROM entry ORDER BY stream, rev`,
    );
    const aside = await transaction.all(sql<AsideRow>`SELECT id, stream, result, code FROM aside`);
    const members = await transaction.all(
      sql<{ stream: string; scope: string }>`SELECT stream, scope FROM stream_scope`,
    );
    const alarms = await transaction.all(sql<{ facts: string }>`SELECT facts FROM alarm WHERE what = 'sameNumber'`);
    const byScope = Map.groupBy(members, ({ scope }) => scope);
    return {
      entries,
      aside: new Map(aside.map((row) => [row.id, row])),
      members: new Map([...byScope].map(([scope, rows]) => [scope, new Set(rows.map(({ stream }) => stream))])),
      twice: alarms.map(({ facts }) => (JSON.parse(facts) as { number: string }).number),
      streams: await loadStreams(hub.running.hub, transaction, [...new Set(entries.map(({ stream }) => stream))]),
    };
  });
}
