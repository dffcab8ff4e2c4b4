/**
 * Contents of destroyed files leave the disk: after the transaction that let them go, and again whenever nobody waits, so that it goes on
 * where a crash cut it off. What came to be named again meanwhile stays.
 */
import { heldInDrafts } from '../commands/held-files.ts';
import type { DeskCore } from '../core.ts';
import { contentsToErase, isNamed } from '../journal/erase.ts';
import { readSetting, writeSetting } from '../settings.ts';
import { transact } from '../store/handles.ts';
import { emptyLog } from '../store/overwrite.ts';

/** Answers how many files went. */
export function eraseContents({ store, blobs }: Pick<DeskCore, 'store' | 'blobs'>): number {
  const waiting = readSetting(store.read, contentsToErase);
  if (waiting.length === 0) return 0;
  const inDrafts = new Set(heldInDrafts(store.read));
  const gone = waiting.filter((blob) => !inDrafts.has(blob) && !isNamed(store.read, blob));
  for (const blob of gone) blobs.remove(blob);
  const settled = new Set(waiting);
  transact(store.write, function settleErased(transaction) {
    const left = readSetting(transaction, contentsToErase).filter((blob) => !settled.has(blob));
    writeSetting(transaction, contentsToErase, left);
  });
  emptyLog(store.write);
  return gone.length;
}
