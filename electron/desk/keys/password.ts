// What a staff password must look like, and the text by which one is checked later without being kept.
import { z } from 'zod';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { CryptoProvider } from './provider.ts';
import { isCheaper, passwordCost, scryptCostSchema, type ScryptCost } from './scrypt.ts';

/** Set per station. GB/T 22239-2019 8.1.4.1 asks for "complexity" without figures; these are what assessors (等保测评) expect. */
export const passwordPolicySchema = z.strictObject({
  minLength: z.int().min(8).max(64),
  /** Of lower-case letters, upper-case letters, digits, everything else. */
  minClasses: z.int().min(1).max(4),
});
export type PasswordPolicy = z.infer<typeof passwordPolicySchema>;
export const defaultPasswordPolicy: PasswordPolicy = { minLength: 8, minClasses: 3 };

/** Longer ones only cost time; nobody types them. */
const maxLength = 256;
const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u];

/** Characters count as a person counts them (code points). Refusals: password.tooShort, .tooLong, .tooSimple, .isLogin. */
export function checkPassword(password: string, login: string, policy = defaultPasswordPolicy): Result<void> {
  const text = normalPassword(password);
  const length = Array.from(text).length;
  if (length < policy.minLength) return refuse('password.tooShort', { least: policy.minLength });
  if (length > maxLength) return refuse('password.tooLong', { most: maxLength });
  if (classes.filter((pattern) => pattern.test(text)).length < policy.minClasses) {
    return refuse('password.tooSimple', { least: policy.minClasses });
  }
  if (containsLogin(text, login)) return refuse('password.isLogin');
  return ok(undefined);
}

/** `Wang.Xia2026` for the login `wang.xia` is the login name, with decoration; one- and two-letter logins are in everything. */
function containsLogin(text: string, login: string): boolean {
  const [password, name] = [text.toLowerCase(), normalPassword(normalLogin(login)).toLowerCase()];
  return password === name || (Array.from(name).length > 2 && password.includes(name));
}

/** One text for one password, whatever the input method did: composed, full-width letters as plain ones (NIST SP 800-63B 5.1.1.2). */
export const normalPassword = (password: string): string => password.normalize('NFKC');

/** One text for one login name: outer blanks gone, composed. */
export const normalLogin = (login: string): string => login.trim().normalize('NFC');

/** `scrypt$<N>$<r>$<p>$<salt>$<hash>`, base64url: the cost stands in the text, so it can be raised later. */
export async function createVerifier(crypto: CryptoProvider, password: string, cost = passwordCost): Promise<string> {
  const salt = crypto.random.bytes(16);
  const hash = await crypto.scrypt(secretOf(password), salt, cost);
  return ['scrypt', cost.n, cost.r, cost.p, base64(salt), base64(hash)].join('$');
}

export interface PasswordCheck {
  readonly matches: boolean;
  /** It matches, but guessing is cheaper than `cost` asks: store a new verifier while the password is at hand. */
  readonly outdated: boolean;
}

/** `verifier` is undefined for an unknown login: the same work is done, so that the answer's time tells nobody who works here. */
export async function verifyPassword(
  crypto: CryptoProvider,
  password: string,
  verifier: string | undefined,
  cost: ScryptCost = passwordCost,
): Promise<PasswordCheck> {
  const known = verifier === undefined ? undefined : parseVerifier(verifier);
  const wanted = known ?? { cost, salt: crypto.random.bytes(16), hash: crypto.random.bytes(32) };
  const hash = await crypto.scrypt(secretOf(password), wanted.salt, wanted.cost);
  const matches = crypto.constantTimeEqual(hash, wanted.hash) && known !== undefined;
  return { matches, outdated: matches && isCheaper(wanted.cost, cost) };
}

interface Verifier {
  readonly cost: ScryptCost;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

const verifierPattern = /^scrypt\$(\d{1,9})\$(\d{1,3})\$(\d{1,3})\$([\w-]{22})\$([\w-]{43})$/;

/** A verifier comes out of our own encrypted table, so a malformed one is a bug or a damaged file: it throws, without the text. */
function parseVerifier(text: string): Verifier {
  const [, n, r, p, salt, hash] = verifierPattern.exec(text) ?? [];
  const cost = scryptCostSchema.safeParse({ n: Number(n), r: Number(r), p: Number(p) });
  if (!cost.success || salt === undefined || hash === undefined)
    throw new Error('a stored password verifier is malformed');
  return { cost: cost.data, salt: Buffer.from(salt, 'base64url'), hash: Buffer.from(hash, 'base64url') };
}

const secretOf = (password: string): Uint8Array => Buffer.from(normalPassword(password), 'utf8');
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
