/**
 * Whole copies of the data file. `VACUUM INTO` keeps the encryption and the key; the driver's online backup refuses encrypted
 * files. SQLite does not sync such a copy, so we do, and it gets its name only when it is whole.
 */
import { renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { link } from './connection.ts';
import { syncFile, syncFolder } from './durable.ts';
import type { DriverConnection } from './driver.ts';
import { failureOf } from './failures.ts';
import type { ReadHandle } from './handles.ts';

/** Writes an encrypted copy of what is committed now to `file`, replacing an older copy only once the new one is whole and on the disk. */
export const copyInto = (read: ReadHandle, file: string): Result<void> => copyConnection(read[link].database, file);

export function copyConnection(database: DriverConnection, file: string): Result<void> {
  const part = `${file}.part`;
  try {
    rmSync(part, { force: true });
    database.prepare('VACUUM INTO ?').run(part);
    syncFile(part);
    renameSync(part, file);
    syncFolder(dirname(file));
    return ok(undefined);
  } catch (error) {
    rmSync(part, { force: true });
    const failure = failureOf(error);
    if (!failure) throw error;
    return { ok: false, refusal: failure.refusal };
  }
}

const statements = { integrity_check: 'integrity_check(1)', quick_check: 'quick_check(1)' } as const;

/**
 * Reads every page in use and checks its authentication tag and the structure above it. In proportion to the file: for copies
 * and for `verify`, never for opening. `quick_check` leaves out looking up each row in each index, which jumps about in the whole file:
 * enough where SQLite has just written the copy from end to end.
 */
export function checkPages(read: ReadHandle, check: keyof typeof statements = 'integrity_check'): Result<void> {
  try {
    const found = String(read[link].database.pragma(statements[check], { simple: true }));
    return found === 'ok' ? ok(undefined) : refuse('store.damaged', { cause: check });
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    return { ok: false, refusal: failure.refusal };
  }
}
