/** First start: keys, store, writer, station, first member of staff, catalogue. Restoring a backup is the other way to begin. */
import { formatPhrase, newPhrase, parsePhrase, type RecoveryPhrase } from '#shared/identity/recovery-phrase.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { permissions } from '#shared/kernel/permissions.ts';
import { atField, ok, refuse, type Result } from '#shared/kernel/result.ts';
import { decideBegin } from '#shared/kinds/mechanism/decide.ts';
import { performAct, refuseStream, type Work } from './commands/act.ts';
import { learntAt } from './commands/learn.ts';
import type { DeskCore, Viewer } from './core.ts';
import { clearHalf, clearHalfIfItCan, halfKeys, keepHalf } from './half-set-up.ts';
import { newId } from './ids.ts';
import { hasKeyFile } from './keys/key-file.ts';
import { createKeys } from './keys/key-slots.ts';
import { checkPassword, createVerifier, normalLogin } from './keys/password.ts';
import { keepOsSlot, keepVerifier, viewerOf } from './login.ts';
import { openCore, stationOf } from './opening.ts';
import { showPhrase, type ShownPhrase } from './recovery.ts';
import { tell, type Runtime } from './runtime.ts';
import { backupFolder, deskName, isDemo, writeSetting } from './settings.ts';

export interface SetUpInput {
  readonly township: { readonly code: string; readonly name: string };
  readonly station: {
    readonly code: string;
    readonly name: string;
    readonly form: 'hall' | 'village';
    readonly phone: string;
  };
  readonly desk: string;
  readonly staff: { readonly name: string; readonly login: string; readonly password: string };
  readonly phrase: readonly string[];
  readonly backupFolder: string;
}

/** A fresh phrase, shown once and kept in memory until it was typed back, with the two sheets to print. */
export function proposePhrase(runtime: Runtime, township: string, station: string): Result<ShownPhrase> {
  if (runtime.state !== 'new') return refuse('desk.alreadySetUp');
  const phrase = newPhrase(runtime.options.ports.random);
  runtime.pendingPhrase = phrase;
  return ok(showPhrase(runtime, phrase, township, station));
}

/** All or nothing: a refusal, a failing disk or a power cut leaves the desk new, with everything typed still on the screen. */
export async function completeSetUp(runtime: Runtime, connection: string, input: SetUpInput): Promise<Result<Viewer>> {
  if (runtime.state !== 'new') return refuse('desk.alreadySetUp');
  const phrase = parsePhrase(input.phrase.join(' '));
  if (!phrase.ok) return atField(phrase, 'phrase');
  const shown = runtime.pendingPhrase;
  if (shown === null || formatPhrase(shown) !== formatPhrase(phrase.value))
    return refuse('recovery.notTheShown', undefined, 'phrase');
  const login = normalLogin(input.staff.login);
  const allowed = checkPassword(input.staff.password, login);
  if (!allowed.ok) return atField(allowed, 'staff.password');
  if (!input.station.code.startsWith(input.township.code))
    return refuse('input.invalid', { field: 'station.code' }, 'station.code');
  // Taken, so that a second call meanwhile finds none; put back where this one fails.
  runtime.pendingPhrase = null;
  let isDone = false;
  try {
    const core = await setUpWhole(runtime, input, login, shown);
    isDone = core.ok;
    if (!core.ok) return core;
    const viewer = viewerOf(core.value, login);
    if (viewer.ok) runtime.logins.set(connection, viewer.value);
    tell(runtime, { type: 'status' });
    return viewer;
  } finally {
    if (!isDone) goBack(runtime, shown);
  }
}

async function setUpWhole(
  runtime: Runtime,
  input: SetUpInput,
  login: string,
  phrase: RecoveryPhrase,
): Promise<Result<DeskCore>> {
  const half = halfKeys(runtime.keys);
  const cleared = clearHalf(half);
  if (!cleared.ok) return cleared;
  const rootKey = await createKeys(half, { phrase, password: { login, password: input.staff.password } });
  if (!rootKey.ok) return rootKey;
  const verifier = await createVerifier(runtime.crypto, input.staff.password, runtime.keys.costs?.password);
  const opened = await openCore(runtime, rootKey.value, { station: input.station.code, desk: input.desk });
  if (!opened.ok) return opened;
  const founded = found(runtime, opened.value, input, login, verifier);
  if (!founded.ok) return founded;
  keepHalf(half);
  await keepOsSlot(runtime, rootKey.value);
  return opened;
}

function goBack(runtime: Runtime, shown: RecoveryPhrase): void {
  runtime.core?.store.close();
  runtime.core = null;
  runtime.rootKey = null;
  // The last step may have been done although its sync was refused.
  runtime.state = hasKeyFile(runtime.keys) ? 'locked' : 'new';
  runtime.pendingPhrase = shown;
  clearHalfIfItCan(runtime.keys);
}

/** The desk itself acts while nobody has an account yet: with every permission, in the first member's name. */
function found(
  runtime: Runtime,
  core: DeskCore,
  input: SetUpInput,
  login: string,
  verifier: string,
): Result<JsonObject> {
  const staff = newId(core.ports);
  const founder: Viewer = {
    staff,
    name: input.staff.name,
    roles: [],
    may: new Set(permissions),
    station: input.station.code,
  };
  const { township, station } = input;
  const request = { id: newId(core.ports), procedure: 'setUp.complete', input: {} };
  // A desk begins alone, whatever it joins later: what it is founded on are facts.
  const alone: DeskCore = { ...core, isAuthority: true };
  const result = performAct(alone, founder, request, (work) => {
    const begin = (kind: string, type: string, set: JsonObject, stream = newId(core.ports)) =>
      beginRecord(alone, founder, work, kind, type, set, stream);
    const steps = [
      () =>
        begin('station', 'declared', {
          code: station.code,
          name: station.name,
          township: township.name,
          form: station.form,
          ...(station.phone === '' ? {} : { phone: station.phone }),
        }),
      () => begin('staff', 'added', { name: input.staff.name, login, roles: ['chief', 'administrator'] }, staff),
      ...runtime.options.resources.catalogue().map((matter) => () => begin('matter', 'published', matter)),
    ];
    for (const step of steps) {
      const done = step();
      if (!done.ok) return done;
    }
    keepVerifier(work.transaction, staff, verifier);
    writeSetting(work.transaction, deskName, input.desk);
    writeSetting(work.transaction, backupFolder, input.backupFolder);
    writeSetting(work.transaction, isDemo, runtime.options.isDemo);
    return ok({});
  });
  core.station = stationOf(core.store.read, core.writer.station);
  return result;
}

function beginRecord(
  core: DeskCore,
  viewer: Viewer,
  work: Work,
  kindName: string,
  type: string,
  set: JsonObject,
  stream: string,
): Result<true> {
  const kind = core.findKind(kindName);
  if (kind === undefined) return refuseStream();
  const learnt = learntAt(core, work.transaction, viewer);
  const decision = decideBegin(core.findKind, kind, stream, { type, data: { set } }, learnt, work.pen);
  if (!decision.ok) return decision;
  work.keep({ isNew: true, decision: decision.value });
  return ok(true);
}
