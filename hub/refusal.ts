/** Why the hub does not start. Words for each: `cli/words.ts`. Once it runs, every call has an answer of its own (`shared/sync`). */

export const hubRefusalCodes = [
  'dataDir.inUse',
  'dataDir.unusable',
  'disk.full',
  'key.closed',
  'key.open',
  'key.malformed',
  'key.differs',
  'key.missing',
  'key.wrong',
  'certificate.unreadable',
  'port.taken',
  'port.forbidden',
  'host.unknown',
  'database.url',
  'database.gone',
  'database.login',
  'database.missing',
  'database.old',
  'database.newer',
  'hub.starting',
  'passphrase.none',
  'passphrase.short',
  'passphrase.wrong',
  'passphrase.differ',
  'backup.folder',
  'backup.sameDisk',
  'backup.unreadable',
  'backup.notOne',
  'backup.damaged',
  'backup.newer',
  'backup.unproven',
  'backup.otherKey',
  'restore.notEmpty',
  'restore.besideHub',
  'postgres.missing',
  'postgres.account',
  'postgres.folder',
  'postgres.otherMajor',
  'postgres.failed',
] as const;
export type HubRefusalCode = (typeof hubRefusalCodes)[number];

export interface HubRefusal {
  readonly code: HubRefusalCode;
  /** Values for the sentence: paths, ports, versions; nothing personal, nothing secret. */
  readonly details: Readonly<Record<string, string | number>>;
}

export type HubResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: HubRefusal };

export const deny = (
  code: HubRefusalCode,
  details: HubRefusal['details'] = {},
): { readonly ok: false; readonly refusal: HubRefusal } => ({ ok: false, refusal: { code, details } });

/** `ENOENT`, SQLSTATE …: the code a failure of Node or PostgreSQL carries. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
