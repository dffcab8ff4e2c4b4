/** Restoring at first start: the backup comes home under this desk's own lock; afterwards a person logs in as ever. */
import { parsePhrase } from '#shared/identity/recovery-phrase.ts';
import { refuse, type Result } from '#shared/kernel/result.ts';
import { storeKeyOf } from '../opening.ts';
import { tell, type Runtime } from '../runtime.ts';
import { migrations } from '../store/migrations/index.ts';
import { restoreBackup, type RestoreReport } from './restore.ts';

export interface RestoreInput {
  readonly folder: string;
  readonly file: string;
  readonly phrase: readonly string[];
}

export async function restoreDesk(runtime: Runtime, input: RestoreInput): Promise<Result<RestoreReport>> {
  if (runtime.state !== 'new') return refuse('desk.alreadySetUp');
  const phrase = parsePhrase(input.phrase.join(' '));
  if (!phrase.ok) return phrase;
  const { options, crypto, lock } = runtime;
  const parts = {
    crypto,
    ports: options.ports,
    log: options.log,
    elapsed: options.elapsed,
    migrations,
    appBuild: `${options.build.version} ${options.build.date}`,
    lock,
    storeKeyOf: (rootKey: Uint8Array) => storeKeyOf(runtime, rootKey),
  };
  const job = { dir: options.dir, place: input.folder, file: input.file, phrase: phrase.value };
  const report = await restoreBackup(parts, job);
  if (report.ok) runtime.state = 'locked';
  tell(runtime, { type: 'status' });
  return report;
}
