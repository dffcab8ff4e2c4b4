/**
 * The settings every connection must have, set and read back each time one is opened. better-sqlite3 is compiled to give WAL
 * files synchronous=NORMAL; a power cut then loses acknowledged acts (`tests/crash` replays it both ways).
 */
import type { Refusal } from '#shared/kernel/result.ts';
import type { DriverConnection } from './driver.ts';

/** A writer sets WAL; a reader finds it; a copy made by VACUUM INTO stands alone and has no log beside it. */
export type Purpose = 'writer' | 'reader' | 'copy';

const cipher = { set: undefined, read: 'cipher', want: 'chacha20' } as const;

const common = [
  // Every commit is on the disk before it is answered.
  { set: 'synchronous=FULL', read: 'synchronous', want: '2' },
  { set: 'foreign_keys=ON', read: 'foreign_keys', want: '1' },
  // A schema somebody else wrote cannot call functions with side effects.
  { set: 'trusted_schema=OFF', read: 'trusted_schema', want: '0' },
  { set: 'busy_timeout=5000', read: 'busy_timeout', want: '5000' },
  // Sorting spills to a temporary file otherwise, and those are not encrypted.
  { set: 'temp_store=MEMORY', read: 'temp_store', want: '2' },
] as const;

// Readers are opened read-only; `query_only` beside that would also forbid VACUUM INTO, by which copies are made.
const settings = {
  writer: [cipher, { set: 'journal_mode=WAL', read: 'journal_mode', want: 'wal' }, ...common],
  reader: [cipher, { set: undefined, read: 'journal_mode', want: 'wal' }, ...common],
  copy: [cipher, ...common],
} as const;

/** Below this a fault in WAL can damage a file that two connections use. */
const neededSqlite = [3, 51, 3] as const;

/** Chooses the cipher and hands over the key. After `raw:` the 32 bytes are used as they are, without a key derivation (tested). */
export function unlock(database: DriverConnection, key: Uint8Array): void {
  if (key.byteLength !== 32) throw new Error('bug: the file key is 32 bytes');
  database.pragma("cipher='chacha20'");
  database.key(Buffer.concat([Buffer.from('raw:', 'latin1'), key]));
}

/** Sets all settings and reads each back; the refusal names the first that did not hold. */
export function applySettings(database: DriverConnection, purpose: Purpose): Refusal | undefined {
  for (const { set } of settings[purpose]) if (set !== undefined) database.pragma(set);
  return refuseSettings(database, purpose);
}

/** Reads the settings without changing any. */
export function refuseSettings(database: DriverConnection, purpose: Purpose): Refusal | undefined {
  const version = String(database.prepare('SELECT sqlite_version()').pluck().get());
  if (isOlder(version))
    return { code: 'store.sqliteTooOld', details: { found: version, needed: neededSqlite.join('.') } };
  for (const { read, want } of settings[purpose]) {
    const found = String(database.pragma(read, { simple: true }));
    if (found !== want) return { code: 'store.settings', details: { setting: read, wanted: want, found } };
  }
  return undefined;
}

export function isOlder(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, needed] of neededSqlite.entries()) {
    const found = parts[index] ?? 0;
    if (found !== needed) return !(found > needed);
  }
  return false;
}
