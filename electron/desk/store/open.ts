/**
 * Opening the store: lock, key, version, settings, migrations, in this order, each with its own refusal. Nothing here reads
 * in proportion to the file.
 */
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ok, type Refusal, type Result } from '#shared/kernel/result.ts';
import { releaseBallast } from './ballast.ts';
import { connectionOn, link, type Connection, type StoreLog } from './connection.ts';
import { checkPages, copyConnection } from './copy.ts';
import { loadDriver, type Driver, type DriverConnection } from './driver.ts';
import { makeFolder, syncFolder } from './durable.ts';
import { failureOf, StoreFailure } from './failures.ts';
import type { ReadHandle, WriteHandle } from './handles.ts';
import { compareKey, keepKeyCheck } from './key-check.ts';
import { takeLock, type Lock } from './lock.ts';
import { migrate, schemaOf, type Migration } from './migrate.ts';
import { applySettings, refuseSettings, unlock, type Purpose } from './settings.ts';

export const storeName = 'desk.db';

interface Access {
  /** 32 random bytes, used as the cipher's key without derivation. */
  readonly key: Uint8Array;
  readonly log: StoreLog;
  /** Milliseconds on a clock that only runs forward; for measuring calls. */
  readonly elapsed: () => number;
}

export interface StoreOptions extends Access {
  /** The data directory; made when it is not there. */
  readonly dir: string;
  readonly migrations: readonly Migration[];
  /** The directory's lock, where the caller took it before the key was known; the caller releases it. */
  readonly lock?: Lock;
  /** Names this program's build in `store_migration` and in the refusal a later file gets. */
  readonly appBuild: string;
}

export interface Reader {
  readonly read: ReadHandle;
  /** Rereads the settings without changing them; undefined when all hold. */
  readonly refuseSettings: () => Refusal | undefined;
  readonly close: () => void;
}

export interface Store extends Reader {
  readonly dir: string;
  /** The number of the newest migration in the file. */
  readonly schema: number;
  readonly write: WriteHandle;
  /** What broke the store, if anything did. Then: `reopen`, read again, repeat the act under its own id. */
  readonly failure: () => Refusal | undefined;
  /** Closes and opens the file again under the same lock; handles stay good, whatever was read from them before does not. */
  readonly reopen: () => Result<void>;
}

const heldByCaller: Lock = { release: () => undefined };

/** Opens or creates the store of a data directory for the one writing process. Throws only on bugs. */
export async function openStore(options: StoreOptions): Promise<Result<Store>> {
  const driver = await loadDriver();
  if (!driver.ok) return driver;
  return guarded(() => {
    const refusal = prepareFolder(options.dir);
    if (refusal) return refused(refusal);
    const lock = options.lock === undefined ? takeLock(driver.value, options.dir) : ok(heldByCaller);
    if (!lock.ok) return lock;
    return openLocked(driver.value, options, lock.value);
  });
}

/** A read-only handle on a store another thread has open: for backup, verify, rebuild, export and reports in a worker. */
export async function openReader(options: Access & { readonly dir: string }): Promise<Result<Reader>> {
  return openReadOnly(join(options.dir, storeName), options, 'reader');
}

/** A read-only handle on a copy that stands alone, such as a backup before it counts. */
export async function openCopy(options: Access & { readonly file: string }): Promise<Result<Reader>> {
  return openReadOnly(options.file, options, 'copy');
}

async function openReadOnly(file: string, options: Access, purpose: Purpose): Promise<Result<Reader>> {
  const driver = await loadDriver();
  if (!driver.ok) return driver;
  return guarded(() => readerOn(driver.value, file, options, purpose));
}

function readerOn(driver: Driver, file: string, options: Access, purpose: Purpose): Result<Reader> {
  const database = connect(driver, file, options.key, purpose);
  if (!database.ok) return database;
  const connection = connectionOf(database.value, options);
  return ok({
    read: { kind: 'read', [link]: connection },
    refuseSettings: () => refuseSettings(connection.database, purpose),
    close: () => void connection.database.close(),
  });
}

const connectionOf = (database: DriverConnection, options: Access): Connection =>
  connectionOn(database, options.log, options.elapsed);

const refused = (refusal: Refusal): Result<never> => ({ ok: false, refusal });

/** Failures of disk and file become refusals; bugs go through. */
function guarded<T>(work: () => Result<T>): Result<T> {
  try {
    return work();
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    return refused(failure.refusal);
  }
}

function prepareFolder(dir: string): Refusal | undefined {
  const found = statSync(dir, { throwIfNoEntry: false });
  if (found && !found.isDirectory()) return { code: 'store.notAFolder', details: { folder: dir } };
  makeFolder(dir);
  return undefined;
}

function openLocked(driver: Driver, options: StoreOptions, lock: Lock): Result<Store> {
  const opened: DriverConnection[] = [];
  try {
    const store = build(driver, options, lock, opened);
    if (!store.ok) shut(opened, lock);
    return store;
  } catch (error) {
    shut(opened, lock);
    throw error;
  }
}

function shut(opened: readonly DriverConnection[], lock: Lock): void {
  for (const database of opened) database.close();
  lock.release();
}

function build(driver: Driver, options: StoreOptions, lock: Lock, opened: DriverConnection[]): Result<Store> {
  const file = join(options.dir, storeName);
  const vanished = refuseVanished(file, options);
  if (vanished) return refused(vanished);
  const writer = openWriter(driver, file, options, opened);
  if (!writer.ok) return writer;
  const reader = connect(driver, file, options.key, 'reader');
  if (!reader.ok) return reader;
  opened.push(reader.value);
  return ok(assemble(driver, options, lock, connectionOf(writer.value, options), connectionOf(reader.value, options)));
}

