/** The desk: takes the data directory, opens what can be opened without a person, and serves the one door. */
import { statSync } from 'node:fs';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { backUpIfDue } from './backup/of-desk.ts';
import type { DeskContext } from './door/context.ts';
import { deskRouter } from './door/router.ts';
import type { DeskDoor } from './door/transport.ts';
import { clearHalfIfItCan } from './half-set-up.ts';
import { startIdle, type Idle } from './idle.ts';
import { hasKeyFile } from './keys/key-file.ts';
import { openWithOsStore } from './keys/key-slots.ts';
import { Sheets } from './print/sheets.ts';
import { openLoginTries } from './keys/login-tries.ts';
import { createCrypto } from './keys/provider.ts';
import type { Keys } from './keys/slot-boxes.ts';
import { leave } from './login.ts';
import { openTogether } from './opening.ts';
import { lookAtClock, tell, type DeskOptions, type Runtime } from './runtime.ts';
import { loadDriver } from './store/driver.ts';
import { makeFolder } from './store/durable.ts';
import { refusalOf } from './store/failures.ts';
import { takeLock } from './store/lock.ts';
import { endLink } from './sync/of-desk.ts';

export interface Desk {
  readonly door: DeskDoor<DeskContext>;
  readonly runtime: Runtime;
  /** After waking: the clock is held against the last entry before the next number. */
  readonly checkClock: () => void;
  readonly close: () => Promise<void>;
}

/** Refusals: store.inUse (another program has the directory), store.notAFolder, store.notWritable, store.nodeTooOld. */
export async function createDesk(options: DeskOptions): Promise<Result<Desk>> {
  const driver = await loadDriver();
  if (!driver.ok) return driver;
  const prepared = prepareFolder(options.dir);
  if (!prepared.ok) return prepared;
  const lock = takeLock(driver.value, options.dir);
  if (!lock.ok) return lock;
  const crypto = createCrypto(options.ports.random);
  const keys: Keys = { directory: options.dir, crypto, ...(options.costs ? { costs: options.costs } : {}) };
  clearHalfIfItCan(keys);
  const runtime: Runtime = {
    options,
    crypto,
    keys,
    lock: lock.value,
    state: hasKeyFile(keys) ? 'locked' : 'new',
    core: null,
    opening: null,
    upgrade: null,
    rootKey: null,
    logins: new Map(),
    lockedBy: new Map(),
    tries: openLoginTries({ directory: options.dir, crypto, now: options.ports.clock.now() }),
    sheets: new Sheets(),
    lastLogin: Promise.resolve(),
    pendingPhrase: null,
    replacements: new WeakMap(),
    listeners: new Set(),
    backupProblem: null,
    linkRunner: null,
    joining: null,
  };
  await openByItself(runtime);
  return ok(deskOf(runtime, startIdle(runtime, { backup: backUpIfDue })));
}

/**
 * Where the operating system's key store holds a slot of this account, the file opens without a person; nobody is logged in yet. What
 * does not open is left to the login, which says why.
 */
async function openByItself(runtime: Runtime): Promise<void> {
  const { secrets } = runtime.options;
  if (runtime.state !== 'locked' || secrets === undefined) return;
  const opened = await openWithOsStore(runtime.keys, secrets);
  if (!opened.ok) return;
  const opening = openTogether(runtime, opened.value);
  const begun = Promise.withResolvers<unknown>();
  const look = (): void => {
    if (runtime.upgrade !== null) begun.resolve(true);
  };
  runtime.listeners.add(look);
  // An older file takes its minutes: the window opens meanwhile and tells of it.
  await Promise.race([opening, begun.promise]);
  runtime.listeners.delete(look);
}

const deskOf = (runtime: Runtime, idle: Idle): Desk => ({
  runtime,
  door: {
    router: deskRouter(runtime),
    contextFor: (connection) => ({ connection }),
    ended: ({ id }) => {
      leave(runtime, id, 'logout');
    },
  },
  checkClock: () => {
    lookAtClock(runtime);
    tell(runtime, { type: 'status' });
  },
  close: async () => {
    await idle.stop();
    runtime.joining?.carrier.close();
    runtime.upgrade?.stop();
    await runtime.opening?.catch(() => undefined);
    await endLink(runtime);
    runtime.core?.store.close();
    runtime.core = null;
    runtime.rootKey?.fill(0);
    runtime.rootKey = null;
    runtime.lock.release();
  },
});

function prepareFolder(dir: string): Result<true> {
  try {
    const found = statSync(dir, { throwIfNoEntry: false });
    if (found && !found.isDirectory()) return refuse('store.notAFolder', { folder: dir });
    // Nobody else's on this computer, encrypted or not.
    makeFolder(dir);
    return ok(true);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOTDIR' || code === 'EEXIST') return refuse('store.notAFolder', { folder: dir });
    const refusal = refusalOf(error);
    return refusal ? { ok: false, refusal } : refuse('store.notWritable', { folder: dir });
  }
}
