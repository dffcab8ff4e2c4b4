// How each kind of slot wraps the root key and gives it back; what the slots are for stands in `key-slots.ts`.
import type { RecoveryPhrase } from '#shared/identity/recovery-phrase.ts';
import type { Kdf, KeyFile, KeyFolder, OsStoreSlot, PasswordSlot } from './key-file.ts';
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

export interface Credentials {
  readonly login: string;
  readonly password: string;
}

export interface FoundSlot {
  readonly slot: PasswordSlot;
  readonly master: Uint8Array;
}

/** The same work whether a slot is found or not: every salt is tried, every finder compared. */
export async function findPasswordSlot(
  keys: Keys,
  file: KeyFile,
  credentials: Credentials,
): Promise<FoundSlot | undefined> {
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

/** `undefined` only for a slot that was tampered with: whoever found it had the right password. */
export const openPasswordSlot = (keys: Keys, file: KeyFile, { slot, master }: FoundSlot): Uint8Array | undefined =>
  unwrap(keys, wrappingKey(keys, master, slot), slot.box, passwordMeta(file.check, slot));

export const isOutdated = (keys: Keys, { kdf }: PasswordSlot): boolean => isCheaper(kdf.cost, costsOf(keys).password);

/** Usually one: slots share the file's salt until the cost is raised. A file without passwords is worked at all the same. */
function distinctKdfs(keys: Keys, file: KeyFile): readonly Kdf[] {
  const kdfs = new Map(file.passwords.map(({ kdf }) => [JSON.stringify(kdf), kdf]));
  return kdfs.size > 0 ? [...kdfs.values()] : [newKdf(keys, costsOf(keys).password)];
}

export async function passwordSlot(
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

export async function recoverySlot(
  keys: Keys,
  rootKey: Uint8Array,
  phrase: RecoveryPhrase,
): Promise<KeyFile['recovery']> {
  const kdf = newKdf(keys, costsOf(keys).recovery);
  const key = await scryptOf(keys, phrase, kdf);
  return { kdf, box: wrap(keys, key, rootKey, recoveryMeta(checkOf(keys, rootKey), kdf)) };
}

export async function openRecoverySlot(
  keys: Keys,
  file: KeyFile,
  phrase: RecoveryPhrase,
): Promise<Uint8Array | undefined> {
  const { kdf, box } = file.recovery;
  return unwrap(keys, await scryptOf(keys, phrase, kdf), box, recoveryMeta(file.check, kdf));
}

/** The operating system keeps a wrapping key, not the root key: its store binds no associated data. `undefined`: the store is no good. */
export async function osStoreSlot(
  keys: Keys,
  rootKey: Uint8Array,
  store: SecretStore,
): Promise<OsStoreSlot | undefined> {
  const key = keys.crypto.random.bytes(32);
  const sealed = await protectedBytes(store, key);
  if (!sealed || holds(sealed, key)) return undefined;
  const slot = { id: text64(keys.crypto.random.bytes(12)), sealed: text64(sealed) };
  const back = await unprotectSlot(store, slot);
  if (!back || !keys.crypto.constantTimeEqual(back, key)) return undefined;
  return { ...slot, box: wrap(keys, key, rootKey, osStoreMeta(checkOf(keys, rootKey), slot)) };
}

export async function openOsStoreSlot(
  keys: Keys,
  file: KeyFile,
  store: SecretStore,
  slot: OsStoreSlot,
): Promise<Uint8Array | undefined> {
  const key = await unprotectSlot(store, slot);
  return key && unwrap(keys, key, slot.box, osStoreMeta(file.check, slot));
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

export async function ownSlotIds(store: SecretStore, slots: readonly OsStoreSlot[]): Promise<ReadonlySet<string>> {
  const own = new Set<string>();
  for (const slot of slots) if (await unprotectSlot(store, slot)) own.add(slot.id);
  return own;
}

/** The salt holds the login, so two people with one password have nothing in common. Its length is fixed: no separator is needed. */
function masterOf(keys: Keys, { login, password }: Credentials, { cost, salt }: Kdf): Promise<Uint8Array> {
  const personal = Buffer.concat([bytes64(salt), utf8(normalLogin(login))]);
  return keys.crypto.scrypt(utf8(normalPassword(password)), personal, cost);
}

const scryptOf = (keys: Keys, secret: string, { cost, salt }: Kdf): Promise<Uint8Array> =>
  keys.crypto.scrypt(utf8(secret), bytes64(salt), cost);

const wrappingKey = (keys: Keys, master: Uint8Array, { id }: Pick<PasswordSlot, 'id'>): Uint8Array =>
  keys.crypto.deriveKey(master, `wrap ${id}`);

/** By this value a file knows its root key. */
export const checkOf = (keys: Keys, rootKey: Uint8Array): string =>
  text64(keys.crypto.deriveKey(rootKey, 'tongban key check'));

export const isRootKeyOf = (keys: Keys, file: KeyFile, rootKey: Uint8Array): boolean =>
  keys.crypto.constantTimeEqual(bytes64(checkOf(keys, rootKey)), bytes64(file.check));

export function ownerOf(keys: Keys, rootKey: Uint8Array, login: string): string {
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
