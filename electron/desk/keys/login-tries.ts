/**
 * Failed logins since the last success, kept beside the key file: closing and opening the program does not end a lock. Before the first
 * login the encrypted file is closed, so this one lies in the clear and names nobody: a login is one of 256 pigeonholes, by a hash
 * with the file's own salt, and any list of names fits every one of them. Two people of one pigeonhole wait for each other after a
 * start, at most as long as a lock lasts. Whoever can delete the file can copy the key file too; against them stands scrypt.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../store/durable.ts';
import { errorCode } from '../store/failures.ts';
import { normalLogin } from './password.ts';
import type { CryptoProvider } from './provider.ts';

export const triesName = 'login-tries.json';

/** Failed tries of yesterday are forgotten: whoever mistypes once a week is not locked out in the fifth. */
const rememberedMs = 24 * 3_600_000;
/** More than one lock takes. */
const mostKept = 20;

const fileSchema = z.strictObject({
  format: z.literal('tongban-login-tries'),
  version: z.literal(1),
  salt: z.base64url(),
  /** Pigeonhole → instants in milliseconds. */
  tries: z.record(z.string().regex(/^[0-9a-f]{2}$/), z.array(z.int()).max(mostKept)),
});
type TriesFile = z.infer<typeof fileSchema>;

export interface LoginTries {
  /** Instants (milliseconds) of the failed tries that count for a login. */
  readonly of: (login: string) => readonly number[];
  readonly failed: (login: string, now: number) => void;
  readonly succeeded: (login: string) => void;
}

export interface TriesParts {
  readonly directory: string;
  readonly crypto: Pick<CryptoProvider, 'hmacSha256' | 'random'>;
  readonly now: number;
}

export function openLoginTries({ directory, crypto, now }: TriesParts): LoginTries {
  const path = join(directory, triesName);
  const read = readTries(path, now);
  const kept: TriesFile = read === 'none' || read === 'newer' ? emptyFile(crypto) : read;
  // In this run each login has its own; what an earlier run left counts for all of a pigeonhole.
  const own = new Map<string, readonly number[]>();
  const earlier = new Map(Object.entries(kept.tries));
  const key = Buffer.from(kept.salt, 'base64url');
  const holeOf = (login: string): string =>
    Buffer.from(crypto.hmacSha256(key, Buffer.from(normalLogin(login), 'utf8')).subarray(0, 1)).toString('hex');
  const keep = (hole: string, tries: readonly number[]): void => {
    const { [hole]: before = [], ...others } = kept.tries;
    if (tries.length === 0 && before.length === 0) return;
    kept.tries = tries.length === 0 ? others : { ...others, [hole]: tries.slice(-mostKept) };
    if (read !== 'newer') save(path, kept);
  };
  const of = (login: string): readonly number[] => [
    ...(earlier.get(holeOf(login)) ?? []),
    ...(own.get(normalLogin(login)) ?? []),
  ];
  return {
    of,
    failed: (login, at) => {
      own.set(normalLogin(login), [...(own.get(normalLogin(login)) ?? []), at].slice(-mostKept));
      const hole = holeOf(login);
      keep(hole, [...(kept.tries[hole] ?? []), at]);
    },
    succeeded: (login) => {
      const hole = holeOf(login);
      own.delete(normalLogin(login));
      earlier.delete(hole);
      keep(hole, []);
    },
  };
}

const emptyFile = (crypto: TriesParts['crypto']): TriesFile => ({
  format: 'tongban-login-tries',
  version: 1,
  salt: Buffer.from(crypto.random.bytes(16)).toString('base64url'),
  tries: {},
});

/** `newer`: of a later program, which is left as it is. A damaged file counts as none: it must not close the desk. */
function readTries(path: string, now: number): TriesFile | 'none' | 'newer' {
  const json = parse(path);
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) return z.looseObject({ version: z.int().min(2) }).safeParse(json).success ? 'newer' : 'none';
  const recent = Object.entries(parsed.data.tries).map(
    ([hole, tries]) => [hole, tries.filter((at) => Math.abs(now - at) < rememberedMs)] as const,
  );
  return { ...parsed.data, tries: Object.fromEntries(recent.filter(([, tries]) => tries.length > 0)) };
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A disk that takes nothing must not keep anybody out or in: in this run the tries are remembered all the same. */
function save(path: string, file: TriesFile): void {
  try {
    writeDurably(path, Buffer.from(JSON.stringify(file), 'utf8'));
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
  }
}
