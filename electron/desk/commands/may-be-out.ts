import { join } from 'sql-template-tag';
import { get, sql, type ReadHandle, type Transaction } from '../store/handles.ts';

/** Whether one of these papers was sent to a printer: it may be in somebody's hands until a person says what became of it (没出来). */
export const mayBeOut = (handle: ReadHandle | Transaction, stream: string, papers: readonly string[]): boolean =>
  papers.length > 0 &&
  get(
    handle,
    sql<{ one: number }>`SELECT 1 AS one FROM print_job WHERE stream = ${stream} AND paper IN (${join([...papers])})
      AND (state IN ('sent', 'printed', 'unknown') OR done > 0) LIMIT 1`,
  ) !== undefined;
