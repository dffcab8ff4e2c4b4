/**
 * The only way to the hub's tables. SQL comes only through the `sql` tag (every value is bound); a transaction is a function that may
 * run again: on SQLSTATE 40001 (serialisation) and 40P01 (deadlock) it is rolled back and begun anew, which is what Citus, YugabyteDB and
 * CockroachDB ask of their clients. No sequences, advisory locks or LISTEN/NOTIFY anywhere (docs/databases.md).
 */
import sqlTemplate, { type Sql } from 'sql-template-tag';

/** What is bound: bytes go as bytea, arrays as arrays. int8 comes back as a number; all of ours are far below 2^53. */
export type SqlValue =
  | null
  | number
  | string
  | boolean
  | Uint8Array
  | readonly (number | string | boolean | null | Uint8Array)[];

declare const rowShape: unique symbol;
/** SQL with its values, and the shape of the rows it gives. */
export type Query<R = Record<string, unknown>> = Sql & { readonly [rowShape]?: R };

/** The tag: sql<{ id: string }>`SELECT id FROM entry WHERE rev > ${3}`. Blanks hold values or other `sql` pieces. */
export function sql<R = Record<string, unknown>>(
  strings: TemplateStringsArray,
  ...values: readonly (SqlValue | Sql)[]
): Query<R> {
  return sqlTemplate(strings, ...values);
}

/** Inside one transaction. */
export interface Transaction {
  readonly all: <R>(query: Query<R>) => Promise<R[]>;
  /** The first row, or undefined. */
  readonly get: <R>(query: Query<R>) => Promise<R | undefined>;
  /** How many rows it changed. */
  readonly run: (query: Sql) => Promise<number>;
}

export interface Database {
  /** Runs `work` in one transaction, again from its start where the database asks for it; whatever it throws rolls back. */
  readonly transact: <T>(work: (transaction: Transaction) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** The database went away, is full or does not answer: nothing is known to be stored; the desk tries again later. */
export class DatabaseGone extends Error {
  /** SQLSTATE or the code of the socket. */
  readonly code: string;
  constructor(code: string, cause: unknown) {
    super(`the database does not answer (${code})`, { cause });
    this.code = code;
  }
}
