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
  readKeyFile,
  writeKeyFile,
  type Kdf,
  type KeyFile,
  type KeyFolder,
  type OsStoreSlot,
  type PasswordSlot,
} from './key-file.ts';
import { normalLogin, normalPassword } from './password.ts';
import { isCheaper, isSameCost, passwordCost, recoveryCost, type ScryptCost } from './scrypt.ts';

/** Binds bytes to the account of the operating system: Electron's safeStorage, asked in the main process, hence the promises. */
export interface SecretStore {
  /** False also where the store is one in name only (`basic_text`). */
  available(): Promise<boolean>;
  protect(bytes: Uint8Array): Promise<Uint8Array>;
  /** Rejects another account's or machine's bytes. */
  unprotect(bytes: Uint8Array): Promise<Uint8Array>;
}

export interface Keys extends KeyFolder {
  /** Only tests give cheaper ones. */
  readonly costs?: { readonly password: ScryptCost; readonly recovery: ScryptCost };
}

export interface OpenedKeys {
  readonly rootKey: Uint8Array;
  /** The slot is cheaper to guess than it should be by now: call `setPassword` while the password is at hand. */
  readonly outdated: boolean;
}

export interface Credentials {
  readonly login: string;
  readonly password: string;
}

export interface NewKeys {
  readonly phrase: RecoveryPhrase;
  readonly password?: Credentials;
}

/** Draws a root key and writes the first file. Refusals: keys.exist (nothing is ever written over), keys.notSaved. */
export async function createKeys(keys: Keys, { phrase, password }: NewKeys): Promise<Result<Uint8Array>> {
  const rootKey = keys.crypto.random.bytes(32);
  const check = text64(checkOf(keys, rootKey));
  const file = emptyKeyFile(check, await recoverySlot(keys, rootKey, phrase, check));
  if (password) file.passwords.push(await passwordSlot(keys, rootKey, file, password));
  if (hasKeyFile(keys)) return refuse('keys.exist');
  const written = writeKeyFile(keys, file);
  return written.ok ? ok(rootKey) : written;
}

/** Refusals: keys.wrongPassword (whichever of the two is wrong; the login counts it), those of `readKeyFile`. */
export async function openWithPassword(keys: Keys, credentials: Credentials): Promise<Result<OpenedKeys>> {
  const read = readKeyFile(keys);
  if (!read.ok) return read;
  const found = await findPasswordSlot(keys, read.value, credentials);
  if (!found) return refuse('keys.wrongPassword');
  const rootKey = unwrap(
    keys,
    wrappingKey(keys, found.master, found.slot),
    found.slot.box,
    passwordMeta(read.value.check, found.slot),
  );
  if (!rootKey) return refuse('keys.damaged');
  return ok({ rootKey, outdated: isCheaper(found.slot.kdf.cost, costsOf(keys).password) });
}

/** Refusals: recovery.wrong, those of `readKeyFile`. */
export async function openWithRecovery(keys: Keys, phrase: RecoveryPhrase): Promise<Result<Uint8Array>> {
  const read = readKeyFile(keys);
  if (!read.ok) return read;
  const { recovery, check } = read.value;
  const key = await scryptOf(keys, phrase, recovery.kdf);
  const rootKey = unwrap(keys, key, recovery.box, recoveryMeta(check, recovery.kdf));
  return rootKey ? ok(rootKey) : refuse('recovery.wrong');
}

/** Refusals: keys.osStoreUnavailable, keys.osStoreRefused (no slot is this account's), those of `readKeyFile`. */
export async function openWithOsStore(keys: Keys, store: SecretStore): Promise<Result<Uint8Array>> {
  const read = readKeyFile(keys);
  if (!read.ok) return read;
  if (!(await store.available())) return refuse('keys.osStoreUnavailable');
  for (const slot of read.value.osStores) {
    const key = await unprotectSlot(store, slot);
    const rootKey = key && unwrap(keys, key, slot.box, osStoreMeta(read.value.check, slot));
    if (rootKey) return ok(rootKey);
  }
  return refuse('keys.osStoreRefused');
}

