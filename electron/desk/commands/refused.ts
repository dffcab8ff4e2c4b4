/** What the hub did not take: written again as a new act, or looked at and left. Nothing that was refused disappears. */
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { DeskCore, Viewer } from '../core.ts';
import type { EntryRow } from '../journal/entries.ts';
import { writeAudit } from '../journal/audit.ts';
import { dataOf } from '../queries/link.ts';
import { all, run, sql, transact, type ReadHandle, type Transaction } from '../store/handles.ts';
import { beginCase, stepCase } from './case.ts';

/** As it stands, under `act`; a stream of which nothing is left is begun anew. */
export function repeatRefused(
  core: DeskCore,
  viewer: Viewer,
  { act, refused }: { readonly act: string; readonly refused: string },
): Result<{ readonly stream: string }> {
  const row = firstOf(core.store.read, refused);
  if (row === undefined) return refuse('link.notRefused');
  const data = dataOf(row) as Parameters<typeof beginCase>[2]['data'];
  const begins = core.findKind(row.kind)?.rulesets[row.rules]?.steps[row.type]?.from.length === 0;
  const written = begins
    ? beginCase(core, viewer, { act, kind: row.kind, type: row.type, data })
    : stepCase(core, viewer, { act, stream: row.stream, type: row.type, data });
  if (!written.ok) return written;
  transact(core.store.write, (transaction) => {
    settle(transaction, refused, act);
  });
  return ok({ stream: written.value.stream });
}

export function settleRefused(
  core: DeskCore,
  viewer: Viewer,
  { refused, reason }: { readonly refused: string; readonly reason: string },
): Result<Record<string, never>> {
  return transact(core.store.write, (transaction): Result<Record<string, never>> => {
    if (firstOf(transaction, refused) === undefined) return refuse('link.notRefused');
    settle(transaction, refused, reason);
    writeAudit(transaction, core.ports.sm3, {
      writer: core.writer.id,
      at: new Date(core.ports.clock.now()).toISOString(),
      by: viewer.staff,
      type: 'settings',
      data: { what: 'refusedSettled', act: refused },
    });
    return ok({});
  });
}

function firstOf(handle: ReadHandle | Transaction, act: string): EntryRow | undefined {
  const rows = all(
    handle,
    sql<EntryRow>`SELECT * FROM entry WHERE refused IS NOT NULL AND settled IS NULL AND act = ${act} ORDER BY seq`,
  );
  return rows.find(({ refused }) => refused !== 'act') ?? rows[0];
}

const settle = (transaction: Transaction, act: string, how: string) =>
  run(transaction, sql`UPDATE entry SET settled = ${how} WHERE act = ${act} AND refused IS NOT NULL`);
