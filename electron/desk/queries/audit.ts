import { z } from 'zod';
import { auditTypes } from '#shared/contract/audit-types.ts';
import { all, sql, type ReadHandle } from '../store/handles.ts';
import { staffNames } from './names.ts';

const rowSchema = z.object({
  seq: z.int(),
  at: z.string(),
  by_staff: z.string(),
  type: z.enum(auditTypes),
  data: z.string(),
});
const dataSchema = z.record(z.string(), z.json());

/** Newest first, before a sequence number. */
export function listAudit(read: ReadHandle, before: number | undefined, limit: number) {
  const nameOf = staffNames(read);
  const rows = all(
    read,
    sql`SELECT seq, at, by_staff, type, data FROM audit WHERE seq < ${before ?? Number.MAX_SAFE_INTEGER}
      ORDER BY seq DESC LIMIT ${limit}`,
  );
  return rows.map((row) => {
    const { seq, at, by_staff: by, type, data } = rowSchema.parse(row);
    return { seq, at, by, byName: nameOf(by), type, data: dataSchema.parse(JSON.parse(data)) };
  });
}
