/** Checking all records of the running desk, with the heads its backups and the township's hub recorded as witnesses. */
import { refuse, type Result } from '#shared/kernel/result.ts';
import { backupWitnesses } from '../backup/run.ts';
import type { DeskCore } from '../core.ts';
import { readKeyFile } from '../keys/key-file.ts';
import { storeKeyOf } from '../opening.ts';
import type { Runtime } from '../runtime.ts';
import { backupFolder, readSetting } from '../settings.ts';
import { askHeadsAtHub } from '../sync/heads-at-hub.ts';
import type { Watch } from '../workers.ts';
import type { VerifyReport } from './verify-report.ts';
import { verifyInWorker } from './verify-run.ts';
import type { VerifyProgress } from './verify.ts';

export async function verifyNow(
  runtime: Runtime,
  core: DeskCore,
  watch: Watch<VerifyProgress>,
): Promise<Result<VerifyReport>> {
  const { rootKey, options, keys } = runtime;
  if (rootKey === null) return refuse('desk.locked');
  const keyFile = readKeyFile(keys);
  // The mark in the key file is what all backups of one desk share.
  const known = keyFile.ok
    ? backupWitnesses(readSetting(core.store.read, backupFolder), keyFile.value.check)
    : { witnesses: [] };
  const witnesses = [...known.witnesses, ...(await askHeadsAtHub(runtime, core))];
  const job = { dir: options.dir, storeKey: storeKeyOf(runtime, rootKey), rootKey, ...known, witnesses };
  return verifyInWorker(job, watch);
}
