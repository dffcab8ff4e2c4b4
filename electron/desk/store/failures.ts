/**
 * What a failing disk means to the program.
 *
 * After a failed fsync nobody knows whether the commit is on the disk: it may be there on reopening. After a full disk or a
 * damaged page the connection's cache may differ from the file. So these mark the store broken: it must be closed, opened and
 * read again before the next act. Ids minted before the act make a repeat harmless.
 */
import type { RefusalCode } from '#shared/kernel/refusals.ts';
import type { Refusal } from '#shared/kernel/result.ts';

/** The file system or the file said no. Not a bug: the door turns it into its refusal. */
export class StoreFailure extends Error {
  readonly refusal: Refusal;
  /** True when the store must be reopened before it is used again. */
  readonly isBreaking: boolean;

  constructor(refusal: Refusal, isBreaking: boolean) {
    super(refusal.code);
    this.name = 'StoreFailure';
    this.refusal = refusal;
    this.isBreaking = isBreaking;
  }
}

interface Meaning {
  readonly code: RefusalCode;
  readonly isBreaking: boolean;
}

/** By prefix, because SQLite's extended codes append to the primary one (`SQLITE_IOERR_FSYNC`). */
const meanings: readonly (readonly [prefix: string, meaning: Meaning])[] = [
  ['SQLITE_FULL', { code: 'store.full', isBreaking: true }],
  ['SQLITE_IOERR', { code: 'store.diskError', isBreaking: true }],
  ['SQLITE_CORRUPT', { code: 'store.damaged', isBreaking: true }],
  ['SQLITE_NOTADB', { code: 'store.damaged', isBreaking: true }],
  ['SQLITE_CANTOPEN', { code: 'store.notWritable', isBreaking: true }],
  ['SQLITE_READONLY', { code: 'store.notWritable', isBreaking: true }],
  ['SQLITE_PERM', { code: 'store.notWritable', isBreaking: true }],
  ['SQLITE_BUSY', { code: 'store.busy', isBreaking: false }],
  ['SQLITE_LOCKED', { code: 'store.busy', isBreaking: false }],
  ['SQLITE_PROTOCOL', { code: 'store.busy', isBreaking: false }],
  ['ENOSPC', { code: 'store.full', isBreaking: false }],
  ['EDQUOT', { code: 'store.full', isBreaking: false }],
  ['EIO', { code: 'store.diskError', isBreaking: false }],
  ['EACCES', { code: 'store.notWritable', isBreaking: false }],
  ['EPERM', { code: 'store.notWritable', isBreaking: false }],
  ['EROFS', { code: 'store.notWritable', isBreaking: false }],
  ['ENOTDIR', { code: 'store.notAFolder', isBreaking: false }],
];

/** The error code of a SQLite or file system error, or undefined for any other error. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The failure an error means, or undefined when the error is a bug and must be thrown on as it is. */
export function failureOf(error: unknown): StoreFailure | undefined {
  if (error instanceof StoreFailure) return error;
  const code = errorCode(error);
  const meaning = meanings.find(([prefix]) => code?.startsWith(prefix))?.[1];
  if (code === undefined || meaning === undefined) return undefined;
  return new StoreFailure({ code: meaning.code, details: { cause: code } }, meaning.isBreaking);
}

/** For the door: the refusal behind a thrown failure; undefined means the error is a bug. */
export const refusalOf = (error: unknown): Refusal | undefined => failureOf(error)?.refusal;