/** Adds a person's slot or puts a new one in its place. Refusals: keys.otherRoot, keys.notSaved, those of `readKeyFile`. */
export async function setPassword(keys: Keys, rootKey: Uint8Array, credentials: Credentials): Promise<Result<void>> {
  const read = readKeyFile(keys);
  if (!read.ok) return read;
  const slot = await passwordSlot(keys, rootKey, read.value, credentials);
  return change(keys, rootKey, (file) => ({ ...file, passwords: [...withoutOwner(file, slot.owner), slot] }));
}

/** A suspended person opens nothing any more; true if there was a slot. Refusals as `setPassword`. */
export function removePassword(keys: Keys, rootKey: Uint8Array, login: string): Result<boolean> {
  const owner = ownerOf(keys, rootKey, login);
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
  const recovery = await recoverySlot(keys, rootKey, phrase, text64(checkOf(keys, rootKey)));
  return change(keys, rootKey, (file) => ({ ...file, recovery }));
}

/** Replaces this account's slot, leaves other accounts' alone. Refusals: keys.osStoreUnavailable and as `setPassword`. */
export async function setOsStore(keys: Keys, rootKey: Uint8Array, store: SecretStore): Promise<Result<void>> {
  const read = readKeyFile(keys);
  if (!read.ok) return read;
  const slot = (await store.available()) ? await osStoreSlot(keys, rootKey, store) : undefined;
  if (!slot) return refuse('keys.osStoreUnavailable');
  const own = await ownSlotIds(store, read.value.osStores);
  return change(keys, rootKey, (file) => ({
    ...file,
    osStores: [...file.osStores.filter(({ id }) => !own.has(id)), slot],
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
  if (!keys.crypto.constantTimeEqual(checkOf(keys, rootKey), bytes64(read.value.check)))
    return refuse('keys.otherRoot');
  return writeKeyFile(keys, alter(read.value));
}

interface FoundSlot {
  readonly slot: PasswordSlot;
  readonly master: Uint8Array;
}

/** The same work whether a slot is found or not: every salt is tried, every finder compared. */
async function findPasswordSlot(keys: Keys, file: KeyFile, credentials: Credentials): Promise<FoundSlot | undefined> {
  let found: FoundSlot | undefined;
  for (const kdf of distinctKdfs(keys, file)) {
    const master = await masterOf(keys, credentials, kdf);
    const finder = keys.crypto.deriveKey(master, 'finder');
    for (const slot of file.passwords) {
      if (keys.crypto.constantTimeEqual(finder, bytes64(slot.finder))) found = { slot, master };
    }
  }
  return found;
}

/** Usually one: slots share the file's salt until the cost is raised. A file without passwords is worked at all the same. */
function distinctKdfs(keys: Keys, file: KeyFile): readonly Kdf[] {
  const kdfs = new Map(file.passwords.map(({ kdf }) => [JSON.stringify(kdf), kdf]));
  return kdfs.size > 0 ? [...kdfs.values()] : [newKdf(keys, costsOf(keys).password)];
}

async function passwordSlot(
  keys: Keys,
  rootKey: Uint8Array,
  file: KeyFile,
  credentials: Credentials,
): Promise<PasswordSlot> {
  const cost = costsOf(keys).password;
  const kdf = file.passwords.find((slot) => isSameCost(slot.kdf.cost, cost))?.kdf ?? newKdf(keys, cost);
  const master = await masterOf(keys, credentials, kdf);
  const slot = {
    id: text64(keys.crypto.random.bytes(12)),
    kdf,
    finder: text64(keys.crypto.deriveKey(master, 'finder')),
    owner: ownerOf(keys, rootKey, credentials.login),
  };
  return { ...slot, box: wrap(keys, wrappingKey(keys, master, slot), rootKey, passwordMeta(file.check, slot)) };
}

async function recoverySlot(
  keys: Keys,
  rootKey: Uint8Array,
  phrase: RecoveryPhrase,
  check: string,
): Promise<KeyFile['recovery']> {
  const kdf = newKdf(keys, costsOf(keys).recovery);
  const key = await scryptOf(keys, phrase, kdf);
  return { kdf, box: wrap(keys, key, rootKey, recoveryMeta(check, kdf)) };
}

/** The operating system keeps a wrapping key, not the root key: its store binds no associated data. `undefined`: the store is no good. */
async function osStoreSlot(keys: Keys, rootKey: Uint8Array, store: SecretStore): Promise<OsStoreSlot | undefined> {
  const key = keys.crypto.random.bytes(32);
  const sealed = await protectedBytes(store, key);
  if (!sealed || holds(sealed, key)) return undefined;
  const slot = { id: text64(keys.crypto.random.bytes(12)), sealed: text64(sealed) };
  const back = await unprotectSlot(store, slot);
  if (!back || !keys.crypto.constantTimeEqual(back, key)) return undefined;
  return { ...slot, box: wrap(keys, key, rootKey, osStoreMeta(text64(checkOf(keys, rootKey)), slot)) };
}

/** A store that only pretends would put a bare key on the disk. */
const holds = (sealed: Uint8Array, key: Uint8Array): boolean => Buffer.from(sealed).includes(Buffer.from(key));

/** Stores of operating systems fail when a keyring is locked or a person said no. */
async function protectedBytes(store: SecretStore, key: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    return await store.protect(key);
  } catch {
    return undefined;
  }
}

async function unprotectSlot(store: SecretStore, slot: Pick<OsStoreSlot, 'sealed'>): Promise<Uint8Array | undefined> {
  try {
    const key = await store.unprotect(bytes64(slot.sealed));
    return key.length === 32 ? key : undefined;
  } catch {
    return undefined;
  }
}

async function ownSlotIds(store: SecretStore, slots: readonly OsStoreSlot[]): Promise<ReadonlySet<string>> {
  const own = new Set<string>();
  for (const slot of slots) if (await unprotectSlot(store, slot)) own.add(slot.id);
  return own;
}

const withoutOwner = (file: KeyFile, owner: string): PasswordSlot[] =>
  file.passwords.filter((slot) => slot.owner !== owner);

/** The salt holds the login, so two people with one password have nothing in common. Its length is fixed: no separator is needed. */
function masterOf(keys: Keys, { login, password }: Credentials, { cost, salt }: Kdf): Promise<Uint8Array> {
  const personal = Buffer.concat([bytes64(salt), utf8(normalLogin(login))]);
  return keys.crypto.scrypt(utf8(normalPassword(password)), personal, cost);
}

const scryptOf = (keys: Keys, secret: string, { cost, salt }: Kdf): Promise<Uint8Array> =>
  keys.crypto.scrypt(utf8(secret), bytes64(salt), cost);

const wrappingKey = (keys: Keys, master: Uint8Array, { id }: Pick<PasswordSlot, 'id'>): Uint8Array =>
  keys.crypto.deriveKey(master, `wrap ${id}`);

const checkOf = (keys: Keys, rootKey: Uint8Array): Uint8Array => keys.crypto.deriveKey(rootKey, 'tongban key check');

function ownerOf(keys: Keys, rootKey: Uint8Array, login: string): string {
  const key = keys.crypto.deriveKey(rootKey, 'tongban key slot owner');
  return text64(keys.crypto.hmacSha256(key, utf8(normalLogin(login))));
}

const wrap = (keys: Keys, key: Uint8Array, rootKey: Uint8Array, meta: Uint8Array): string =>
  text64(keys.crypto.aead.seal(key, rootKey, meta));

const unwrap = (keys: Keys, key: Uint8Array, box: string, meta: Uint8Array): Uint8Array | undefined =>
  keys.crypto.aead.open(key, bytes64(box), meta);

// The associated data of each kind of slot: everything in it but the box, and the file's check value.
const meta = (...parts: readonly unknown[]): Uint8Array => utf8(JSON.stringify(['tongban-keys', 1, ...parts]));
const kdfParts = ({ cost, salt }: Kdf): readonly unknown[] => [cost.n, cost.r, cost.p, salt];
const recoveryMeta = (check: string, kdf: Kdf) => meta('recovery', check, ...kdfParts(kdf));
const passwordMeta = (check: string, slot: Omit<PasswordSlot, 'box'>) =>
  meta('password', check, slot.id, ...kdfParts(slot.kdf), slot.finder, slot.owner);
const osStoreMeta = (check: string, slot: Omit<OsStoreSlot, 'box'>) => meta('osStore', check, slot.id, slot.sealed);

const newKdf = (keys: Keys, cost: ScryptCost): Kdf => ({ cost, salt: text64(keys.crypto.random.bytes(16)) });
const costsOf = (keys: Keys) => keys.costs ?? { password: passwordCost, recovery: recoveryCost };
const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const text64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const bytes64 = (text: string): Uint8Array => Buffer.from(text, 'base64url');
