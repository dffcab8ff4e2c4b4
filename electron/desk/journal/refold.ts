/** Making a stream's projections anew after its entries changed places: what the hub ordered, refused or took away. */
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import { fold, type FindKind } from '#shared/kinds/mechanism/fold.ts';
import { project, type Rows } from '#shared/kinds/mechanism/project.ts';
import { get, run, sql, type Transaction } from '../store/handles.ts';
import { wantContents } from './contents.ts';
import { loadEntries } from './entries.ts';
import { eraseFile } from './erase.ts';
import { live } from './projection-tables.ts';
import { dropProjection, putProjection } from './projections.ts';

export interface Refolding {
  readonly findKind: FindKind;
}

/** Folds the stream from its first entry and replaces all its rows; without entries that count, there are none. */
export function refold(core: Refolding, transaction: Transaction, stream: string): void {
  const last = get(
    transaction,
    sql<{ seq: number; kind: string }>`SELECT seq, kind FROM entry WHERE stream = ${stream} ORDER BY seq DESC LIMIT 1`,
  );
  const kind = last && core.findKind(last.kind);
  const state = fold(core.findKind, loadEntries(transaction, stream));
  const rows = kind && state && project(kind, state);
  run(transaction, sql`DELETE FROM live_state WHERE stream = ${stream}`);
  if (last === undefined || kind === undefined || state === undefined || rows === undefined || !isShown(kind, rows)) {
    dropProjection(transaction, stream);
    return;
  }
  putProjection(transaction, kind, state, last.seq, false, live, rows);
  if (rows.files.length > 0) wantContents(transaction, stream);
  eraseFile(transaction, state, false);
}

const isShown = (kind: Kind, rows: Rows): boolean =>
  kind.form === 'registry' || rows.case !== undefined || rows.party !== undefined || rows.memo !== undefined;
