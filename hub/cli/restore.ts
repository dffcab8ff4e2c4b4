/**
 * `restore`: a backup into an empty database, on this machine or a new one. The file is read whole before anything is touched; then come
 * keys, tables and the collection of what the desks hold beyond the backup, which goes on when the hub is run.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BackupDamaged, readChunks, readFileHead } from '../backup/chunks.ts';
import { openHead, type BackupHead } from '../backup/head.ts';
import type { Begin } from '../backup/records.ts';
import { checkBackup, isEmpty, putBack } from '../backup/restore.ts';
import { createHubKeys } from '../keys/hub-keys.ts';
import { openRootKey, rootKeyFile, rootKeyVariable } from '../keys/root-key.ts';
import { databaseRefusal, openStore, type OpenStore } from '../open-store.ts';
import { openReached } from '../reached.ts';
import { codeOf, deny, type HubResult } from '../refusal.ts';
import { readSecret } from '../secret-file.ts';
import { migrations } from '../store/migrations/index.ts';
import { createHub } from '../sync/service.ts';
import * as said from './command-words.ts';
import { exitCodes, type CommandCall, type HubCommand } from './command.ts';
import { findPassphrase, passphraseFlag } from './passphrase.ts';
import * as words from './words.ts';

export const restore: HubCommand = {
  name: 'restore',
  about: ['把备份恢复到空的数据库', 'restore a backup into an empty database'],
  flags: [{ name: 'from', value: '<file>', about: ['备份文件', 'the backup'] }, passphraseFlag],
  run: async (call) => {
    const from = call.flags.get('from');
    if (from === undefined) {
      call.refuse(words.wrongFlag({ problem: 'missing', what: '--from' }));
      return exitCodes.wrongUse;
    }
    const file = resolve(call.program.folder, from);
    const opened = await openBackup(call, file);
    if (!opened.ok) return call.refuse(words.refused(opened.refusal));
    return run(call, file, opened.value);
  },
};

interface Opened {
  readonly rootKey: Uint8Array;
  readonly begin: Begin;
}

/** Everything that can be wrong with the file, before anything is touched. */
async function openBackup(call: CommandCall, file: string): Promise<HubResult<Opened>> {
  try {
    const head = readFileHead(file);
    if (head === undefined) return deny('backup.notOne', { file });
    const key = await findKey(call, file, head);
    if (!key.ok) return key;
    const begin = checkBackup(file, key.value);
    if (begin.version > migrations.length) return deny('backup.newer', { file });
    return { ok: true, value: { rootKey: key.value, begin } };
  } catch (error) {
    if (error instanceof BackupDamaged) return deny('backup.damaged', { file });
    const code = codeOf(error);
    if (code?.startsWith('E') !== true) throw error;
    return deny('backup.unreadable', { file, code });
  }
}

/** The key that is here already, where it opens the file; else that under the passphrase. */
async function findKey(call: CommandCall, file: string, head: BackupHead): Promise<HubResult<Uint8Array>> {
  const { dataDir, program } = call;
  const { env } = program.machine;
  const isHere = existsSync(join(dataDir, rootKeyFile)) || (env[rootKeyVariable] ?? '').trim() !== '';
  if (isHere) {
    const here = openRootKey({ dataDir, env, random: program.ports.random, hasData: false });
    if (!here.ok) return here;
    return opens(file, here.value) ? here : deny('backup.otherKey', { file: join(dataDir, rootKeyFile) });
  }
  const passphrase = await findPassphrase(call, false);
  if (!passphrase.ok) return passphrase;
  const rootKey = await openHead(head, passphrase.value);
  return rootKey === undefined ? deny('passphrase.wrong') : { ok: true, value: rootKey };
}

function opens(file: string, rootKey: Uint8Array): boolean {
  try {
    readChunks(file, rootKey).next();
    return true;
  } catch (error) {
    if (error instanceof BackupDamaged) return false;
    throw error;
  }
}

async function run(call: CommandCall, file: string, { rootKey, begin }: Opened): Promise<number> {
  const { dataDir, program, log } = call;
  const { ports, elapsed, machine } = program;
  const env = { ...machine.env, [rootKeyVariable]: Buffer.from(rootKey).toString('hex') };
  const store = await openStore({ dataDir, ports, elapsed, log, env, mayBeBeside: false });
  if (!store.ok) {
    const { refusal } = store.refusal.code === 'dataDir.inUse' ? deny('restore.besideHub') : store;
    return call.refuse(words.refused(refusal));
  }
  try {
    const done = await putAll(call, store.value, file, begin, rootKey);
    if (!done.ok) return call.refuse(words.refused(done.refusal));
    call.say(said.restored(begin.at, done.value));
    return exitCodes.done;
  } catch (error) {
    const refusal = databaseRefusal(error);
    if (refusal === undefined) throw error;
    return call.refuse(words.refused(refusal));
  } finally {
    await store.value.close();
  }
}

/** Answers how many entries there are now. */
async function putAll(
  call: CommandCall,
  { database }: OpenStore,
  file: string,
  { tls }: Begin,
  rootKey: Uint8Array,
): Promise<HubResult<number>> {
  const { dataDir, program, log } = call;
  const { ports } = program;
  if (!(await isEmpty(database))) return deny('restore.notEmpty');
  const kept = keepKeys(call, rootKey, tls);
  if (!kept.ok) return kept;
  const reached = openReached(dataDir);
  // No epoch of a hub: whatever interrupts us from here on, the next start finds another epoch and collects.
  reached.remember({ epoch: '', n: 0 });
  await putBack(database, file, rootKey);
  const keys = createHubKeys(rootKey, ports.random);
  await createHub({ database, keys, ports, log, reached });
  return { ok: true, value: reached.recall()?.n ?? 0 };
}

/** Root key and key of the certificate, as the backup has them, into the data directory; where others are, nothing is overwritten. */
function keepKeys({ dataDir, program }: CommandCall, rootKey: Uint8Array, tls: string): HubResult<void> {
  const tlsFile = join(dataDir, 'tls.key');
  const key = readSecret(tlsFile, () => tls.trim());
  if (!key.ok) return key;
  if (key.value !== tls.trim()) return deny('backup.otherKey', { file: tlsFile });
  if ((program.machine.env[rootKeyVariable] ?? '').trim() !== '') return { ok: true, value: undefined };
  const root = readSecret(join(dataDir, rootKeyFile), () => Buffer.from(rootKey).toString('hex'));
  return root.ok ? { ok: true, value: undefined } : root;
}
