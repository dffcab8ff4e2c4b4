/** Small secrets of the hub in files of their own: made once, readable by nobody else, whole or not there. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { codeOf, deny, type HubResult } from './refusal.ts';

/** The text in `file`; where there is none, what `make` gives, written there first. */
export function readSecret(file: string, make: () => string): HubResult<string> {
  const found = findSecret(file);
  if (!found.ok || found.value !== undefined) return found as HubResult<string>;
  try {
    writeSecret(file, make());
  } catch (error) {
    if (codeOf(error) === 'ENOSPC') return deny('disk.full');
    if (codeOf(error) === undefined) throw error;
    return deny('dataDir.unusable', { folder: file, code: codeOf(error) ?? '' });
  }
  return findSecret(file) as HubResult<string>;
}

/** Undefined as value: there is no such file. */
export function findSecret(file: string): HubResult<string | undefined> {
  try {
    // Whoever else may read the file has the secret; the hub does not go on as if it had one.
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) return deny('key.open', { file });
    return { ok: true, value: readFileSync(file, 'utf8').trim() };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { ok: true, value: undefined };
    if (codeOf(error) === undefined) throw error;
    return deny('key.closed', { file: basename(file), code: codeOf(error) ?? '' });
  }
}

/** On the disk before it has the name. The caller holds the lock of the data directory, so nobody else makes the same file. */
function writeSecret(file: string, text: string): void {
  const fresh = `${file}.new`;
  rmSync(fresh, { force: true });
  const handle = openSync(fresh, 'wx', 0o600);
  try {
    writeFileSync(handle, `${text}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(fresh, file);
}
