/** Names that screens show for ids: staff and stations, from their registries. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { all, get, sql, type ReadHandle, type Transaction } from '../store/handles.ts';

export interface RecordLine {
  readonly stream: string;
  readonly key: string;
  readonly label: string;
  readonly value: JsonObject;
}

export function recordsOf(handle: ReadHandle | Transaction, kind: string): RecordLine[] {
  const rows = all(
    handle,
    sql<{ stream: string; key: string; label: string; value: string }>`SELECT stream, key, label, value FROM live_record
      WHERE kind = ${kind} ORDER BY key`,
  );
  return rows.map((row) => ({ ...row, value: JSON.parse(row.value) as JsonObject }));
}

/** Staff by id; an id nobody has (the desk itself) is shown as it is. */
export function staffNames(handle: ReadHandle | Transaction): (id: string) => string {
  const names = new Map(recordsOf(handle, 'staff').map(({ key, label }) => [key, label]));
  return (id) => names.get(id) ?? id;
}

/** The name somebody logs in with; '' for one who is not in the registry. */
export function loginNameOf(handle: ReadHandle | Transaction, staff: string): string {
  const login = recordsOf(handle, 'staff').find(({ key }) => key === staff)?.value['login'];
  return typeof login === 'string' ? login : '';
}

export function stationName(handle: ReadHandle | Transaction, code: string): string {
  const row = get(
    handle,
    sql<{ label: string }>`SELECT label FROM live_record WHERE kind = 'station' AND key = ${code}`,
  );
  return row?.label ?? code;
}

/** What a registry calls the row of this stream; undefined where it has none. */
export const labelOf = (handle: ReadHandle | Transaction, kind: string, stream: string): string | undefined =>
  get(handle, sql<{ label: string }>`SELECT label FROM live_record WHERE stream = ${stream} AND kind = ${kind}`)?.label;
