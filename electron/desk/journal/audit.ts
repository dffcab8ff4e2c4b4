/**
 * The audit chain (审计): reads of full records, revealing searches, logins, permission and clock changes, exports, restores. Its own
 * sequence and SM3 chain, never folded. Where it cannot be written, business is refused: so it is written in the same transaction.
 */
import { canonical, firstPrev, toHex } from '#shared/journal/entry.ts';
import type { AuditType } from '#shared/contract/audit-types.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { Sm3 } from '#shared/kernel/ports.ts';
import { get, iterate, run, sql, type ReadHandle, type Transaction } from '../store/handles.ts';

export interface AuditEvent {
  readonly writer: string;
  /** Instant, UTC. */
  readonly at: string;
  readonly by: string;
  readonly type: AuditType;
  /** Ids and counts; never personal data. */
  readonly data: JsonObject;
}

interface AuditRow {
  readonly seq: number;
  readonly writer: string;
  readonly at: string;
  readonly by_staff: string;
  readonly type: string;
  readonly data: string;
  readonly prev: string;
  readonly hash: string;
}

export function writeAudit(transaction: Transaction, sm3: Sm3, event: AuditEvent): void {
  const last = get(transaction, sql<AuditRow>`SELECT * FROM audit ORDER BY seq DESC LIMIT 1`);
  const seq = (last?.seq ?? 0) + 1;
  const prev = last?.hash ?? firstPrev;
  const hash = hashEvent(sm3, seq, prev, event);
  run(
    transaction,
    sql`INSERT INTO audit (seq, writer, at, by_staff, type, data, prev, hash) VALUES (${seq}, ${event.writer}, ${event.at},
      ${event.by}, ${event.type}, ${canonical(event.data)}, ${prev}, ${hash})`,
  );
}

function hashEvent(sm3: Sm3, seq: number, prev: string, event: AuditEvent): string {
  return toHex(sm3(new TextEncoder().encode(canonical({ ...event, seq, prev }))));
}

/** Walks the chain; answers the sequence numbers that do not fit. */
export function verifyAudit(
  read: ReadHandle,
  sm3: Sm3,
): { readonly checked: number; readonly broken: readonly number[] } {
  const broken: number[] = [];
  let prev = firstPrev;
  let seq = 0;
  for (const row of iterate(read, sql<AuditRow>`SELECT * FROM audit ORDER BY seq`)) {
    seq += 1;
    const event = {
      writer: row.writer,
      at: row.at,
      by: row.by_staff,
      type: row.type as AuditType,
      data: readData(row.data),
    };
    if (row.seq !== seq || row.prev !== prev || hashEvent(sm3, row.seq, row.prev, event) !== row.hash)
      broken.push(row.seq);
    prev = row.hash;
    seq = row.seq;
  }
  return { checked: seq, broken };
}

/** Text that somebody changed into no JSON at all is one more thing that does not fit its hash, no reason to stop. */
function readData(text: string): JsonObject {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return {};
  }
}
