/**
 * One program for one data directory. `desk.lock` is a second SQLite file on which BEGIN EXCLUSIVE is held for the life of the
 * process: the operating system frees it when the process ends, killed or not, so no stale lock ever has to be guessed about.
 * The data file itself is not locked that way, because our own read-only worker must get in.
 */
import { join } from 'node:path';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { Driver, DriverConnection } from './driver.ts';
import { errorCode, failureOf } from './failures.ts';

export const lockName = 'desk.lock';

export interface Lock {
  readonly release: () => void;
}

/** Keeps held locks reachable: a collected connection would be closed, and the lock with it. */
const held = new Set<DriverConnection>();

/** Takes the lock of a data directory, at once or not at all: `store.inUse` when another program (or this one) has it. */
export function takeLock(driver: Driver, dir: string): Result<Lock> {
  let connection: DriverConnection | undefined;
  try {
    connection = new driver(join(dir, lockName), { timeout: 0 });
    connection.exec('BEGIN EXCLUSIVE');
    held.add(connection);
    return ok(lockOn(connection));
  } catch (error) {
    connection?.close();
    if (errorCode(error)?.startsWith('SQLITE_BUSY') === true) return refuse('store.inUse');
    const failure = failureOf(error);
    if (!failure) throw error;
    return { ok: false, refusal: failure.refusal };
  }
}

const lockOn = (connection: DriverConnection): Lock => ({
  release: () => {
    held.delete(connection);
    connection.close();
  },
});
