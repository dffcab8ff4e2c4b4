/** The second place: whether it can take a backup, and what its failures mean to a person. */
import { realpathSync, statSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { RefusalCode } from '#shared/kernel/refusals.ts';
import { refuse, type Refusal, type Result } from '#shared/kernel/result.ts';
import { errorCode, failureOf } from '../store/failures.ts';

/** Undefined where a backup may be tried. Refusals: backup.noFolder, backup.notAFolder, backup.folderMissing, backup.insideData. */
export function refusePlace(place: string, dir: string): Result<never> | undefined {
  if (place === '') return refuse('backup.noFolder');
  if (isFile(place)) return refuse('backup.notAFolder');
  if (!isThere(place)) return refuse('backup.folderMissing');
  const inside = relative(realpathSync.native(dir), realpathSync.native(place));
  const isInside =
    inside === '' || !(inside === '..' || inside.startsWith(`..${sep}`) || /^[A-Za-z]:|^[\\/]/u.test(inside));
  return isInside ? refuse('backup.insideData') : undefined;
}

export const isFile = (place: string): boolean => {
  try {
    return statSync(place).isFile();
  } catch {
    return false;
  }
};

const isThere = (place: string): boolean => {
  try {
    return statSync(place).isDirectory();
  } catch {
    return false;
  }
};

const meanings: Partial<Record<RefusalCode, RefusalCode>> = {
  'store.full': 'backup.full',
  'store.notWritable': 'backup.folderNotWritable',
  'store.notAFolder': 'backup.folderNotWritable',
  'store.diskError': 'backup.interrupted',
};

/** A refusal of the store while it writes to the second place. What concerns the desk's own file (store.damaged) stays what it is. */
export function refusalAt(place: string, refusal: Refusal): Refusal {
  const code = meanings[refusal.code];
  if (code === undefined) return refusal;
  if (!isThere(place)) return { code: 'backup.interrupted' };
  return { code, ...(refusal.details ? { details: refusal.details } : {}) };
}

/** What systems say of a place that is no longer there. */
const gone = new Set([
  'ENOENT',
  'ENODEV',
  'ENXIO',
  'ESTALE',
  'ENOTCONN',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ETIMEDOUT',
  'UNKNOWN',
]);

/** Undefined for a bug. */
export function refusalOfError(place: string, error: unknown): Refusal | undefined {
  // Whatever was under way then, and in whatever words the system or SQLite puts it.
  if (!isThere(place)) return { code: 'backup.interrupted' };
  const failure = failureOf(error);
  if (failure) return refusalAt(place, failure.refusal);
  return gone.has(errorCode(error) ?? '') ? { code: 'backup.interrupted' } : undefined;
}
