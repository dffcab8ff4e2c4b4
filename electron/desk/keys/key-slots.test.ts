import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newPhrase } from '#shared/identity/recovery-phrase.ts';
import { unwrap, type Result } from '#shared/kernel/result.ts';
import { keyFileName } from './key-file.ts';
import {
  countSlots,
  createKeys,
  openWithOsStore,
  openWithPassword,
  openWithRecovery,
  removeOsStores,
  removePassword,
  replaceRecovery,
  setOsStore,
  setPassword,
} from './key-slots.ts';
import { createCrypto } from './provider.ts';
import type { ScryptCost } from './scrypt.ts';
import type { Keys, SecretStore } from './slot-boxes.ts';

const random = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };
const cheap = { password: { n: 2, r: 1, p: 1 }, recovery: { n: 4, r: 1, p: 1 } };
const wang = { login: '王霞', password: 'Yongfeng26' };
const liu = { login: 'liu.dh', password: 'Tongban-88' };

let directory: string;
let keys: Keys;
const file = () => join(directory, keyFileName);
const content = () => readFileSync(file(), 'utf8');
const refusalOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code);
const opens = async (credentials: typeof wang) => refusalOf(await openWithPassword(keys, credentials));

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tongban-keys-'));
  keys = { directory, crypto: createCrypto(random), costs: cheap };
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

async function created() {
  const phrase = newPhrase(random);
  const rootKey = unwrap(await createKeys(keys, { phrase, password: wang }));
  return { phrase, rootKey };
}

/** An operating system's store for one account: other accounts' bytes are refused, as DPAPI does. */
function storeOf(account: Uint8Array, available = true): SecretStore {
  const { aead } = createCrypto(random);
  return {
    available: () => Promise.resolve(available),
    protect: (bytes) => Promise.resolve(aead.seal(account, bytes, new Uint8Array())),
    unprotect(bytes) {
      const plain = aead.open(account, bytes, new Uint8Array());
      return plain ? Promise.resolve(plain) : Promise.reject(new Error('not this account'));
    },
  };
}

