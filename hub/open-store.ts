/** What every command of the hub works on: the data directory, the keys, the database. Opened in this order, closed in the other. */
import { openDataDir, type DataDir } from './data-dir.ts';
import { createHubKeys, type HubKeys } from './keys/hub-keys.ts';
import { openRootKey } from './keys/root-key.ts';
import type { HubLog, HubPorts } from './ports.ts';
import { codeOf, deny, type HubRefusal, type HubResult } from './refusal.ts';
import { DatabaseGone } from './store/database.ts';
import { findRunningPlace } from './store/embedded/place.ts';
import { hasEmbeddedData, startEmbedded } from './store/embedded.ts';
import { FromFuture } from './store/migrate.ts';
import { OtherRootKey } from './sync/root-key-check.ts';
import { DatabaseTooOld, openDatabase, type DatabaseOptions, type HubDatabase } from './store/pg.ts';

export interface StoreOptions {
  /** Absolute. */
  readonly dataDir: string;
  readonly ports: HubPorts;
  readonly elapsed: () => number;
  readonly log: HubLog;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Beside a running hub, on the database it runs; else the data directory must be ours alone. */
  readonly mayBeBeside: boolean;
}

export interface OpenStore {
  readonly database: HubDatabase;
  readonly keys: HubKeys;
  /** For the backup alone, which seals a copy of it. */
  readonly rootKey: Uint8Array;
  /** A hub is running on this data: it is the one that orders, and must not be taken over. */
  readonly isBeside: boolean;
  readonly close: () => Promise<void>;
}

type Close = () => Promise<void> | void;

export async function openStore(options: StoreOptions): Promise<HubResult<OpenStore>> {
  const closes: Close[] = [];
  const close = async (): Promise<void> => {
    for (const one of closes.splice(0).reverse()) await one();
  };
  try {
    const opened = await openParts(options, closes);
    if (!opened.ok) await close();
    return opened.ok ? { ok: true, value: { ...opened.value, close } } : opened;
  } catch (error) {
    await close();
    throw error;
  }
}

async function openParts(options: StoreOptions, closes: Close[]): Promise<HubResult<Omit<OpenStore, 'close'>>> {
  const { dataDir, env, ports } = options;
  const folder = openFolder(options);
  if (!folder.ok) return folder;
  if (folder.value) closes.push(folder.value.close);
  const isBeside = folder.value === undefined;
  const root = openRootKey({ dataDir, env, random: ports.random, hasData: hasEmbeddedData(dataDir) });
  if (!root.ok) return root;
  const at = await findDatabase(options, isBeside, closes);
  if (!at.ok) return at;
  const database = await openAt(options, at.value);
  if (!database.ok) return database;
  closes.push(() => soonEnough(database.value.close()));
  const keys = createHubKeys(root.value, ports.random);
  return { ok: true, value: { database: database.value, keys, rootKey: root.value, isBeside } };
}

const closeMs = 5_000;

/**
 * A transaction whose call was given up may still wait for a lock, for as long as the server lets it. It was promised to nobody: what
 * ends next, PostgreSQL or this process, rolls it back.
 */
function soonEnough(closing: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, closeMs);
  });
  return Promise.race([closing, late]).finally(() => {
    clearTimeout(timer);
  });
}

/** Undefined as value: a hub runs there, and we may work beside it. */
function openFolder({ dataDir, mayBeBeside }: StoreOptions): HubResult<DataDir | undefined> {
  const folder = openDataDir(dataDir);
  const isBeside = !folder.ok && folder.refusal.code === 'dataDir.inUse' && mayBeBeside;
  return isBeside ? { ok: true, value: undefined } : folder;
}

async function findDatabase(
  { dataDir, env, ports, elapsed, log }: StoreOptions,
  isBeside: boolean,
  closes: Close[],
): Promise<HubResult<DatabaseOptions['at']>> {
  const url = env['DATABASE_URL']?.trim();
  if (url !== undefined && url !== '') {
    return isPostgresUrl(url) ? { ok: true, value: url } : deny('database.url');
  }
  if (isBeside) {
    const place = findRunningPlace(dataDir);
    return place === undefined ? deny('database.gone', { code: 'ENOENT' }) : { ok: true, value: place };
  }
  const started = await startEmbedded({ dataDir, log, random: ports.random, elapsed });
  if (!started.ok) return started;
  closes.push(started.value.stop);
  return { ok: true, value: started.value.place };
}

function isPostgresUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^postgres(ql)?:$/.test(url.protocol);
}

async function openAt(
  { ports, elapsed, log }: StoreOptions,
  at: DatabaseOptions['at'],
): Promise<HubResult<HubDatabase>> {
  try {
    return { ok: true, value: await openDatabase({ at, log, random: ports.random, elapsed }) };
  } catch (error) {
    const refusal = databaseRefusal(error);
    if (refusal === undefined) throw error;
    return { ok: false, refusal };
  }
}

/** Why a database cannot be used; undefined where it is a bug of ours. */
export function databaseRefusal(error: unknown): HubRefusal | undefined {
  const code = codeOf(error) ?? '';
  if (error instanceof DatabaseTooOld) return deny('database.old', { found: error.found }).refusal;
  if (error instanceof OtherRootKey) return deny('key.wrong').refusal;
  if (error instanceof FromFuture) return deny('database.newer').refusal;
  if (error instanceof DatabaseGone) {
    return (code === '53100' ? deny('disk.full') : deny('database.gone', { code })).refusal;
  }
  if (code.startsWith('28')) return deny('database.login').refusal;
  if (code === '3D000') return deny('database.missing').refusal;
  // What TLS says of the server's certificate.
  return /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code)
    ? deny('database.gone', { code }).refusal
    : undefined;
}
