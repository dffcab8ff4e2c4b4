/** Heads of this desk's chain on papers it prints, so that a paper in a drawer is a witness; and back, for `verify`. */
import { deskHeadText, type DeskHead } from '#shared/journal/desk-head.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { headText } from '#shared/sync/hub-chain.ts';
import { get, sql, type ReadHandle } from '../store/handles.ts';
import { hubHeadSetting, readSetting } from '../sync/link-state.ts';
import type { Witness } from './verify-report.ts';

export interface HeadsOnPaper {
  readonly desk: string;
  /** Of the township's hub, as far as this desk has seen it; absent for a desk alone. */
  readonly hub?: string;
}

export function headsForPaper(read: ReadHandle): HeadsOnPaper {
  const row = get(
    read,
    sql<DeskHead>`SELECT code, last_seq AS seq, last_hash AS hash FROM writer WHERE is_current = 1`,
  );
  if (row === undefined) throw new Error('bug: a desk without its writer');
  const hub = readSetting(read, hubHeadSetting);
  return { desk: deskHeadText(row), ...(hub.n === 0 ? {} : { hub: headText(hub) }) };
}

/** Of lives with one code the one that came so far, the newest first. Refusal: verify.otherDesk (no life of this desk has that code). */
export function witnessesOnPaper(read: ReadHandle, heads: readonly DeskHead[]): Result<Witness[]> {
  const witnesses: Witness[] = [];
  for (const head of heads) {
    const { code, seq, hash } = head;
    const writer = get(
      read,
      sql<{ id: string }>`SELECT id FROM writer WHERE code = ${code} ORDER BY last_seq >= ${seq} DESC, id DESC LIMIT 1`,
    );
    if (writer === undefined) return refuse('verify.otherDesk', { head: deskHeadText(head) });
    witnesses.push({ writer: writer.id, seq, hash });
  }
  return ok(witnesses);
}
