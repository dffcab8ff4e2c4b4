/**
 * The small file beside the hub's keys that remembers how far its order was told to desks. A database that was put back behind the hub's
 * back (a snapshot of the machine, somebody's own backup of PostgreSQL) looks to the hub exactly like the one it was, and would give the same
 * revs to other entries; by this file, which does not lie in the database, it is found out at the next start.
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from './durable.ts';
import { codeOf } from './refusal.ts';

export interface Reached {
  readonly epoch: string;
  /** Entries ordered: `n` of the hub's chain. */
  readonly n: number;
}

export interface ReachedFile {
  /** Undefined where there is none, or it is torn: not synced, it may be anything after a power cut. */
  readonly recall: () => Reached | undefined;
  /** Durable: an epoch that begins, or a restore that is under way. */
  readonly remember: (reached: Reached) => void;
  /** With every page that is told to a desk: one small write in place, not synced. It may lag behind the database, never lead. */
  readonly keepUp: (reached: Reached) => void;
}

export const reachedName = 'hub.reached';
const schema = z.strictObject({ epoch: z.string().max(64), n: z.int().min(0) });
/** Always of one length, so that a write in place never leaves a rest of the one before. */
const width = 160;
const bytesOf = (reached: Reached): Buffer => Buffer.from(`${JSON.stringify(reached).padEnd(width)}\n`);

/** The caller holds the lock of the data directory. */
export function openReached(dataDir: string): ReachedFile {
  const file = join(dataDir, reachedName);
  let last = recall(file);
  return {
    recall: () => last,
    remember: (reached) => {
      writeDurably(file, bytesOf(reached));
      last = reached;
    },
    keepUp: (reached) => {
      if (last?.epoch !== reached.epoch || reached.n <= last.n) return;
      // A disk that refuses must not stop the hub: the file lags, no more.
      if (writeInPlace(file, bytesOf(reached))) last = reached;
    },
  };
}

function recall(file: string): Reached | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (codeOf(error) === undefined && !(error instanceof SyntaxError) && !(error instanceof z.ZodError)) throw error;
    return undefined;
  }
}

function writeInPlace(file: string, bytes: Buffer): boolean {
  try {
    const handle = openSync(file, 'r+');
    try {
      writeSync(handle, bytes, 0, undefined, 0);
    } finally {
      closeSync(handle);
    }
    return true;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return false;
  }
}
