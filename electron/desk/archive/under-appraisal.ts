/** Which files stand in an appraisal that is not over: stream → its number. A file is appraised once at a time. */
import { appraisalValueSchema } from '#shared/kinds/appraisal/index.ts';
import { all, sql, type ReadHandle, type Transaction } from '../store/handles.ts';

export function appraisedNow(handle: ReadHandle | Transaction): ReadonlyMap<string, string> {
  const open = all(
    handle,
    sql<{ value: string }>`SELECT value FROM live_record WHERE kind = 'appraisal'
      AND json_extract(value, '$.status') IN ('opened', 'judged', 'approved')`,
  );
  return new Map(
    open.flatMap(({ value }) => {
      const { number, rows } = appraisalValueSchema.parse(JSON.parse(value));
      return rows.map(({ stream }) => [stream, number] as const);
    }),
  );
}
