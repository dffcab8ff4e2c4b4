/** `backup`: everything the hub has into one sealed file, also beside the running hub. */
import { statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { headText } from '#shared/sync/hub-chain.ts';
import { BackupDamaged } from '../backup/chunks.ts';
import { BackupUnproven, keepSafe, makeBackup, type BackupParts } from '../backup/write.ts';
import { openCertificate } from '../keys/certificate.ts';
import { codeOf, deny, type HubResult } from '../refusal.ts';
import { DatabaseGone } from '../store/database.ts';
import * as said from './command-words.ts';
import { exitCodes, type CommandCall, type HubCommand } from './command.ts';
import { findPassphrase, passphraseFlag } from './passphrase.ts';
import { withHub, type HubAtHand } from './with-hub.ts';
import * as words from './words.ts';

export const backup: HubCommand = {
  name: 'backup',
  about: ['备份到另一个磁盘', 'back up to another disk'],
  flags: [
    { name: 'to', value: '<folder>', about: ['备份放在哪个文件夹', 'folder the backup goes to'] },
    passphraseFlag,
    {
      name: 'same-disk',
      about: ['坚持放在同一个磁盘上（不算已备份）', 'insist on the same disk (does not count as safe)'],
    },
  ],
  run: async (call) => {
    const to = call.flags.get('to');
    if (to === undefined) {
      call.refuse(words.wrongFlag({ problem: 'missing', what: '--to' }));
      return exitCodes.wrongUse;
    }
    const place = findPlace(call, resolve(call.program.folder, to));
    if (!place.ok) return call.refuse(words.refused(place.refusal));
    const passphrase = await findPassphrase(call, true);
    if (!passphrase.ok) return call.refuse(words.refused(passphrase.refusal));
    return withHub(call, (at) => run(call, at, place.value, passphrase.value));
  },
};

interface Place {
  readonly folder: string;
  /** Where the data are: what takes one takes the other. */
  readonly isSameDisk: boolean;
}

function findPlace({ dataDir, flags }: CommandCall, folder: string): HubResult<Place> {
  try {
    const there = statSync(folder);
    if (!there.isDirectory()) return deny('backup.folder', { folder, code: 'ENOTDIR' });
    const way = relative(dataDir, folder);
    const isInside = way === '' || (!way.startsWith('..') && !isAbsolute(way));
    const here = statSync(dataDir, { throwIfNoEntry: false });
    const isSameDisk = isInside || here?.dev === there.dev;
    if (isSameDisk && !flags.has('same-disk')) return deny('backup.sameDisk', { folder });
    return { ok: true, value: { folder, isSameDisk } };
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return deny('backup.folder', { folder, code: codeOf(error) ?? '' });
  }
}

async function run(call: CommandCall, { store }: HubAtHand, place: Place, passphrase: string): Promise<number> {
  const { ports } = call.program;
  const certificate = openCertificate({ dataDir: call.dataDir, ...ports });
  if (!certificate.ok) return call.refuse(words.refused(certificate.refusal));
  const { database, rootKey } = store;
  const parts = { database, rootKey, ports, tlsKey: certificate.value.key, passphrase };
  const made = await make(parts, place.folder);
  if (!made.ok) return call.refuse(words.refused(made.refusal));
  if (!place.isSameDisk) await keepSafe(parts, made.value);
  const { file, end } = made.value;
  call.say((place.isSameDisk ? said.backedUpHere : said.backedUp)(file, end.n, headText(end)));
  return exitCodes.done;
}

async function make(parts: BackupParts, folder: string): Promise<HubResult<Awaited<ReturnType<typeof makeBackup>>>> {
  const stamp = new Date(parts.ports.clock.now())
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(/[-:]/g, '');
  try {
    return { ok: true, value: await makeBackup(parts, join(folder, `tongban-hub-${stamp}.backup`)) };
  } catch (error) {
    if (error instanceof BackupUnproven || error instanceof BackupDamaged) return deny('backup.unproven');
    if (error instanceof DatabaseGone || codeOf(error)?.startsWith('E') !== true) throw error;
    return deny('backup.folder', { folder, code: codeOf(error) ?? '' });
  }
}
