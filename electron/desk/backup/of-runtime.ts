/** Backups and checks of the running desk: what the door's handlers and the idle work ask for. */
import type { Refusal, Result } from '#shared/kernel/result.ts';
import type { DeskCore } from '../core.ts';
import { verifyInWorker } from '../journal/verify-run.ts';
import type { VerifyReport } from '../journal/verify-report.ts';
import type { VerifyProgress } from '../journal/verify.ts';
import { readKeyFile } from '../keys/key-file.ts';
import { storeKeyOf } from '../opening.ts';
import { tell, type Runtime } from '../runtime.ts';
import { backupFolder, lastBackupOf, readSetting } from '../settings.ts';
import type { Watch } from '../workers.ts';
import { isBackupDue } from './keep.ts';
import { backupWitnesses, runBackup, type BackupDesk, type BackupDone } from './run.ts';

/** After a daily backup failed: the next try, so that a stick put back in is found without asking again every minute. */
const againAfterMs = 15 * 60_000;

export async function backupNow(runtime: Runtime, core: DeskCore, by: string): Promise<Result<BackupDone>> {
  const done = await runBackup(deskOf(runtime, core), by);
  keepProblem(runtime, done.ok ? null : done.refusal);
  return done;
}

function keepProblem(runtime: Runtime, problem: Refusal | null): void {
  runtime.backupProblem = problem;
  tell(runtime, { type: 'status' });
}

/** Once a Beijing day, as soon as the desk is idle; without a second place nothing is done, and the home screen says so. */
export function createDailyBackup(): (runtime: Runtime, core: DeskCore) => Promise<void> {
  let triedAt = Number.NEGATIVE_INFINITY;
  return async (runtime, core) => {
    const now = runtime.options.ports.clock.now();
    const { read } = core.store;
    if (readSetting(read, backupFolder) === '' || now - triedAt < againAfterMs) return;
    if (!isBackupDue(lastBackupOf(read)?.at ?? null, new Date(now).toISOString())) return;
    triedAt = now;
    await backupNow(runtime, core, 'desk');
  };
}

function deskOf(runtime: Runtime, core: DeskCore): BackupDesk {
  const { options, crypto, rootKey } = runtime;
  if (rootKey === null) throw new Error('bug: an open desk has its key');
  return {
    dir: options.dir,
    store: core.store,
    writer: core.writer,
    storeKey: storeKeyOf(runtime, rootKey),
    rootKey,
    clock: options.ports.clock,
    crypto,
    build: options.build.version,
  };
}

/** Walks everything in a worker; the heads that this desk's backups recorded are its witnesses. */
export function verifyNow(
  runtime: Runtime,
  core: DeskCore,
  watch: Watch<VerifyProgress>,
): Promise<Result<VerifyReport>> {
  const { dir, storeKey, rootKey } = deskOf(runtime, core);
  const place = readSetting(core.store.read, backupFolder);
  const keyFile = readKeyFile(runtime.keys);
  // The mark in the key file is what all backups of one desk share.
  const known = keyFile.ok ? backupWitnesses(place, keyFile.value.check) : {};
  return verifyInWorker({ dir, storeKey, rootKey, ...known }, watch);
}
