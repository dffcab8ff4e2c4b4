/** What the hub did not take: written again as a new act, or looked at and left. Nothing that was refused disappears. */
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { writeAudit } from '../journal/audit.ts';
import { dataOf, findRefused } from '../queries/link.ts';
import { get, run, sql, transact, type ReadHandle, type Transaction } from '../store/handles.ts';
import { beginCase, stepCase } from './case.ts';

/** As it stands, under `act`; a stream of which nothing is left is begun anew. */
export function repeatRefused(
  core: DeskCore,
  viewer: Viewer,
  { act, refused }: { readonly act: string; readonly refused: string },
): Result<{ readonly stream: string }> {
  const row = findRefused(core.store.read, core, viewer, refused);
  if (row === undefined) return repeatedBy(core.store.read, act, refused);
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

/** The same act again, because its answer was lost: it was done. */
function repeatedBy(read: ReadHandle, act: string, refused: string): Result<{ readonly stream: string }> {
  const done = get(
    read,
    sql<{ stream: string }>`SELECT n.stream FROM entry o JOIN entry n ON n.act = o.settled
      WHERE o.act = ${refused} AND o.refused IS NOT NULL AND o.settled = ${act} ORDER BY n.seq LIMIT 1`,
  );
  return done === undefined ? refuse('link.notRefused') : ok({ stream: done.stream });
}

export function settleRefused(
  core: DeskCore,
  viewer: Viewer,
  { refused, reason }: { readonly refused: string; readonly reason: string },
): Result<Record<string, never>> {
  return transact(core.store.write, (transaction): Result<Record<string, never>> => {
    if (findRefused(transaction, core, viewer, refused) === undefined) return refuse('link.notRefused');
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

const settle = (transaction: Transaction, act: string, how: string) =>
  run(transaction, sql`UPDATE entry SET settled = ${how} WHERE act = ${act} AND refused IS NOT NULL`);
