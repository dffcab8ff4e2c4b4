/**
 * A full disk must not stop the desk from finishing what it has: in WAL mode even DELETE and a checkpoint need room. So a file
 * of 64 MB is kept that can be given up, and the program gets careful in steps before it comes to that.
 */
import { rmSync, statfsSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '#shared/kernel/ports.ts';
import { ok, refuse, type Refusal, type Result } from '#shared/kernel/result.ts';
import { syncFolder } from './durable.ts';
import { failureOf } from './failures.ts';

export const ballastName = 'desk.ballast';

const megabyte = 1024 * 1024;

/** Size of the ballast file in bytes. */
export const ballastBytes = 64 * megabyte;

/** ample: nothing to say; low: warn; noAttachments: no new files; readOnly: only what drains (sync, printing what is issued). */
export type SpaceLevel = 'ample' | 'low' | 'noAttachments' | 'readOnly';

export interface Space {
  /** Bytes this program may still write on the disk of the data directory. */
  readonly free: number;
  readonly isBallastHeld: boolean;
}

/** What the desk may still do. Room that is only there because the ballast was given up is not room for new acts. */
export function spaceLevel({ free, isBallastHeld }: Space, bytes = ballastBytes): SpaceLevel {
  const own = isBallastHeld ? free : free - bytes;
  if (own < 50 * megabyte) return 'readOnly';
  if (own < 200 * megabyte) return 'noAttachments';
  return own < 1024 * megabyte ? 'low' : 'ample';
}

/** The refusal for an act or an attachment at a level; undefined where it may go on. */
export function refuseBySpace(level: SpaceLevel, wanted: 'act' | 'attachment'): Refusal | undefined {
  if (level === 'readOnly') return { code: 'space.readOnly' };
  return level === 'noAttachments' && wanted === 'attachment' ? { code: 'space.noAttachments' } : undefined;
}

export function readSpace(dir: string, bytes = ballastBytes): Space {
  const { bavail, bsize } = statfsSync(dir);
  return { free: bavail * bsize, isBallastHeld: isBallastHeld(dir, bytes) };
}

const isBallastHeld = (dir: string, bytes: number): boolean =>
  statSync(join(dir, ballastName), { throwIfNoEntry: false })?.size === bytes;

/**
 * Makes the ballast whole if it is not; does not block while it writes. A disk without twice its size refuses with `store.full` and
 * is left as it was: making it must not be what leaves no room for an act.
 */
export async function keepBallast(dir: string, random: Random, bytes = ballastBytes): Promise<Result<void>> {
  if (isBallastHeld(dir, bytes)) return ok(undefined);
  if (readSpace(dir, bytes).free < 2 * bytes) return refuse('store.full');
  const part = join(dir, `${ballastName}.part`);
  try {
    await fill(part, random, bytes);
    await rename(part, join(dir, ballastName));
    syncFolder(dir);
    return ok(undefined);
  } catch (error) {
    await rm(part, { force: true });
    const failure = failureOf(error);
    if (!failure) throw error;
    return { ok: false, refusal: failure.refusal };
  }
}

/** Random bytes, because zeros take no room on a file system that compresses or keeps holes. */
async function fill(file: string, random: Random, bytes: number): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    for (let done = 0; done < bytes; ) {
      const { bytesWritten } = await handle.write(random.bytes(Math.min(megabyte, bytes - done)));
      done += bytesWritten;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives the room back; answers whether there was any to give. */
export function releaseBallast(dir: string): boolean {
  const file = join(dir, ballastName);
  const isThere = statSync(file, { throwIfNoEntry: false }) !== undefined;
  rmSync(file, { force: true });
  return isThere;
}
