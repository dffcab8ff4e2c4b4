/** Backup and restore as the running desk asks for them: what `run.ts` and `restore.ts` need, taken from the runtime. */
import { parsePhrase } from '#shared/identity/recovery-phrase.ts';
import { refuse, type Result } from '#shared/kernel/result.ts';
import type { DeskCore } from '../core.ts';
import { storeKeyOf } from '../opening.ts';
import { buildName, tell, type Runtime } from '../runtime.ts';
import { backupFolder, lastBackupOf, readSetting } from '../settings.ts';
import { migrations } from '../store/migrations/index.ts';
import { witnessHub } from '../sync/witness.ts';
import type { Watch } from '../workers.ts';
import { isBackupDue } from './keep.ts';
import type { BackupProgress } from './make.ts';
import { restoreBackup, type RestoreReport } from './restore.ts';
import { runBackup, type BackupDone } from './run.ts';

/** Makes one now, audited as done by `by`; what went wrong stays in `runtime.backupProblem` until one succeeds. */
export async function backUp(
  runtime: Runtime,
  core: DeskCore,
  by: string,
  watch: Watch<BackupProgress> = {},
): Promise<Result<BackupDone>> {
  const { rootKey, options, crypto } = runtime;
  if (rootKey === null) return refuse('desk.locked');
  const desk = {
    dir: options.dir,
    store: core.store,
    writer: core.writer,
    storeKey: storeKeyOf(runtime, rootKey),
    rootKey,
    clock: options.ports.clock,
    crypto,
    build: buildName(runtime.options.build),
  };
  // The backup then says how far the township's server had come when it was made.
  witnessHub(core);
  const result = await runBackup(desk, by, watch);
  if (result.ok) runtime.backupProblem = null;
  else if (result.refusal.code !== 'backup.running' && result.refusal.code !== 'work.cancelled')
    runtime.backupProblem = result.refusal;
  tell(runtime, { type: 'status' });
  return result;
}

/** After a failure the next try by itself waits this long, so that a missing stick does not fill the audit chain. */
const retryMs = 3_600_000;
const triedAt = new WeakMap<Runtime, number>();

/** For idle time: the daily backup, where a place was chosen and none was made today. */
export async function backUpIfDue(runtime: Runtime, core: DeskCore, watch: Watch<BackupProgress> = {}): Promise<void> {
  const now = runtime.options.ports.clock.now();
  const { read } = core.store;
  if (readSetting(read, backupFolder) === '') return;
  if (!isBackupDue(lastBackupOf(read)?.at ?? null, new Date(now).toISOString())) return;
  if (Math.abs(now - (triedAt.get(runtime) ?? -Infinity)) < retryMs) return;
  triedAt.set(runtime, now);
  await backUp(runtime, core, 'desk', watch);
}

/** Groups as typed. The desk is then set up and locked: the first login opens it. Refusals: desk.alreadySetUp, recovery.*, restore.*. */
export async function restoreHere(
  runtime: Runtime,
  { folder, file, phrase }: { readonly folder: string; readonly file: string; readonly phrase: readonly string[] },
): Promise<Result<RestoreReport>> {
  if (runtime.state !== 'new') return refuse('desk.alreadySetUp');
  const typed = parsePhrase(phrase.join(' '));
  if (!typed.ok) return typed;
  const { options, crypto, lock } = runtime;
  const parts = {
    crypto,
    ports: options.ports,
    log: options.log,
    elapsed: options.elapsed,
    migrations,
    appBuild: buildName(runtime.options.build),
    lock,
    storeKeyOf: (rootKey: Uint8Array) => storeKeyOf(runtime, rootKey),
  };
  const result = await restoreBackup(parts, { dir: options.dir, place: folder, file, phrase: typed.value });
  if (result.ok) {
    runtime.state = 'locked';
    tell(runtime, { type: 'status' });
  }
  return result;
}
