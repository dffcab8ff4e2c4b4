/**
 * The only way to the tables.
 *
 * A `ReadHandle` reads, a `WriteHandle` can do one thing: open a transaction. Statements that write take the `Transaction`
 * that `transact` passes in, so code that forgets the transaction does not compile. SQL comes only through the `sql` tag:
 * every value is bound, none is ever joined into the text.
 */
import sqlTemplate from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { assertUsable, link, noted, prepared, type Connection } from './connection.ts';
import type { Statement } from './driver.ts';

/** What SQLite stores: NULL, INTEGER, REAL, TEXT, BLOB. Blobs come back as Uint8Array (Node's Buffer). */
export type SqlValue = null | number | bigint | string | Uint8Array;

/** A row whose shape the statement did not name. */
export type Row = Readonly<Record<string, SqlValue>>;

declare const rowShape: unique symbol;

/** SQL with its values, and the shape of the rows it gives. */
export type Query<R = Row> = Sql & { readonly [rowShape]?: R };

/** Reads committed data. Its connection is read-only, so SQL that writes fails whatever its text. */
export interface ReadHandle {
  readonly kind: 'read';
  readonly [link]: Connection;
}

/** May open a transaction, nothing else. */
export interface WriteHandle {
  readonly kind: 'write';
  readonly [link]: Connection;
}

/** Reads and writes inside one transaction; worthless after it. */
export interface Transaction {
  readonly kind: 'transaction';
  readonly [link]: Connection;
}

/** Statements slower than this are logged with their text. */
export const slowAfterMilliseconds = 40;

/** The tag for SQL: sql<{ id: string }>`SELECT id FROM thing WHERE size > ${3}`. Blanks hold values or other `sql` pieces. */
export function sql<R = Row>(strings: TemplateStringsArray, ...values: readonly (SqlValue | Sql)[]): Query<R> {
  return sqlTemplate(strings, ...values);
}

/** A whole number as a piece of SQL, for the few places SQLite binds no value (PRAGMA). A number cannot carry anybody's text. */
export const sqlInteger = (value: number): Sql => sqlTemplate([String(Math.trunc(value))]);

/** All rows. For what may be long use `iterate`. */
export function all<R>(handle: ReadHandle | Transaction, query: Query<R>): R[] {
  return perform(handle, query, (statement) => statement.all(...query.values) as R[]);
}

/** The first row, or undefined where there is none. */
export function get<R>(handle: ReadHandle | Transaction, query: Query<R>): R | undefined {
  return perform(handle, query, (statement) => statement.get(...query.values) as R | undefined);
}

/** Runs a statement that writes; answers how many rows it changed. */
export function run(handle: Transaction, query: Sql): { readonly changes: number } {
  const { changes } = perform(handle, query, (statement) => statement.run(...query.values));
  return { changes };
}

/**
 * Rows one by one, for walks in proportion to the file. While a walk inside a transaction is open, that transaction cannot write.
 * The time logged is what SQLite took, not what the caller did between rows.
 */
export function* iterate<R>(handle: ReadHandle | Transaction, query: Query<R>): Generator<R, void, undefined> {
  const rows = perform(handle, query, (statement) => statement.iterate(...query.values)) as IterableIterator<R>;
  const connection = handle[link];
  let taken = 0;
  try {
    for (;;) {
      const start = connection.elapsed();
      const next = stepped(connection, rows);
      taken += connection.elapsed() - start;
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    rows.return?.();
    report(connection, query.sql, taken);
  }
}

function stepped<R>(connection: Connection, rows: IterableIterator<R>): IteratorResult<R, unknown> {
  try {
    return rows.next();
  } catch (error) {
    throw noted(connection, error);
  }
}

/** No argument for a function that answers at once; for one that answers a Promise an argument nobody can give. */
type Synchronous<T> = [Extract<T, PromiseLike<unknown>>] extends [never]
  ? []
  : [never: 'a transaction cannot wait for a Promise'];

/**
 * One act, one transaction: BEGIN IMMEDIATE, the function, COMMIT. Whatever the function throws rolls everything back and is
 * thrown on. A function that answers a Promise does not compile: its writes would fall outside. A transaction inside a
 * transaction is a bug and throws.
 */
export function transact<T>(write: WriteHandle, work: (transaction: Transaction) => T, ..._proof: Synchronous<T>): T {
  const connection = write[link];
  assertUsable(connection);
  if (connection.database.inTransaction) throw new Error('bug: a transaction inside a transaction');
  const start = connection.elapsed();
  control(connection, 'BEGIN IMMEDIATE');
  const transaction: Transaction = { kind: 'transaction', [link]: connection };
  open.add(transaction);
  try {
    const value = work(transaction);
    assertAnswered(connection, value);
    control(connection, 'COMMIT');
    return value;
  } catch (error) {
    rollBack(connection);
    throw error;
  } finally {
    open.delete(transaction);
    report(connection, `BEGIN IMMEDIATE … COMMIT ${work.name}`.trimEnd(), connection.elapsed() - start);
  }
}

/** Transactions that have not ended. One that escaped its function is refused. */
const open = new WeakSet<Transaction>();

function assertAnswered(connection: Connection, value: unknown): void {
  if (!connection.database.inTransaction) throw new Error('bug: the transaction was ended from inside');
  if (typeof value === 'object' && value !== null && 'then' in value)
    throw new Error('bug: a transaction cannot wait for a Promise');
}

function control(connection: Connection, text: 'BEGIN IMMEDIATE' | 'COMMIT'): void {
  try {
    connection.database.exec(text);
  } catch (error) {
    throw noted(connection, error);
  }
}

/** SQLite rolls back by itself after some disk errors; a rollback that fails too leaves the store broken, which it then already is. */
function rollBack(connection: Connection): void {
  if (!connection.database.inTransaction) return;
  try {
    connection.database.exec('ROLLBACK');
  } catch (error) {
    noted(connection, error);
  }
}

function perform<T>(handle: ReadHandle | Transaction, query: Sql, work: (statement: Statement) => T): T {
  const connection = handle[link];
  assertUsable(connection);
  if (handle.kind === 'transaction' && !open.has(handle)) throw new Error('bug: this transaction has ended');
  const text = query.sql;
  const start = connection.elapsed();
  try {
    const statement = prepared(connection, query);
    if (handle.kind === 'read' && !statement.readonly) throw new Error(`bug: a read handle was given ${nameOf(text)}`);
    return work(statement);
  } catch (error) {
    throw noted(connection, error);
  } finally {
    report(connection, text, connection.elapsed() - start);
  }
}

function report(connection: Connection, text: string, milliseconds: number): void {
  if (milliseconds <= slowAfterMilliseconds) return;
  connection.log.warn(
    { call: nameOf(text), sql: text.replace(/\s+/gu, ' ').trim(), milliseconds: Math.round(milliseconds) },
    'slow SQL',
  );
}

/** What a call is called in the log: its verb and the first table, such as `select entry`. */
function nameOf(text: string): string {
  const verb = /^\s*(\w+)/u.exec(text)?.[1] ?? 'statement';
  const table = /\b(?:from|into|update|table)\s+(?:if\s+not\s+exists\s+)?"?(\w+)/iu.exec(text)?.[1];
  return table === undefined ? verb.toLowerCase() : `${verb.toLowerCase()} ${table}`;
}