function openWriter(
  driver: Driver,
  file: string,
  options: StoreOptions,
  opened: DriverConnection[],
): Result<DriverConnection> {
  const database = connect(driver, file, options.key, 'writer', (found) => refuseFuture(found, options));
  if (!database.ok) return database;
  opened.push(database.value);
  const upgrade = bringUp(driver, database.value, options);
  if (upgrade) return refused(upgrade);
  syncFolder(options.dir);
  keepKeyCheck(options.dir, options.key);
  return database;
}

/** Opens, unlocks, reads the first page, sets the settings and reads them back. `look` may refuse before anything is changed. */
function connect(
  driver: Driver,
  file: string,
  key: Uint8Array,
  purpose: Purpose,
  look: (database: DriverConnection) => Refusal | undefined = () => undefined,
): Result<DriverConnection> {
  const reads = purpose === 'writer' ? {} : { readonly: true, fileMustExist: true };
  const database = new driver(file, { ...reads, timeout: 5000 });
  try {
    unlock(database, key);
    const refusal = refuseUnreadable(database, file, key) ?? look(database) ?? applySettings(database, purpose);
    if (!refusal) return ok(database);
    database.close();
    return refused(refusal);
  } catch (error) {
    database.close();
    throw error;
  }
}

function refuseUnreadable(database: DriverConnection, file: string, key: Uint8Array): Refusal | undefined {
  try {
    database.pragma('user_version');
    return undefined;
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.refusal.details?.cause !== 'SQLITE_NOTADB') throw error;
    return compareKey(dirname(file), key) === 'fits' ? failure.refusal : { code: 'store.wrongKey' };
  }
}

/** An empty or missing file beside a key check is a loss, not a first start: creating a new one would hide it. */
function refuseVanished(file: string, options: StoreOptions): Refusal | undefined {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 0 || compareKey(options.dir, options.key) === 'absent') return undefined;
  return { code: 'store.damaged', details: { cause: 'empty' } };
}

function refuseFuture(database: DriverConnection, options: StoreOptions): Refusal | undefined {
  const fileVersion = Number(database.pragma('user_version', { simple: true }));
  const ourVersion = options.migrations.length;
  if (fileVersion <= ourVersion) return undefined;
  const newest = database.prepare('SELECT app_build FROM store_migration ORDER BY version DESC LIMIT 1').pluck().get();
  const fileBuild = typeof newest === 'string' ? newest : '?';
  return { code: 'store.fromFuture', details: { fileVersion, fileBuild, ourVersion, ourBuild: options.appBuild } };
}

/** Migrates; a file that already holds data is copied first, and the copy opened and read, so the old program can still have it. */
function bringUp(driver: Driver, database: DriverConnection, options: StoreOptions): Refusal | undefined {
  const connection = connectionOf(database, options);
  const current = schemaOf({ kind: 'read', [link]: connection });
  if (current === options.migrations.length) return undefined;
  const refusal = current === 0 ? undefined : keepCopy(driver, database, options, current);
  if (refusal) return refusal;
  migrate({ kind: 'write', [link]: connection }, options.migrations, options.appBuild, current);
  return undefined;
}

function keepCopy(
  driver: Driver,
  database: DriverConnection,
  options: StoreOptions,
  current: number,
): Refusal | undefined {
  const file = join(options.dir, copyNameBefore(current + 1));
  const copied = copyConnection(database, file);
  if (!copied.ok) return copied.refusal;
  const copy = readerOn(driver, file, options, 'copy');
  if (!copy.ok) return copy.refusal;
  try {
    const checked = checkPages(copy.value.read, 'quick_check');
    if (!checked.ok) return checked.refusal;
    return schemaOf(copy.value.read) === current ? undefined : { code: 'store.damaged', details: { cause: 'copy' } };
  } finally {
    copy.value.close();
  }
}

/** The copy kept before migration `version` ran. */
export const copyNameBefore = (version: number): string => `desk-before-${String(version)}.db`;

function assemble(driver: Driver, options: StoreOptions, lock: Lock, writer: Connection, reader: Connection): Store {
  const both = [reader, writer] as const;
  for (const connection of both) {
    connection.onBroken = (failure): void => {
      for (const each of both) each.broken ??= failure;
    };
  }
  const read: ReadHandle = { kind: 'read', [link]: reader };
  return {
    dir: options.dir,
    schema: options.migrations.length,
    read,
    write: { kind: 'write', [link]: writer },
    failure: () => writer.broken?.refusal,
    refuseSettings: () => refuseSettings(writer.database, 'writer') ?? refuseSettings(reader.database, 'reader'),
    reopen: () => guarded(() => reopen(driver, options, writer, reader)),
    close: () => {
      // The writer last: the last connection to close folds the log back into the file.
      for (const { database } of both) database.close();
      lock.release();
    },
  };
}

function reopen(driver: Driver, options: StoreOptions, writer: Connection, reader: Connection): Result<void> {
  for (const connection of [reader, writer]) {
    connection.broken ??= new StoreFailure({ code: 'store.diskError' }, true);
    connection.statements.clear();
    connection.database.close();
  }
  if (writer.broken?.refusal.code === 'store.full') releaseBallast(options.dir);
  const file = join(options.dir, storeName);
  for (const [connection, purpose] of [
    [writer, 'writer'],
    [reader, 'reader'],
  ] as const) {
    const database = connect(driver, file, options.key, purpose);
    if (!database.ok) return database;
    connection.database = database.value;
  }
  for (const connection of [writer, reader]) connection.broken = undefined;
  return ok(undefined);
}
