/** A desk with real keys and a second place, for backups and what comes back from them. */
import { join } from 'node:path';
import type { BackupDesk } from '#desk/backup/run.ts';
import type { RestoreParts } from '#desk/backup/restore.ts';
import { createKeys } from '#desk/keys/key-slots.ts';
import { writeSetting, backupFolder } from '#desk/settings.ts';
import { makeFolder } from '#desk/store/durable.ts';
import { all, sql, transact } from '#desk/store/handles.ts';
import { migrations } from '#desk/store/migrations/index.ts';
import { loadEntries } from '#desk/journal/entries.ts';
import { canonical, toHex } from '#shared/journal/entry.ts';
import { newPhrase, type RecoveryPhrase } from '#shared/identity/recovery-phrase.ts';
import type { Json } from '#shared/kernel/json.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { fold } from '#shared/kinds/mechanism/fold.ts';
import {
  openJournalDesk,
  publishMatter,
  step,
  takeCase,
  type DeskKeys,
  type JournalDesk,
  type World,
} from './journal-desk.ts';
import { nativeSm3, temporaryFolder } from './store.ts';

const cheap = { n: 2 ** 4, r: 1, p: 1 };
const log = { warn: () => undefined };

export interface BackedUp {
  readonly world: World;
  readonly desk: JournalDesk;
  readonly keys: DeskKeys;
  readonly phrase: RecoveryPhrase;
  readonly dir: string;
  readonly place: string;
  readonly backup: BackupDesk;
  /** Name of the one attachment. */
  readonly blob: string;
}

export const storeKeyOf = (world: World, rootKey: Uint8Array): Uint8Array =>
  world.crypto.deriveKey(rootKey, 'tongban desk.db 1');

export async function openBackedUp(world: World, cases = 6): Promise<BackedUp> {
  const root = temporaryFolder();
  const [dir, place] = [join(root, 'data'), join(root, 'stick')];
  makeFolder(dir);
  makeFolder(place);
  const phrase = newPhrase(world.random);
  const slots = { directory: dir, crypto: world.crypto, costs: { password: cheap, recovery: cheap } };
  const password = { login: 'wang', password: 'correct horse battery' };
  const rootKey = unwrap(await createKeys(slots, { phrase, password }));
  const keys = { rootKey, storeKey: storeKeyOf(world, rootKey) };
  const desk = await openJournalDesk(dir, world, keys);
  publishMatter(desk);
  const streams = Array.from({ length: cases }, () => takeCase(desk, world, world.pick(5)).stream);
  const blob = unwrap(desk.core.blobs.put(new TextEncoder().encode('户口簿照片'.repeat(30_000))));
  const file = {
    id: '00000000-0000-7000-8000-00000000000a',
    blob,
    name: '户口簿.jpg',
    bytes: 450_000,
    mime: 'image/jpeg',
  };
  step(desk, streams[0] ?? '', 'attached', file);
  transact(desk.core.store.write, (transaction) => {
    writeSetting(transaction, backupFolder, place);
  });
  return { world, desk, keys, phrase, dir, place, blob, backup: backupDeskOf(desk, world, keys) };
}

export const backupDeskOf = (desk: JournalDesk, world: World, keys: DeskKeys): BackupDesk => ({
  dir: desk.dir,
  store: desk.core.store,
  writer: desk.core.writer,
  ...keys,
  clock: world.clock,
  crypto: world.crypto,
  build: 'test 1',
});

export const restoreParts = (world: World): RestoreParts => ({
  crypto: world.crypto,
  ports: world,
  log,
  elapsed: () => 0,
  migrations,
  appBuild: 'test 1',
  storeKeyOf: (rootKey) => storeKeyOf(world, rootKey),
});

/** stream → hash of its folded state. */
export function foldHashes({ core }: JournalDesk): Record<string, string> {
  const streams = all(core.store.read, sql<{ stream: string }>`SELECT DISTINCT stream FROM entry ORDER BY stream`);
  return Object.fromEntries(
    streams.map(({ stream }) => {
      const state = fold(core.findKind, loadEntries(core.store.read, stream));
      return [stream, toHex(nativeSm3(Buffer.from(canonical(state as unknown as Json))))];
    }),
  );
}

export const numbersOf = ({ core }: JournalDesk): string[] =>
  all(core.store.read, sql<{ number: string }>`SELECT number FROM live_case WHERE number <> ''`).map(
    ({ number }) => number,
  );
