/**
 * PostgreSQL behind `database.ts`. Every transaction that writes is READ COMMITTED and says so, because a server may have another default: the
 * hub relies on row locks, not on snapshots. One file speaks to the driver, so that no statement goes round the tag.
 */
import { Pool, type PoolClient, type PoolConfig } from 'pg';
import type { Sql } from 'sql-template-tag';
import type { Random } from '#shared/kernel/ports.ts';
import { DatabaseGone, type Database, type Transaction } from './database.ts';
import { isAgain, nameGone } from './pg-errors.ts';
import { statementsOf, type Answer, type Send, type StatementOptions } from './pg-statements.ts';
import { hubTypes } from './pg-values.ts';

export interface DatabaseOptions extends StatementOptions {
  /** `postgres://…`, or the parts of one: a folder as host is that of a Unix socket. */
  readonly at: string | DatabasePlace;
  readonly random: Random;
  /** Connections; each is a process of the server. */
  readonly max?: number;
}

export interface DatabasePlace {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
  readonly database: string;
}

export interface HubDatabase extends Database {
  /** Rejects with `DatabaseGone` where nobody answers. */
  readonly ping: () => Promise<void>;
  /** As `transact`, for reading alone, and everything is read as it was at one moment. */
  readonly snapshot: <T>(work: (transaction: Transaction) => Promise<T>) => Promise<T>;
}

/** The server is older than what the hub is tested with. */
export class DatabaseTooOld extends Error {
  readonly found: string;
  constructor(found: string) {
    super(`PostgreSQL ${found} is older than ${String(oldestMajor)}`);
    this.found = found;
  }
}

const oldestMajor = 15;
const mostTries = 8;
const usual = 'BEGIN ISOLATION LEVEL READ COMMITTED';
const oneMoment = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
const timeouts = {
  connectionTimeoutMillis: 10_000,
  statement_timeout: 60_000,
  // The server's own limit comes first; this one is for a server that says nothing any more.
  query_timeout: 75_000,
  idle_in_transaction_session_timeout: 60_000,
} as const;

/** Opens once, so that a wrong address, password or version is told now: `DatabaseGone`, `DatabaseTooOld`, or the server's error. */
export async function openDatabase(options: DatabaseOptions): Promise<HubDatabase> {
  const pool = openPool(options);
  const statements = statementsOf(options);
  const database: HubDatabase = {
    transact: (work) => transact(pool, statements, options, work),
    snapshot: (work) => transact(pool, statements, options, work, oneMoment),
    ping: () => oneStatement(pool, statements, pingText).then(() => undefined),
    close: () => pool.end(),
  };
  try {
    await checkVersion(pool, statements);
    return database;
  } catch (error) {
    await pool.end();
    throw error;
  }
}

const pingText = 'SELECT 1';

function openPool({ at, log, max = 10 }: DatabaseOptions): Pool {
  const place: PoolConfig = typeof at === 'string' ? { connectionString: at } : { ...at };
  const pool = new Pool({
    ...place,
    ...timeouts,
    max,
    types: hubTypes,
    keepAlive: true,
    application_name: 'tongban-hub',
  });
  // A connection may break at any moment, in use or not. Whoever uses it is told by its statement; unheard, the event would end the hub.
  pool.on('error', (error) => {
    log.warn({ code: codeForLog(error) }, 'an idle connection to the database broke');
  });
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  return pool;
}

const codeForLog = (error: unknown): string => {
  const named = nameGone(error);
  return named instanceof DatabaseGone ? named.code : 'unknown';
};

async function checkVersion(pool: Pool, send: Send): Promise<void> {
  const { rows } = await oneStatement(
    pool,
    send,
    `SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS shown, version() AS full`,
  );
  const [row] = rows as { number: string; shown: string; full: string }[];
  if (row === undefined) throw new Error('the database does not tell its version');
  // CockroachDB speaks as PostgreSQL 13 whatever it can do.
  const isCounted = !row.full.startsWith('CockroachDB');
  if (isCounted && Number(row.number) < oldestMajor * 10_000) throw new DatabaseTooOld(row.shown);
}

