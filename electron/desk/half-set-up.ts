/**
 * A set-up is done or was never begun. Its key file stands under another name until everything is written, and takes its own name
 * as the last step: a power cut or a refusal before that leaves a half that is recognised by this name and thrown away, because
 * nobody was told of it. A store without either key file is another thing: somebody's data, whose key file is lost. It is never touched.
 */
import { renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { placeName } from './journal/place.ts';
import { keyFileName, type KeyFolder } from './keys/key-file.ts';
import type { Keys } from './keys/slot-boxes.ts';
import { syncFolder } from './store/durable.ts';
import { refusalOf } from './store/failures.ts';
import { checkName } from './store/key-check.ts';
import { storeName } from './store/open.ts';

const setUpKeyName = 'keys.set-up.json';

/** The keys of a set-up that is under way. */
export const halfKeys = (keys: Keys): Keys => ({ ...keys, fileName: setUpKeyName });

const isThere = (dir: string, name: string): boolean =>
  statSync(join(dir, name), { throwIfNoEntry: false }) !== undefined;

/** Clears away what an earlier try left. Refusals: keys.exist (a desk is here), keys.missing (a store that is not a half of ours). */
export function clearHalf({ directory }: KeyFolder): Result<true> {
  if (isThere(directory, keyFileName)) return refuse('keys.exist');
  if (!isThere(directory, setUpKeyName)) return isThere(directory, storeName) ? refuse('keys.missing') : ok(true);
  for (const name of [storeName, `${storeName}-wal`, `${storeName}-shm`, checkName, placeName]) {
    rmSync(join(directory, name), { force: true });
  }
  // The key file last: as long as it is there, what is left is known to be a half.
  syncFolder(directory);
  rmSync(join(directory, setUpKeyName), { force: true });
  syncFolder(directory);
  return ok(true);
}

/** At a start and after a refusal: what is left of a half goes at once where the disk allows it, else with the next try. */
export function clearHalfIfItCan(keys: KeyFolder): void {
  try {
    clearHalf(keys);
  } catch (error) {
    if (refusalOf(error) === undefined) throw error;
  }
}

/** The last step: from here on the desk is set up. */
export function keepHalf({ directory }: KeyFolder): void {
  renameSync(join(directory, setUpKeyName), join(directory, keyFileName));
  syncFolder(directory);
}
