/**
 * The hub's data directory and its lock: one hub at a time. The lock is SQLite's on an empty file: the system frees it when the process
 * ends, however it ends, and it holds between containers that share the folder.
 */
import { mkdirSync } from 'node:fs';
import { join, posix, win32 } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { codeOf, deny, type HubResult } from './refusal.ts';

export interface DataDir {
  /** Absolute. */
  readonly path: string;
  /** Frees the lock. */
  readonly close: () => void;
}

export interface HubMachine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly uid: number | undefined;
}

/** A service's place for root and on Windows, else one of the person who started it. */
export function usualHubDir({ platform, env, home, uid }: HubMachine): string {
  if (platform === 'win32') return win32.join(env['PROGRAMDATA'] ?? 'C:\\ProgramData', 'TongbanHub');
  if (uid === 0) return '/var/lib/tongban-hub';
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'TongbanHub');
  const xdg = env['XDG_DATA_HOME'];
  return posix.join(xdg?.startsWith('/') ? xdg : posix.join(home, '.local', 'share'), 'tongban-hub');
}

const sqliteBusy = 5;

export function openDataDir(path: string): HubResult<DataDir> {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    return unusable(path, error);
  }
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(join(path, 'hub.lock'));
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    return numberOf(error) === sqliteBusy ? deny('dataDir.inUse', { folder: path }) : unusable(path, error);
  }
  const held = lock;
  return {
    ok: true,
    value: {
      path,
      close: () => {
        held.close();
      },
    },
  };
}

const numberOf = (error: unknown): number | undefined =>
  typeof error === 'object' && error !== null && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode
    : undefined;

function unusable(folder: string, error: unknown): ReturnType<typeof deny> {
  const code = codeOf(error);
  if (code === undefined) throw error;
  if (code === 'ENOSPC') return deny('disk.full');
  return deny('dataDir.unusable', { folder, code: code === 'ERR_SQLITE_ERROR' ? 'EACCES' : code });
}
