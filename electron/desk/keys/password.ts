// The text by which a staff password is checked later without being kept. What one must look like: shared/identity/password-policy.ts.
import { normalPassword } from '#shared/identity/password-policy.ts';
import type { CryptoProvider } from './provider.ts';
import { isCheaper, passwordCost, scryptCostSchema, type ScryptCost } from './scrypt.ts';

export {
  checkPassword,
  defaultPasswordPolicy,
  normalLogin,
  normalPassword,
  passwordPolicySchema,
  type PasswordPolicy,
} from '#shared/identity/password-policy.ts';

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
