/** What PostgreSQL, and what stands in for it, means by an error: begin the transaction anew, the database is gone, or it is a bug of ours. */
import { codeOf } from '../refusal.ts';
import { DatabaseGone } from './database.ts';

/** Serialisation failure, deadlock: nothing was done; the same transaction may do now. */
const again = new Set(['40001', '40P01']);

/**
 * Classes of SQLSTATE (first two characters): 08 connection, 53 out of disk, memory or connections, 57 stopped by the operator, 58 the
 * system failed it.
 */
const goneClasses = new Set(['08', '53', '57', '58']);
const goneCodes = new Set([
  // What became of a COMMIT is not known (CockroachDB, YugabyteDB).
  '40003',
  // A former primary, or a stand-by: it takes nothing.
  '25006',
  // We were silent too long in a transaction, and the server ended the connection.
  '25P03',
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);

export const isAgain = (error: unknown): boolean => again.has(codeOf(error) ?? '');

/** Sentences of the driver, which gives these failures no code. */
const driverGone =
  /^(Connection terminated|Query read timeout|timeout (exceeded|expired)|Client (was closed|has encountered a connection error)|The server does not support SSL)/i;

/** The code under which the database is gone, or undefined where the error says something else. */
export function goneCode(error: unknown): string | undefined {
  const code = codeOf(error);
  if (code !== undefined) return goneCodes.has(code) || goneClasses.has(code.slice(0, 2)) ? code : undefined;
  return error instanceof Error && driverGone.test(error.message) ? 'connection' : undefined;
}

/** `DatabaseGone` where that is what it means; else the error as it was. */
export function nameGone(error: unknown): unknown {
  const code = goneCode(error);
  return code === undefined ? error : new DatabaseGone(code, error);
}
