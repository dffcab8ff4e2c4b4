/** What stands behind a handle. Used only by the store's own files; nobody else can reach a connection through a handle. */
import type { Sql } from 'sql-template-tag';
import type { DriverConnection, Statement } from './driver.ts';
import { failureOf, StoreFailure } from './failures.ts';

/** Where slow statements are told. The fields never hold values, only the SQL with its blanks. Fits a pino logger. */
export interface StoreLog {
  warn(fields: Readonly<Record<string, string | number>>, message: string): void;
}

export interface Connection {
  /** Replaced when the store is reopened, so handles stay good. */
  database: DriverConnection;
  readonly statements: Map<string, Statement>;
  readonly log: StoreLog;
  /** Milliseconds on a clock that only runs forward; measures, never dates anything. */
  readonly elapsed: () => number;
  /** Set by the first failure after which the file must be read again. */
  broken: StoreFailure | undefined;
  /** Told once when this connection breaks: all handles of a store break together. */
  onBroken: (failure: StoreFailure) => void;
}

export const link = Symbol('connection');

export function connectionOn(database: DriverConnection, log: StoreLog, elapsed: () => number): Connection {
  return { database, statements: new Map(), log, elapsed, broken: undefined, onBroken: () => undefined };
}

/** Throws when the store broke before: what its cache says may not be what the file says. */
export function assertUsable(connection: Connection): void {
  if (connection.broken) throw connection.broken;
}

/** Turns an error of the driver into what must be thrown, and marks the store broken where the failure says so. */
export function noted(connection: Connection, error: unknown): unknown {
  const failure = failureOf(error);
  if (!failure) return error;
  if (failure.isBreaking && !connection.broken) {
    connection.broken = failure;
    connection.onBroken(failure);
  }
  return failure;
}

/**
 * The prepared statement for a text, kept for the next call. A statement whose rows are still being walked cannot run
 * a second time, so that one call gets its own.
 */
export function prepared(connection: Connection, query: Sql): Statement {
  const kept = connection.statements.get(query.sql);
  if (kept && !kept.busy) return kept;
  const statement = connection.database.prepare(query.sql);
  if (!kept) connection.statements.set(query.sql, statement);
  return statement;
}
