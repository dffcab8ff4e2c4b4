/** Who is at the desk: logging in (which opens the store after a start), out, locking, passwords. */
import { atField, ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { inspectionOf, isOver } from './inspectors.ts';
import { permissionsOf } from '#shared/kernel/permissions.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { staffValueSchema } from '#shared/kinds/staff/index.ts';
import type { DeskCore, Viewer } from './core.ts';
import { openWithPassword, setOsStore, setPassword } from './keys/key-slots.ts';
import { loginStanding } from './keys/lockout.ts';
import { checkPassword, createVerifier, normalLogin, verifyPassword } from './keys/password.ts';
import { openTogether } from './opening.ts';
import { allowLogin } from './login-allowance.ts';
import { recordsOf, type RecordLine } from './queries/names.ts';
import { isSuspensionAsked } from './queries/requests.ts';
import { audit, tell, type Runtime } from './runtime.ts';
import { get, run, sql, transact, type Transaction } from './store/handles.ts';
import { failureOf } from './store/failures.ts';

export interface Credentials {
  readonly login: string;
  readonly password: string;
}

/** `chief`: who allows it, where the desk has been without its hub for long. */
export interface Typed extends Credentials {
  readonly chief?: Credentials;
}

/** One after the other: tries made at once would all be counted after all of them had been let through. */
export function enter(runtime: Runtime, connection: string, typed: Typed): Promise<Result<Viewer>> {
  return inTurn(runtime, () => enterNow(runtime, connection, typed));
}

function inTurn<T>(runtime: Runtime, work: () => Promise<T>): Promise<T> {
  const turn = runtime.lastLogin.then(work);
  runtime.lastLogin = turn.catch(() => undefined);
  return turn;
}

/** Of somebody who is logged in and about to do what must not be done at a desk left open. A wrong one counts as a failed login. */
export function confirmPassword(
  runtime: Runtime,
  core: DeskCore,
  viewer: Viewer,
  password: string,
): Promise<Result<true>> {
  return inTurn(runtime, async () => {
    const login = loginOf(core, viewer.staff);
    const now = runtime.options.ports.clock.now();
    const standing = loginStanding(runtime.tries.of(login), now);
    if (!standing.allowed) return refuse('login.locked', { seconds: standing.secondsLeft });
    if (await isPasswordOf(runtime, core, viewer.staff, password)) {
      runtime.tries.succeeded(login);
      return ok(true);
    }
    const refused = failed(runtime, login, now);
    const isWrong = !refused.ok && refused.refusal.code === 'login.wrong';
    return isWrong ? refuse('login.wrongPassword', refused.refusal.details, 'password') : refused;
  });
}

/** On a full disk the file may just have opened, and this line be the first that needs room: the ballast is given up for it. */
function writeLogin(runtime: Runtime, core: DeskCore, staff: string, data: JsonObject): void {
  try {
    audit(runtime, core, staff, 'login', data);
  } catch (error) {
    if (failureOf(error)?.refusal.code !== 'store.full' || !core.store.reopen().ok) throw error;
    audit(runtime, core, staff, 'login', data);
  }
}

async function enterNow(runtime: Runtime, connection: string, typed: Typed): Promise<Result<Viewer>> {
  const login = normalLogin(typed.login);
  const now = runtime.options.ports.clock.now();
  const standing = loginStanding(runtime.tries.of(login), now);
  if (!standing.allowed) return refuse('login.locked', { seconds: standing.secondsLeft });
  if (runtime.state === 'new') return refuse('desk.notSetUp');
  const viewer =
    runtime.core === null
      ? await openBy(runtime, login, typed.password)
      : await check(runtime, runtime.core, login, typed.password);
  if (!viewer.ok) return viewer.refusal.code === 'login.wrong' ? failed(runtime, login, now) : viewer;
  runtime.tries.succeeded(login);
  const { core } = runtime;
  const allowed = core === null ? ok({}) : await allowedHere(runtime, core, connection, viewer.value, typed.chief);
  if (!allowed.ok) return allowed;
  // Written before it counts: nobody is logged in without a line in the audit chain.
  if (core) writeLogin(runtime, core, viewer.value.staff, allowed.value);
  runtime.logins.set(connection, viewer.value);
  runtime.lockedBy.delete(connection);
  tell(runtime, { type: 'status' });
  return viewer;
}

const allowedHere = (
  runtime: Runtime,
  core: DeskCore,
  connection: string,
  viewer: Viewer,
  chief: Credentials | undefined,
): Promise<Result<JsonObject>> =>
  allowLogin(core, {
    viewer,
    isBack: runtime.lockedBy.get(connection) === viewer.staff,
    chief,
    prove: async (typed) => {
      const login = normalLogin(typed.login);
      const now = runtime.options.ports.clock.now();
      const standing = loginStanding(runtime.tries.of(login), now);
      if (!standing.allowed) return refuse('login.locked', { seconds: standing.secondsLeft });
      const proved = await check(runtime, core, login, typed.password);
      if (!proved.ok) return proved.refusal.code === 'login.wrong' ? failed(runtime, login, now) : proved;
      runtime.tries.succeeded(login);
      return proved;
    },
  });

/** The first login after a start: the password opens a key slot, the key opens the file. */
async function openBy(runtime: Runtime, login: string, password: string): Promise<Result<Viewer>> {
  const opened = await openWithPassword(runtime.keys, { login, password });
  if (!opened.ok) return opened.refusal.code === 'keys.wrongPassword' ? refuse('login.wrong') : opened;
  const open = await openTogether(runtime, opened.value.rootKey);
  if (!open.ok) return open;
  if (opened.value.outdated) await setPassword(runtime.keys, opened.value.rootKey, { login, password });
  await keepOsSlot(runtime, opened.value.rootKey);
  if (bearersOf(open.value, login).length < 2) return viewerOf(open.value, login);
  const checked = await check(runtime, open.value, login, password);
  return checked.ok || checked.refusal.code !== 'login.wrong' ? checked : viewerOf(open.value, login);
}

/** From the next start on the account of the operating system opens the file; nobody is logged in by that. Best effort: a password works. */
export async function keepOsSlot(runtime: Runtime, rootKey: Uint8Array): Promise<void> {
  const { secrets } = runtime.options;
  if (secrets) await setOsStore(runtime.keys, rootKey, secrets);
}

async function check(runtime: Runtime, core: DeskCore, login: string, password: string): Promise<Result<Viewer>> {
  // Nobody of that name takes as long as somebody.
  const bearers = bearersOf(core, login);
  for (const bearer of bearers.length === 0 ? [undefined] : bearers) {
    // Only who knows the password is told that the person is suspended.
    if ((await isPasswordOf(runtime, core, bearer?.key, password)) && bearer !== undefined)
      return viewerAs(core, bearer);
  }
  return refuse('login.wrong');
}

async function isPasswordOf(
  runtime: Runtime,
  core: DeskCore,
  staff: string | undefined,
  password: string,
): Promise<boolean> {
  const verifier = staff === undefined ? undefined : verifierOf(core, staff);
  return (await verifyPassword(runtime.crypto, password, verifier, runtime.keys.costs?.password)).matches;
}

function failed(runtime: Runtime, login: string, now: number): Result<never> {
  runtime.tries.failed(login, now);
  if (runtime.core) audit(runtime, runtime.core, '', 'loginFailed', {});
  const standing = loginStanding(runtime.tries.of(login), now);
  return standing.allowed
    ? refuse('login.wrong', { left: standing.triesLeft })
    : refuse('login.locked', { seconds: standing.secondsLeft });
}

/** The person of a login name, with the permissions of their roles as they are now. */
export function viewerOf(core: DeskCore, login: string): Result<Viewer> {
  const found = bearersOf(core, login)[0];
  return found === undefined ? refuse('login.wrong') : viewerAs(core, found);
}

function viewerAs(core: DeskCore, found: RecordLine): Result<Viewer> {
  const person = staffValueSchema.parse(found.value);
  if (!person.isActive || isSuspensionAsked(core.store.read, found.key)) return refuse('login.suspended');
  const viewer = {
    staff: found.key,
    name: person.name,
    roles: person.roles,
    may: permissionsOf(person.roles),
    station: core.writer.station,
  };
  if (person.until === undefined) return ok(viewer);
  const inspects = inspectionOf(core, getPlainDate(person.until), person.sample);
  return isOver(core, inspects) ? refuse('login.ended', { until: inspects.until }) : ok({ ...viewer, inspects });
}

/**
 * Two may bear one login name: somebody of this desk, and somebody of the township whom its server brought (often the same human, who
 * set both desks up). Whoever has a password here comes first: nobody is shut out of their own desk by joining.
 */
function bearersOf(core: DeskCore, login: string): RecordLine[] {
  const bearers = recordsOf(core.store.read, 'staff').filter(
    ({ value }) => normalLogin(staffValueSchema.parse(value).login) === login,
  );
  const [here, elsewhere] = [true, false].map((isHere) =>
    bearers.filter(({ key }) => (verifierOf(core, key) !== undefined) === isHere),
  );
  return [...(here ?? []), ...(elsewhere ?? [])];
}

export function leave(runtime: Runtime, connection: string, how: 'logout' | 'lock'): void {
  const viewer = runtime.logins.get(connection);
  if (viewer === undefined) return;
  runtime.logins.delete(connection);
  if (how === 'lock') runtime.lockedBy.set(connection, viewer.staff);
  if (runtime.core) audit(runtime, runtime.core, viewer.staff, how, {});
}

const verifierOf = (core: DeskCore, staff: string): string | undefined =>
  get(
    core.store.read,
    sql<{ value: string }>`SELECT value FROM credential WHERE owner = ${staff} AND form = 'password'`,
  )?.value;

export function keepVerifier(transaction: Transaction, staff: string, verifier: string): void {
  run(
    transaction,
    sql`INSERT INTO credential (owner, form, value) VALUES (${staff}, 'password', ${verifier})
      ON CONFLICT (owner, form) DO UPDATE SET value = excluded.value`,
  );
}

/** Own password: the old one first. The key slot follows, so that the next start opens with the new one. */
export async function changePassword(
  runtime: Runtime,
  core: DeskCore,
  viewer: Viewer,
  { old, fresh }: { readonly old: string; readonly fresh: string },
): Promise<Result<Record<string, never>>> {
  const login = loginOf(core, viewer.staff);
  const allowed = checkPassword(fresh, login);
  if (!allowed.ok) return atField(allowed, 'fresh');
  const { matches } = await verifyPassword(
    runtime.crypto,
    old,
    verifierOf(core, viewer.staff),
    runtime.keys.costs?.password,
  );
  if (!matches) return refuse('login.wrongOld', undefined, 'old');
  return givePassword(runtime, core, viewer.staff, viewer.staff, login, fresh);
}

export function loginOf(core: DeskCore, staff: string): string {
  const row = recordsOf(core.store.read, 'staff').find(({ key }) => key === staff);
  return row === undefined ? '' : normalLogin(staffValueSchema.parse(row.value).login);
}

/** Verifier and key slot together. The slot first: a crash between leaves the old verifier and both slots' worth of a login. */
export async function givePassword(
  runtime: Runtime,
  core: DeskCore,
  by: string,
  staff: string,
  login: string,
  password: string,
): Promise<Result<Record<string, never>>> {
  const { rootKey } = runtime;
  if (rootKey === null) return refuse('desk.locked');
  const slot = await setPassword(runtime.keys, rootKey, { login, password });
  if (!slot.ok) return slot;
  await givePasswordHere(runtime, core, by, staff, password);
  return ok({});
}

/**
 * A verifier without a key slot: whoever has it (检查人员) logs in at an open desk and opens no closed one, nor a stolen disk, however long their
 * password is kept.
 */
export async function givePasswordHere(
  runtime: Runtime,
  core: DeskCore,
  by: string,
  staff: string,
  password: string,
): Promise<void> {
  const verifier = await createVerifier(runtime.crypto, password, runtime.keys.costs?.password);
  transact(core.store.write, (transaction) => {
    keepVerifier(transaction, staff, verifier);
  });
  audit(runtime, core, by, 'passwordChanged', { staff });
}
