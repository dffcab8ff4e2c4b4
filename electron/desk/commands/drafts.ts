/** Drafts (未完成): what was typed and not yet submitted, in the encrypted file, each person's own. */
import { z } from 'zod';
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { all, get, run, sql, transact } from '../store/handles.ts';

export interface DraftInput {
  readonly id: string;
  readonly kind: string;
  readonly type: string;
  readonly stream: string | null;
  readonly data: JsonObject;
}

/** Keeps the newest text of a form. A draft of an act that was already submitted is not kept: its answer is stored. */
export function keepDraft(core: DeskCore, viewer: Viewer, input: DraftInput): Result<Record<string, never>> {
  const at = new Date(core.ports.clock.now()).toISOString();
  return transact(core.store.write, (transaction): Result<Record<string, never>> => {
    if (get(transaction, sql`SELECT 1 FROM act WHERE id = ${input.id}`)) return ok({});
    const owner = get(transaction, sql<{ by_staff: string }>`SELECT by_staff FROM draft WHERE id = ${input.id}`);
    if (owner !== undefined && owner.by_staff !== viewer.staff) return refuse('permission.missing');
    run(
      transaction,
      sql`INSERT INTO draft (id, by_staff, kind, stream, type, data, changed_at) VALUES (${input.id}, ${viewer.staff},
        ${input.kind}, ${input.stream}, ${input.type}, ${JSON.stringify(input.data)}, ${at})
        ON CONFLICT (id) DO UPDATE SET data = excluded.data, changed_at = excluded.changed_at`,
    );
    return ok({});
  });
}

export function dropDraft(core: DeskCore, viewer: Viewer, id: string): Result<Record<string, never>> {
  transact(core.store.write, (transaction) =>
    run(transaction, sql`DELETE FROM draft WHERE id = ${id} AND by_staff = ${viewer.staff}`),
  );
  return ok({});
}

const dataSchema = z.record(z.string(), z.json());

export function listDrafts(core: DeskCore, viewer: Viewer) {
  const rows = all(
    core.store.read,
    sql<{ id: string; kind: string; type: string; stream: string | null; data: string; changed_at: string }>`
      SELECT id, kind, type, stream, data, changed_at FROM draft WHERE by_staff = ${viewer.staff}
      ORDER BY changed_at DESC LIMIT 100`,
  );
  return rows.map(({ changed_at: changedAt, data, ...row }) => ({
    ...row,
    changedAt,
    data: dataSchema.parse(JSON.parse(data)),
  }));
}
