/**
 * Bringing a file of an older program up to this one. In proportion to the file (it is copied first, and the copy read), so on a thread of
 * its own: minutes in which the window must go on telling what happens, and the program must still answer.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '#shared/kernel/result.ts';
import { runInWorker } from '../workers.ts';
import { schemaOf } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { copyNameBefore, openReader, storeName, type StoreOptions } from './open.ts';

export interface UpgradeJob {
  readonly dir: string;
  readonly key: Uint8Array;
  readonly appBuild: string;
}

/** An upgrade under way. */
export interface Upgrade {
  /** How much of the file is copied, 0 to 1; at 1 the copy is checked and the tables are changed. */
  readonly copied: () => number;
  /** The file stays the old one; the thread ends when SQLite lets it. */
  readonly stop: () => void;
  /** Refusals: those of `openStore`, work.cancelled. */
  readonly done: Promise<Result<unknown>>;
}

/** Undefined where there is nothing to bring up; a file that does not open is told of by `openStore`. */
export async function startUpgrade(options: Omit<StoreOptions, 'lock' | 'migrations'>): Promise<Upgrade | undefined> {
  const { dir, key, appBuild } = options;
  const current = await schemaIn(options);
  if (current === 0 || current >= migrations.length) return undefined;
  const leaving = new AbortController();
  const job: UpgradeJob = { dir, key, appBuild };
  return {
    copied: () => copiedOf(dir, current + 1),
    stop: () => {
      leaving.abort();
    },
    done: runInWorker('store/upgrade-worker', job, { signal: leaving.signal }),
  };
}

async function schemaIn({ dir, key, log, elapsed }: Omit<StoreOptions, 'lock' | 'migrations'>): Promise<number> {
  if (sizeOf(join(dir, storeName)) === 0) return 0;
  const reader = await openReader({ dir, key, log, elapsed });
  if (!reader.ok) return 0;
  try {
    return schemaOf(reader.value.read);
  } finally {
    reader.value.close();
  }
}

function copiedOf(dir: string, version: number): number {
  const copy = join(dir, copyNameBefore(version));
  const part = sizeOf(`${copy}.part`);
  if (part === 0) return sizeOf(copy) === 0 ? 0 : 1;
  return Math.min(1, part / Math.max(1, sizeOf(join(dir, storeName))));
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
