// The root key (32 random bytes) opens everything a desk keeps. It stands on disk only wrapped, in slots of `keys.json`:
//   recovery   one: the printed phrase, scrypt N=2^17; the way in that is always there
//   password   one a staff member, scrypt N=2^15: the first login after a start opens the file
//   osStore    one an account of the operating system (DPAPI, Keychain, Secret Service): the file opens without anybody
// Every slot has a wrapping key of its own and seals the root key with AES-256-GCM; the slot's other fields are associated data, so no
// field can be changed or moved to another slot or file.
//
// A password slot is found without naming anyone: ONE scrypt over the password, salted with the file's salt ‖ login, gives both the
// wrapping key and the finder. An unknown login and a wrong password are the same event: a finder that is not in the file. Whoever
// has the root key finds a person's slot by `owner`, an HMAC of the login under a key derived from the root key.
//
// What this cannot do: a removed slot still opens copies of the file made earlier (backups). Only a new root key would end that.
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { RecoveryPhrase } from '#shared/identity/recovery-phrase.ts';
import {
  emptyKeyFile,
  hasKeyFile,
  osStoreLimit,
  readKeyFile,
  writeKeyFile,
  type KeyFile,
  type PasswordSlot,
} from './key-file.ts';
import * as boxes from './slot-boxes.ts';
import type { Credentials, Keys, SecretStore } from './slot-boxes.ts';

export interface OpenedKeys {
  readonly rootKey: Uint8Array;
  /** The slot is cheaper to guess than it should be by now: call `setPassword` while the password is at hand. */
  readonly outdated: boolean;
}

export interface NewKeys {
  readonly phrase: RecoveryPhrase;
  readonly password?: Credentials;
}

/** Draws a root key and writes the first file. Refusals: keys.exist (nothing is ever written over), keys.notSaved. */
export async function createKeys(keys: Keys, { phrase, password }: NewKeys): Promise<Result<Uint8Array>> {
  const rootKey = keys.crypto.random.bytes(32);
  const recovery = await boxes.recoverySlot(keys, rootKey, phrase);
  const file = emptyKeyFile(boxes.checkOf(keys, rootKey), recovery);
  if (password) file.passwords.push(await boxes.passwordSlot(keys, rootKey, file, password));
  if (hasKeyFile(keys)) return refuse('keys.exist');
  const written = writeKeyFile(keys, file);
  return written.ok ? ok(rootKey) : written;
}

/** Refusals: keys.wrongPassword (whichever of the two is wrong; the login counts it), those of `readKeyFile`. */
export async function openWithPassword(keys: Keys, credentials: Credentials): Promise<Result<OpenedKeys>> {
  const read = readKeyFile(keys);
  if (!read.ok) return read;
  const found = await boxes.findPasswordSlot(keys, read.value, credentials);
  if (!found) return refuse('keys.wrongPassword');
  const rootKey = boxes.openPasswordSlot(keys, read.value, found);
  return rootKey ? ok({ rootKey, outdated: boxes.isOutdated(keys, found.slot) }) : refuse('keys.damaged');
}

/** Refusals: recovery.wrong, those of `readKeyFile`. */
export async function openWithRecovery(keys: Keys, phrase: RecoveryPhrase): Promise<Result<Uint8Array>> {
  const read = readKeyFile(keys);
  if (!read.ok) return read;
  const rootKey = await boxes.openRecoverySlot(keys, read.value, phrase);
  return rootKey ? ok(rootKey) : refuse('recovery.wrong');
}

/** Refusals: keys.osStoreUnavailable, keys.osStoreRefused (no slot is this account's), those of `readKeyFile`. */
export async function openWithOsStore(keys: Keys, store: SecretStore): Promise<Result<Uint8Array>> {
  const read = readKeyFile(keys);
  if (!read.ok) return read;
  if (!(await store.available())) return refuse('keys.osStoreUnavailable');
  for (const slot of read.value.osStores) {
    const rootKey = await boxes.openOsStoreSlot(keys, read.value, store, slot);
    if (rootKey) return ok(rootKey);
  }
  return refuse('keys.osStoreRefused');
}

/** Adds a person's slot or puts a new one in its place. Refusals: keys.otherRoot, keys.notSaved, those of `readKeyFile`. */
export async function setPassword(keys: Keys, rootKey: Uint8Array, credentials: Credentials): Promise<Result<void>> {
  const read = readKeyFile(keys);
  if (!read.ok) return read;
  const slot = await boxes.passwordSlot(keys, rootKey, read.value, credentials);
  return change(keys, rootKey, (file) => ({ ...file, passwords: [...withoutOwner(file, slot.owner), slot] }));
}

/** A suspended person opens nothing any more; true if there was a slot. Refusals as `setPassword`. */
export function removePassword(keys: Keys, rootKey: Uint8Array, login: string): Result<boolean> {
  const owner = boxes.ownerOf(keys, rootKey, login);
  let existed = false;
  const changed = change(keys, rootKey, (file) => {
    const passwords = withoutOwner(file, owner);
    existed = passwords.length < file.passwords.length;
    return { ...file, passwords };
  });
  return changed.ok ? ok(existed) : changed;
}

/** The old phrase opens nothing any more, but for older copies of the file. Refusals as `setPassword`. */
export async function replaceRecovery(keys: Keys, rootKey: Uint8Array, phrase: RecoveryPhrase): Promise<Result<void>> {
  const recovery = await boxes.recoverySlot(keys, rootKey, phrase);
  return change(keys, rootKey, (file) => ({ ...file, recovery }));
}

/** Replaces this account's slot, leaves other accounts' alone. Refusals: keys.osStoreUnavailable and as `setPassword`. */
export async function setOsStore(keys: Keys, rootKey: Uint8Array, store: SecretStore): Promise<Result<void>> {
  const read = readKeyFile(keys);
  if (!read.ok) return read;
  const slot = (await store.available()) ? await boxes.osStoreSlot(keys, rootKey, store) : undefined;
  if (!slot) return refuse('keys.osStoreUnavailable');
  const own = await boxes.ownSlotIds(store, read.value.osStores);
  return change(keys, rootKey, (file) => ({
    ...file,
    // Accounts that are gone (system installed anew) leave slots that nobody can tell apart: the oldest makes room.
    osStores: [...file.osStores.filter(({ id }) => !own.has(id)), slot].slice(-osStoreLimit),
  }));
}

/** From now on somebody has to log in after a start. Refusals as `setPassword`. */
export function removeOsStores(keys: Keys, rootKey: Uint8Array): Result<void> {
  return change(keys, rootKey, (file) => ({ ...file, osStores: [] }));
}

/** How many slots there are, for the settings page; nothing else can be told without the root key. */
export function countSlots(keys: Keys): Result<{ passwords: number; osStores: number }> {
  const read = readKeyFile(keys);
  return read.ok ? ok({ passwords: read.value.passwords.length, osStores: read.value.osStores.length }) : read;
}

/** Read, change and write without a pause between, after all slow work is done: two changes at once cannot lose each other's slots. */
function change(keys: Keys, rootKey: Uint8Array, alter: (file: KeyFile) => KeyFile): Result<void> {
  const read = readKeyFile(keys);
  if (!read.ok) return read;
  if (!boxes.isRootKeyOf(keys, read.value, rootKey)) return refuse('keys.otherRoot');
  return writeKeyFile(keys, alter(read.value));
}

const withoutOwner = (file: KeyFile, owner: string): PasswordSlot[] =>
  file.passwords.filter((slot) => slot.owner !== owner);
