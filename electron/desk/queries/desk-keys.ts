/** The keys that sign papers in this township: every writer's, former ones too, as the registry of writers brought them here. */
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import type { KnownKey } from '#shared/documents/paper-seal.ts';
import type { PlainDate } from '#shared/time/plain-date.ts';
import { all, sql, type ReadHandle } from '../store/handles.ts';

export interface DeskKey extends KnownKey {
  readonly desk: string;
  /** 12-digit code. */
  readonly station: string;
  /** The day another life took its place: nothing is signed with it after. */
  readonly retiredOn: PlainDate | undefined;
}

/** Of a writer only what it said of itself is believed: nobody else can give it a key. */
export function deskKeys(read: ReadHandle): DeskKey[] {
  const rows = all(
    read,
    sql<{ stream: string; value: string; station: string }>`SELECT r.stream, r.value, e.station FROM live_record r
      JOIN entry e ON e.stream = r.stream AND e.writer = r.stream AND e.type IN ('begun', 'resumed') WHERE r.kind = 'writer'`,
  );
  const retired = retirements(read);
  return rows.map(({ stream, value, station }) => {
    const { publicKey, desk } = JSON.parse(value) as { publicKey: string; desk: string };
    return {
      publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
      ...{ desk, station, retiredOn: retired.get(stream) },
    };
  });
}

/** Former life → the day of the one that names it. */
function retirements(read: ReadHandle): ReadonlyMap<string, PlainDate> {
  const rows = all(
    read,
    sql<{ body: Uint8Array; at: string }>`SELECT body, on_at AS at FROM entry
      WHERE kind = 'writer' AND type = 'resumed' AND body IS NOT NULL`,
  );
  return new Map(
    rows.map(({ body, at }) => {
      const { data } = JSON.parse(new TextDecoder().decode(body)) as { data: { writer: string } };
      return [data.writer, dayOf(at)];
    }),
  );
}
