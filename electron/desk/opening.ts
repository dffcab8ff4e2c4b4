/** Opening the store with its root key: settings read back, the writer that fits this place, calendar and station from their registries. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { findKindIn, kinds } from '#shared/kinds/registry.ts';
import type { StationFacts } from '#shared/kinds/mechanism/learnt.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import type { WorkCalendar } from '#shared/time/calendar.ts';
import { calendarInForce } from '#shared/kinds/calendar/in-force.ts';
import { markInterrupted } from './commands/print-jobs.ts';
import type { DeskCore, WriterFacts } from './core.ts';
import { afterCommit, currentWriter } from './journal/writers.ts';
import { recordsOf } from './queries/names.ts';
import { buildName, lookAtClock, tell, type Runtime } from './runtime.ts';
import { readSpace, releaseBallast, spaceLevel } from './store/ballast.ts';
import { openBlobs } from './store/blobs.ts';
import { refusalOf } from './store/failures.ts';
import { get, sql, transact, type ReadHandle } from './store/handles.ts';
import { isLinked } from './sync/link-state.ts';
import { beginLink } from './sync/of-desk.ts';
import { migrations } from './store/migrations/index.ts';
import { openStore, type Store } from './store/open.ts';
import { startUpgrade } from './store/upgrade.ts';

/** Refusals: those of `openStore`, desk.notSetUp. On a full disk even opening needs room: the ballast is given up for it, once. */
export async function openCore(runtime: Runtime, rootKey: Uint8Array, first?: FirstWriter): Promise<Result<DeskCore>> {
  const opened = await openOnce(runtime, rootKey, first);
  const isFull = !opened.ok && opened.refusal.code === 'store.full';
  return isFull && releaseBallast(runtime.options.dir) ? openOnce(runtime, rootKey, first) : opened;
}

/** Two windows may have tried at once: the second waits for the first, and finds the store open. */
export function openTogether(runtime: Runtime, rootKey: Uint8Array): Promise<Result<DeskCore>> {
  if (runtime.core !== null) return Promise.resolve(ok(runtime.core));
  runtime.opening ??= openCore(runtime, rootKey).finally(() => {
    runtime.opening = null;
  });
  return runtime.opening;
}

async function openOnce(runtime: Runtime, rootKey: Uint8Array, first?: FirstWriter): Promise<Result<DeskCore>> {
  const { dir, log, elapsed, build } = runtime.options;
  const file = { dir, log, elapsed, key: storeKeyOf(runtime, rootKey), appBuild: buildName(build) };
  const current = await bringUp(runtime, file);
  if (!current.ok) return current;
  const opened = await openStore({ ...file, migrations, lock: runtime.lock });
  if (!opened.ok) return opened;
  const store = opened.value;
  const before = runtime.state;
  try {
    const core = begin(runtime, store, rootKey, first);
    if (!core.ok) store.close();
    return core;
  } catch (error) {
    // A disk that fails now leaves the desk closed, not half open.
    runtime.core = null;
    runtime.rootKey = null;
    runtime.state = before;
    store.close();
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    return { ok: false, refusal };
  }
}

/** While an older file is copied and changed the status tells how far it is, and whoever logs in waits. */
async function bringUp(runtime: Runtime, file: Parameters<typeof startUpgrade>[0]): Promise<Result<unknown>> {
  const upgrade = await startUpgrade(file);
  if (upgrade === undefined) return ok(true);
  runtime.upgrade = upgrade;
  tell(runtime, { type: 'status' });
  try {
    return await upgrade.done;
  } finally {
    runtime.upgrade = null;
    tell(runtime, { type: 'status' });
  }
}

/** The writer that fits this place, then what every start does. */
function begin(runtime: Runtime, store: Store, rootKey: Uint8Array, first?: FirstWriter): Result<DeskCore> {
  const writer = currentWriter(runtime, store, first);
  if (!writer.ok) return writer;
  const core = coreOf(runtime, store, rootKey, writer.value);
  transact(store.write, markInterrupted);
  runtime.core = core;
  runtime.rootKey = rootKey;
  runtime.state = 'open';
  lookAtClock(runtime);
  beginLink(runtime, core);
  return ok(core);
}

/** What a first writer has to be told: where the desk stands and what it is called. */
export interface FirstWriter {
  readonly station: string;
  readonly desk: string;
}

/** The database has a key of its own, so that the root key is used for nothing itself. */
export const storeKeyOf = (runtime: Pick<Runtime, 'crypto'>, rootKey: Uint8Array): Uint8Array =>
  runtime.crypto.deriveKey(rootKey, 'tongban desk.db 1');

function coreOf(runtime: Runtime, store: Store, rootKey: Uint8Array, writer: WriterFacts): DeskCore {
  const { options, crypto } = runtime;
  return {
    store,
    blobs: openBlobs(options.dir, rootKey, crypto.sm3),
    ports: { ...options.ports, sm3: crypto.sm3, ed25519: crypto.ed25519 },
    kinds: options.kinds ?? kinds,
    findKind: findKindIn(options.kinds ?? kinds),
    writer,
    isAuthority: options.isAuthority ?? !isLinked(store.read),
    calendar: calendarOf(store.read, options.resources.calendar()),
    station: stationOf(store.read, writer.station),
    clockDoubt: null,
    confirmedDay: null,
    spaceLevel: () => spaceLevel(readSpace(options.dir)),
    lookAtClock: () => {
      lookAtClock(runtime);
    },
    refreshRegistries: () => {
      const { core } = runtime;
      if (core === null) return;
      core.calendar = calendarOf(store.read, options.resources.calendar());
      core.station = stationOf(store.read, writer.station);
    },
    changed: (streams) => {
      afterCommit(runtime, store);
      runtime.linkRunner?.wake();
      tell(runtime, { type: 'changed', streams: [...streams] });
    },
  };
}

/** The shipped calendar with the years that were imported here. */
export const calendarOf = (read: ReadHandle, shipped: WorkCalendar): WorkCalendar =>
  calendarInForce(
    shipped,
    recordsOf(read, 'calendar').map(({ value }) => value),
  );

/** What a station may say of itself, beside its name. */
const stationTexts = ['phone', 'address', 'organ', 'reviewBody', 'court', 'web'] as const;

export function stationOf(read: ReadHandle, code: string): StationFacts {
  const row = get(read, sql<{ value: string }>`SELECT value FROM live_record WHERE kind = 'station' AND key = ${code}`);
  const value = row === undefined ? {} : (JSON.parse(row.value) as JsonObject);
  const text = (key: string): string | undefined => {
    const found = value[key];
    return typeof found === 'string' && found !== '' ? found : undefined;
  };
  const known = stationTexts.flatMap((key): [string, string][] => {
    const found = text(key);
    return found === undefined ? [] : [[key, found]];
  });
  return {
    code,
    name: text('name') ?? code,
    township: text('township') ?? '',
    ...(Object.fromEntries(known) as Pick<StationFacts, (typeof stationTexts)[number]>),
  };
}
