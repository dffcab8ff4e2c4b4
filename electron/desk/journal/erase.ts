/**
 * 销毁 on this disk: of a case whose fold says that it was destroyed, salt and body of every entry before are taken out of the journal, and
 * contents of attachments that nothing else names leave the disk. Headers, hashes and the entry that says it stay, so that every chain
 * verifies as before. Doing it again changes nothing: whatever a crash cut off is done when it is asked the next time.
 *
 * Linked to a hub it waits until the hub has ordered `fileDestroyed`: what another desk wrote of the case before may make it void.
 */
import { z } from 'zod';
import { bodyFromBytes } from '#shared/journal/entry.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import { readSetting, writeSetting, type SettingSpec } from '../settings.ts';
import { all, get, run, sql, type ReadHandle, type Transaction } from '../store/handles.ts';
import { overwriting } from '../store/overwrite.ts';

/** Contents that no case here names any more, by the transaction that let go of the last; till their files are gone. */
export const contentsToErase: SettingSpec<string[]> = {
  key: 'contentsToErase',
  schema: z.array(z.string()),
  usual: [],
};

/** `state` is the stream's as its projection has it. Answers whether anything was erased. */
export function eraseFile(transaction: Transaction, state: StreamState, isAlone: boolean): boolean {
  const { stream, destroyed } = state;
  if (destroyed === undefined || !(isAlone || isOrdered(transaction, destroyed.entry))) return false;
  const before = entriesBefore(state, destroyed.entry);
  const blobs = namedIn(transaction, stream, before);
  const erased = overwriting(transaction, () => eraseRows(transaction, stream, before));
  letGo(transaction, blobs);
  return erased > 0;
}

function eraseRows(transaction: Transaction, stream: string, entries: readonly string[]): number {
  // Forms half typed and prints still waiting are of the case too.
  run(transaction, sql`DELETE FROM draft WHERE stream = ${stream}`);
  run(transaction, sql`DELETE FROM print_job WHERE stream = ${stream}`);
  return run(
    transaction,
    sql`UPDATE entry SET salt = NULL, body = NULL WHERE stream = ${stream} AND body IS NOT NULL
      AND id IN (SELECT value FROM json_each(${JSON.stringify(entries)}))`,
  ).changes;
}

const isOrdered = (transaction: Transaction, entry: string): boolean =>
  get(transaction, sql<{ id: string }>`SELECT id FROM entry WHERE id = ${entry} AND rev IS NOT NULL`) !== undefined;

function entriesBefore({ history }: StreamState, entry: string): readonly string[] {
  const at = history.findIndex((line) => line.entry === entry);
  return history.slice(0, Math.max(at, 0)).map((line) => line.entry);
}

interface Body {
  readonly body: Uint8Array;
}

function namedIn(transaction: Transaction, stream: string, entries: readonly string[]): ReadonlySet<string> {
  const rows = all(
    transaction,
    sql<Body>`SELECT body FROM entry WHERE stream = ${stream} AND type = 'attached' AND body IS NOT NULL
      AND id IN (SELECT value FROM json_each(${JSON.stringify(entries)}))`,
  );
  return new Set(rows.flatMap(({ body }) => blobOf(body) ?? []));
}

function blobOf(body: Uint8Array): string | undefined {
  try {
    const { blob } = bodyFromBytes(body).data;
    return typeof blob === 'string' ? blob : undefined;
  } catch {
    return undefined;
  }
}

/** Those that another stream names stay as they are. */
function letGo(transaction: Transaction, blobs: ReadonlySet<string>): void {
  const free = [...blobs].filter((blob) => !isNamed(transaction, blob));
  if (free.length === 0) return;
  const list = JSON.stringify(free);
  run(transaction, sql`DELETE FROM blob_link WHERE blob IN (SELECT value FROM json_each(${list}))`);
  run(transaction, sql`DELETE FROM blob_part WHERE blob IN (SELECT value FROM json_each(${list}))`);
  const waiting = new Set([...readSetting(transaction, contentsToErase), ...free]);
  writeSetting(transaction, contentsToErase, [...waiting].sort());
}

/**
 * By the lists of this desk; of streams that these cannot tell (of a newer program, or not folded yet since they came in) by their entries.
 */
export function isNamed(handle: ReadHandle | Transaction, blob: string): boolean {
  const listed = get(handle, sql<{ one: number }>`SELECT 1 AS one FROM live_file WHERE blob = ${blob} LIMIT 1`);
  if (listed !== undefined) return true;
  const unlisted = get(
    handle,
    sql<{ one: number }>`SELECT 1 AS one FROM entry e WHERE e.type = 'attached' AND e.body IS NOT NULL
      AND instr(CAST(e.body AS TEXT), ${blob}) > 0 AND e.stream IN
      (SELECT stream FROM live_case WHERE needs_upgrade = 1 UNION SELECT stream FROM stale_stream) LIMIT 1`,
  );
  return unlisted !== undefined;
}