describe('a new key file', () => {
  test('for real: password at N=2^15, phrase at N=2^17, both open the same root key', async () => {
    keys = { directory, crypto: keys.crypto };
    const { phrase, rootKey } = await created();
    expect(rootKey).toHaveLength(32);
    expect(JSON.parse(content())).toMatchObject({
      recovery: { kdf: { cost: { n: 131_072, r: 8, p: 1 } } },
      passwords: [{ kdf: { cost: { n: 32_768, r: 8, p: 1 } } }],
    });
    expect(unwrap(await openWithPassword(keys, wang))).toEqual({ rootKey, outdated: false });
    expect(unwrap(await openWithRecovery(keys, phrase))).toEqual(rootKey);
    expect(await opens({ ...wang, password: 'Yongfeng27' })).toBe('keys.wrongPassword');
  });

  test('is readable by its owner alone, and leaves nothing beside it', async () => {
    await created();
    expect(readdirSync(directory)).toEqual([keyFileName]);
    if (process.platform !== 'win32') expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  test('never replaces one that is there, damaged or not', async () => {
    writeFileSync(file(), 'rotten');
    expect(refusalOf(await createKeys(keys, { phrase: newPhrase(random) }))).toBe('keys.exist');
    expect(content()).toBe('rotten');
  });

  test('may have no password yet: then none opens', async () => {
    await createKeys(keys, { phrase: newPhrase(random) });
    expect(await opens(wang)).toBe('keys.wrongPassword');
    expect(unwrap(countSlots(keys))).toEqual({ passwords: 0, osStores: 0 });
  });
});

/** The forms in which a planted secret could lie in a file. */
const formsOf = (secret: Uint8Array) =>
  (['utf8', 'latin1', 'hex', 'base64', 'base64url'] as const).map((encoding) => Buffer.from(secret).toString(encoding));
const textForms = (text: string) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')].flatMap(formsOf);

test('what lies on the disk names nobody and holds no bare key, password or phrase', async () => {
  const { phrase, rootKey } = await created();
  unwrap(await setPassword(keys, rootKey, liu));
  unwrap(await setOsStore(keys, rootKey, storeOf(random.bytes(32))));
  const planted = [wang.login, wang.password, liu.login, liu.password, phrase].flatMap(textForms);
  const onDisk = content();
  for (const form of [...planted, ...formsOf(rootKey)]) expect(onDisk).not.toContain(form);
  const other = await keys.crypto.scrypt(Buffer.from(wang.login), new Uint8Array(16), cheap.password);
  expect(onDisk).not.toContain(Buffer.from(other).toString('base64url'));
});

describe('password slots', () => {
  test('open by login and password, with outer blanks and other compositions of the login', async () => {
    const { rootKey } = await created();
    unwrap(await setPassword(keys, rootKey, { login: 'zoé', password: 'Café２６aa' }));
    expect(unwrap(await openWithPassword(keys, { login: ' zoe\u0301 ', password: 'Cafe\u030126aa' })).rootKey).toEqual(
      rootKey,
    );
    expect(await opens({ login: ' 王霞\u3000', password: wang.password })).toBe('ok');
  });

  test('one password does not open for another login, nor one login with another password', async () => {
    const { rootKey } = await created();
    unwrap(await setPassword(keys, rootKey, liu));
    expect(await opens(liu)).toBe('ok');
    expect(await opens({ login: liu.login, password: wang.password })).toBe('keys.wrongPassword');
    expect(await opens({ login: wang.login, password: liu.password })).toBe('keys.wrongPassword');
    expect(await opens({ login: '', password: '' })).toBe('keys.wrongPassword');
  });

  test('an unknown login, a wrong password and a right one cost the same scrypt', async () => {
    await created();
    const works: ScryptCost[] = [];
    const { scrypt } = keys.crypto;
    const counting: typeof scrypt = (secret, salt, cost) => {
      works.push(cost);
      return scrypt(secret, salt, cost);
    };
    keys = { ...keys, crypto: { ...keys.crypto, scrypt: counting } };
    const workOf = async (credentials: typeof wang) => {
      works.length = 0;
      const answer = await openWithPassword(keys, credentials);
      return { works: [...works], answer: answer.ok ? 'ok' : answer };
    };
    const unknown = await workOf({ login: 'nobody', password: 'Yongfeng26' });
    expect(unknown).toEqual(await workOf({ ...wang, password: 'wrong' }));
    expect((await workOf(wang)).works).toEqual(unknown.works);
    expect(unknown.works).toEqual([cheap.password]);
  });

  test('a new password puts the old one out of use; people share nothing', async () => {
    const { rootKey } = await created();
    unwrap(await setPassword(keys, rootKey, { ...wang, login: ' 王霞', password: 'New-pass-1' }));
    expect(await opens(wang)).toBe('keys.wrongPassword');
    expect(await opens({ ...wang, password: 'New-pass-1' })).toBe('ok');
    unwrap(await setPassword(keys, rootKey, { ...liu, password: 'New-pass-1' }));
    const { passwords } = JSON.parse(content()) as { passwords: Record<string, string>[] };
    expect(new Set(passwords.map((slot) => slot.finder)).size).toBe(2);
    expect(unwrap(countSlots(keys))).toEqual({ passwords: 2, osStores: 0 });
  });

  test('a removed person opens nothing; the others and the phrase still do', async () => {
    const { phrase, rootKey } = await created();
    unwrap(await setPassword(keys, rootKey, liu));
    expect(unwrap(removePassword(keys, rootKey, wang.login))).toBe(true);
    expect(unwrap(removePassword(keys, rootKey, wang.login))).toBe(false);
    expect(await opens(wang)).toBe('keys.wrongPassword');
    expect(await opens(liu)).toBe('ok');
    expect(unwrap(await openWithRecovery(keys, phrase))).toEqual(rootKey);
  });

  test('two changes at once lose neither', async () => {
    const { rootKey } = await created();
    const people = Array.from({ length: 8 }, (_, index) => ({ login: `p${String(index)}`, password: 'Yongfeng26' }));
    for (const result of await Promise.all(people.map((person) => setPassword(keys, rootKey, person)))) unwrap(result);
    for (const person of people) expect(await opens(person)).toBe('ok');
  });

  test('when the cost is raised the old slot opens, says so, and is renewed', async () => {
    const { rootKey } = await created();
    unwrap(await setPassword(keys, rootKey, liu));
    keys = { ...keys, costs: { ...cheap, password: { n: 8, r: 1, p: 1 } } };
    expect(unwrap(await openWithPassword(keys, wang)).outdated).toBe(true);
    unwrap(await setPassword(keys, rootKey, wang));
    expect(unwrap(await openWithPassword(keys, wang)).outdated).toBe(false);
    expect(unwrap(await openWithPassword(keys, liu)).outdated).toBe(true);
  });
});

test('a replaced recovery phrase opens, the old one and a stranger do not', async () => {
  const { phrase, rootKey } = await created();
  const next = newPhrase(random);
  unwrap(await replaceRecovery(keys, rootKey, next));
  expect(unwrap(await openWithRecovery(keys, next))).toEqual(rootKey);
  expect(refusalOf(await openWithRecovery(keys, phrase))).toBe('recovery.wrong');
  expect(refusalOf(await openWithRecovery(keys, newPhrase(random)))).toBe('recovery.wrong');
  expect(await opens(wang)).toBe('ok');
});

describe('the store of the operating system', () => {
  const [mine, others] = [storeOf(random.bytes(32)), storeOf(random.bytes(32))];

  test('opens for the account that set it, each for itself', async () => {
    const { rootKey } = await created();
    unwrap(await setOsStore(keys, rootKey, mine));
    expect(unwrap(await openWithOsStore(keys, mine))).toEqual(rootKey);
    expect(refusalOf(await openWithOsStore(keys, others))).toBe('keys.osStoreRefused');
    unwrap(await setOsStore(keys, rootKey, others));
    unwrap(await setOsStore(keys, rootKey, mine));
    expect(unwrap(countSlots(keys)).osStores).toBe(2);
    expect(unwrap(await openWithOsStore(keys, others))).toEqual(rootKey);
    unwrap(removeOsStores(keys, rootKey));
    expect(refusalOf(await openWithOsStore(keys, mine))).toBe('keys.osStoreRefused');
  });

  test('of many accounts keeps the last twenty', async () => {
    const { rootKey } = await created();
    const stores = Array.from({ length: 21 }, () => storeOf(random.bytes(32)));
    for (const store of stores) unwrap(await setOsStore(keys, rootKey, store));
    const answers = await Promise.all(stores.map(async (store) => refusalOf(await openWithOsStore(keys, store))));
    expect(answers).toEqual(['keys.osStoreRefused', ...Array.from({ length: 20 }, () => 'ok')]);
  });

  test('is refused where there is none, where it fails, and where it only pretends', async () => {
    const { rootKey } = await created();
    const before = content();
    const pretending: SecretStore = {
      available: () => Promise.resolve(true),
      protect: (bytes) => Promise.resolve(Buffer.concat([Buffer.from('v10'), bytes])),
      unprotect: (bytes) => Promise.resolve(bytes.subarray(3)),
    };
    const failing: SecretStore = { ...mine, protect: () => Promise.reject(new Error('keyring locked')) };
    const forgetting: SecretStore = { ...mine, unprotect: () => Promise.resolve(random.bytes(32)) };
    for (const store of [storeOf(random.bytes(32), false), pretending, failing, forgetting]) {
      expect(refusalOf(await setOsStore(keys, rootKey, store))).toBe('keys.osStoreUnavailable');
    }
    expect(content()).toBe(before);
    expect(refusalOf(await openWithOsStore(keys, storeOf(random.bytes(32), false)))).toBe('keys.osStoreUnavailable');
  });
});

describe('a file that is not as it should be', () => {
  const everything = async (phrase: ReturnType<typeof newPhrase>, rootKey: Uint8Array) => [
    refusalOf(await openWithPassword(keys, wang)),
    refusalOf(await openWithRecovery(keys, phrase)),
    refusalOf(await openWithOsStore(keys, storeOf(new Uint8Array(32)))),
    refusalOf(await setPassword(keys, rootKey, liu)),
    refusalOf(removePassword(keys, rootKey, wang.login)),
    refusalOf(await replaceRecovery(keys, rootKey, phrase)),
    refusalOf(await setOsStore(keys, rootKey, storeOf(new Uint8Array(32)))),
    refusalOf(removeOsStores(keys, rootKey)),
    refusalOf(countSlots(keys)),
  ];
  const withFields = (change: object) => JSON.stringify({ ...(JSON.parse(content()) as object), ...change });

  test.each([
    ['keys.damaged', 'empty', () => ''],
    ['keys.damaged', 'not JSON', () => '{"format":'],
    ['keys.damaged', 'another file', () => '{}'],
    ['keys.damaged', 'cut', () => content().slice(0, -1)],
    ['keys.damaged', 'with an unknown field', () => withFields({ extra: 1 })],
    ['keys.damaged', 'with a slot taken out', () => withFields({ passwords: [] })],
    ['keys.damaged', 'too large', () => ' '.repeat(5_000_000)],
    ['keys.future', 'from a later version', () => withFields({ version: 2, shape: { quite: 'other' } })],
  ])('%s: %s; it is left as it is', async (code, _, broken) => {
    const { phrase, rootKey } = await created();
    const text = broken();
    writeFileSync(file(), text);
    expect(new Set(await everything(phrase, rootKey))).toEqual(new Set([code]));
    expect(content()).toBe(text);
  });

  test('any single bit flipped is noticed', async () => {
    await created();
    const good = readFileSync(file());
    for (let bit = 0; bit < good.length * 8; bit += 1) {
      const index = bit >> 3;
      writeFileSync(file(), good.with(index, (good[index] ?? 0) ^ (1 << (bit & 7))));
      const code = refusalOf(countSlots(keys));
      // "version":1 with a flipped bit may read as a later version.
      if (code !== 'keys.damaged') expect([bit, code]).toEqual([bit, 'keys.future']);
    }
  });

  test('slots put together by a person, sum and all, do not open', async () => {
    const { phrase, rootKey } = await created();
    unwrap(await setPassword(keys, rootKey, liu));
    const parsed = JSON.parse(content()) as {
      passwords: Record<string, unknown>[];
      recovery: { kdf: { cost: unknown } };
    };
    const { sum: _, ...rest } = parsed as typeof parsed & { sum: string };
    const forge = (change: object) => {
      const forged = { ...rest, ...change };
      const sum = Buffer.from(keys.crypto.sm3(Buffer.from(JSON.stringify(forged)))).toString('base64url');
      writeFileSync(file(), JSON.stringify({ ...forged, sum }));
    };
    const [first, second] = parsed.passwords;
    forge({});
    expect(await opens(wang)).toBe('ok');
    forge({ passwords: [{ ...first, box: second?.box }, second] });
    expect(await opens(wang)).toBe('keys.damaged');
    forge({ passwords: [{ ...first, owner: second?.owner }, second] });
    expect(await opens(wang)).toBe('keys.damaged');
    forge({ recovery: { ...parsed.recovery, kdf: { ...parsed.recovery.kdf, cost: { n: 2 ** 30, r: 8, p: 1 } } } });
    expect(refusalOf(await openWithRecovery(keys, phrase))).toBe('keys.damaged');
  });

  test('missing, or a folder in its place', async () => {
    const { phrase, rootKey } = await created();
    rmSync(file());
    expect(new Set(await everything(phrase, rootKey))).toEqual(new Set(['keys.missing']));
    mkdirSync(file());
    expect(countSlots(keys)).toEqual({ ok: false, refusal: { code: 'keys.unreadable', details: { error: 'EISDIR' } } });
  });
});

test('a root key of other data changes nothing', async () => {
  await created();
  const before = content();
  const stranger = random.bytes(32);
  expect(refusalOf(await setPassword(keys, stranger, liu))).toBe('keys.otherRoot');
  expect(refusalOf(removePassword(keys, stranger, wang.login))).toBe('keys.otherRoot');
  expect(refusalOf(await replaceRecovery(keys, stranger, newPhrase(random)))).toBe('keys.otherRoot');
  expect(refusalOf(await setOsStore(keys, stranger, storeOf(stranger)))).toBe('keys.otherRoot');
  expect(content()).toBe(before);
});

test('when the new file cannot be written the old one stays and still opens', async () => {
  const { rootKey } = await created();
  const before = content();
  // Whatever name the new file is written under, a folder stands there already.
  for (const name of ['.part', '.new', '.tmp']) mkdirSync(`${file()}${name}`);
  expect(await setPassword(keys, rootKey, liu)).toEqual({
    ok: false,
    refusal: { code: 'keys.notSaved', details: { error: 'EISDIR' } },
  });
  expect(content()).toBe(before);
  expect(await opens(wang)).toBe('ok');
});

test('in a folder that is not there, creating refuses and makes nothing', async () => {
  keys = { ...keys, directory: join(directory, 'gone') };
  expect(refusalOf(await createKeys(keys, { phrase: newPhrase(random) }))).toBe('keys.notSaved');
  expect(existsSync(keys.directory)).toBe(false);
});