async function oneStatement(pool: Pool, send: Send, text: string): Promise<Answer> {
  const client = await connect(pool);
  try {
    const answer = await send(client, text, []);
    client.release();
    return answer;
  } catch (error) {
    client.release(true);
    throw nameGone(error);
  }
}

const connect = (pool: Pool): Promise<PoolClient> =>
  pool.connect().catch((error: unknown) => {
    throw nameGone(error);
  });

async function transact<T>(
  pool: Pool,
  send: Send,
  { log, random }: DatabaseOptions,
  work: (transaction: Transaction) => Promise<T>,
  beginning = usual,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(pool, send, work, beginning);
    } catch (error) {
      if (!isAgain(error)) throw nameGone(error);
      if (tries === mostTries) throw new DatabaseGone('40001', error);
      log.info({ tries }, 'transaction begun anew');
      await pause(tries, random);
    }
  }
}

/** Full jitter: two transactions that met once must not meet again. */
function pause(tries: number, random: Random): Promise<void> {
  const share = (random.bytes(1)[0] ?? 0) / 256;
  const ms = share * Math.min(500, 10 * 2 ** tries);
  return new Promise((done) => setTimeout(done, ms));
}

/**
 * A connection with an open transaction. Idle connections may have broken since their last use, without our having heard of it: nothing
 * was asked on them yet, so another is tried, at most as many as the pool can hold and one that is new.
 */
async function begin(pool: Pool, send: Send, beginning: string): Promise<PoolClient> {
  for (let left = pool.options.max; ; left -= 1) {
    const client = await connect(pool);
    try {
      await send(client, beginning, []);
      return client;
    } catch (error) {
      client.release(true);
      if (left === 0) throw error;
    }
  }
}

async function attempt<T>(
  pool: Pool,
  send: Send,
  work: (transaction: Transaction) => Promise<T>,
  beginning: string,
): Promise<T> {
  const client = await begin(pool, send, beginning);
  // The first error of a statement. What `work` made of it, another error or an answer, cannot bring an aborted transaction back.
  let failed: { readonly error: unknown } | undefined;
  const ask = async (query: Sql): Promise<Answer> => {
    try {
      return await send(client, query.text, query.values);
    } catch (error) {
      failed ??= { error };
      throw error;
    }
  };
  let isClean = false;
  try {
    const value = await work(transactionOf(ask)).catch((error: unknown) => {
      throw failed === undefined || !isDecisive(failed.error) ? error : failed.error;
    });
    if (failed !== undefined) throw failed.error;
    // Of a transaction that failed the server answers ROLLBACK, without an error.
    const { command } = await send(client, 'COMMIT', []);
    if (command !== 'COMMIT') throw new Error(`the database answered ${command} to COMMIT`);
    isClean = true;
    return value;
  } catch (error) {
    isClean = await rollBack(client, send, error);
    throw error;
  } finally {
    client.release(!isClean);
  }
}

const isDecisive = (error: unknown): boolean => isAgain(error) || nameGone(error) instanceof DatabaseGone;

/** True: the connection is as new. */
async function rollBack(client: PoolClient, send: Send, error: unknown): Promise<boolean> {
  if (nameGone(error) instanceof DatabaseGone) return false;
  try {
    await send(client, 'ROLLBACK', []);
    return true;
  } catch {
    // The connection is closed instead, by which the server rolls back.
    return false;
  }
}

const transactionOf = (ask: (query: Sql) => Promise<Answer>): Transaction => ({
  all: async <R>(query: Sql) => (await ask(query)).rows as R[],
  get: async <R>(query: Sql) => (await ask(query)).rows[0] as R | undefined,
  run: async (query) => (await ask(query)).rowCount ?? 0,
});
