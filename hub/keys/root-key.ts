/**
 * Where the hub's root key lives: `<data-dir>/hub.key` (hex, mode 0600), made at the first start; or, for operators who keep secrets
 * elsewhere, in the environment. Who loses it loses what PostgreSQL holds, so a new one is never made beside data of an old one.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '#shared/kernel/ports.ts';
import { deny, type HubResult } from '../refusal.ts';
import { findSecret, readSecret } from '../secret-file.ts';
import { rootKeyBytes } from './hub-keys.ts';

export const rootKeyFile = 'hub.key';
export const rootKeyVariable = 'TONGBAN_HUB_KEY';

export interface RootKeyOptions {
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly random: Random;
  /** Whether a database is here already that only the old key opens. */
  readonly hasData: boolean;
}

export function openRootKey({ dataDir, env, random, hasData }: RootKeyOptions): HubResult<Uint8Array> {
  const file = join(dataDir, rootKeyFile);
  const given = env[rootKeyVariable]?.trim();
  if (given !== undefined && given !== '') return openGiven(given, file);
  if (hasData && !existsSync(file)) return deny('key.missing', { file });
  const text = readSecret(file, () => Buffer.from(random.bytes(rootKeyBytes)).toString('hex'));
  return text.ok ? parse(text.value, file) : text;
}

/** A file with another key beside it means that one of the two is a mistake. */
function openGiven(given: string, file: string): HubResult<Uint8Array> {
  const stored = existsSync(file) ? findSecret(file) : undefined;
  if (stored && !stored.ok) return stored;
  const isOther = stored?.value !== undefined && stored.value.toLowerCase() !== given.toLowerCase();
  return isOther ? deny('key.differs', { file, variable: rootKeyVariable }) : parse(given, rootKeyVariable);
}

const parse = (text: string, where: string): HubResult<Uint8Array> =>
  /^[0-9a-f]{64}$/i.test(text)
    ? { ok: true, value: new Uint8Array(Buffer.from(text, 'hex')) }
    : deny('key.malformed', { where });
