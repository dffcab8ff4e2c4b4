import type { JsonObject } from '#shared/kernel/json.ts';
import { atField, ok, type Result } from '#shared/kernel/result.ts';
import { staffValueSchema } from '#shared/kinds/staff/index.ts';
import { addStaff, stepStaff, type StaffStep } from '../../commands/staff.ts';
import type { DeskCore, Viewer } from '../../core.ts';
import { removePassword } from '../../keys/key-slots.ts';
import { checkPassword, normalLogin } from '../../keys/password.ts';
import { givePassword, loginOf } from '../../login.ts';
import { refreshLogins } from '../../logins.ts';
import { recordsOf } from '../../queries/names.ts';
import { audit, type Runtime } from '../../runtime.ts';
import { opened, type Door } from '../access.ts';

type Done = Result<Record<string, never>>;

export const staffHandlers = (runtime: Runtime, door: Door) => ({
  list: door.staff.list.handler(({ context }) => {
    const rows = recordsOf(opened(context).core.store.read, 'staff');
    return ok({ staff: rows.map(({ key, value }) => rowOf(key, value)) });
  }),
  add: door.staff.add.handler(async ({ context, input }) => {
    const { core, viewer } = opened(context);
    const allowed = checkPassword(input.password, input.login);
    if (!allowed.ok) return atField(allowed, 'password');
    const added = addStaff(core, viewer, input);
    if (!added.ok) return added;
    const { staff } = added.value;
    audit(runtime, core, viewer.staff, 'staffChanged', { staff, roles: input.roles });
    const given = await givePassword(runtime, core, viewer.staff, staff, normalLogin(input.login), input.password);
    return given.ok ? added : given;
  }),
  setRoles: door.staff.setRoles.handler(({ context, input }): Done => {
    const { act, staff, roles } = input;
    return change(runtime, opened(context), { act, staff, type: 'rolesSet', roles });
  }),
  suspend: door.staff.suspend.handler(({ context, input }): Done => {
    const { core, viewer } = opened(context);
    const done = change(runtime, { core, viewer }, { ...input, type: 'suspended' });
    if (!done.ok || runtime.rootKey === null) return done;
    const removed = removePassword(runtime.keys, runtime.rootKey, loginOf(core, input.staff));
    return removed.ok ? done : removed;
  }),
  reinstate: door.staff.reinstate.handler(({ context, input }) =>
    withPassword(runtime, opened(context), { ...input, type: 'reinstated' }, input.password),
  ),
  resetPassword: door.staff.resetPassword.handler(({ context, input }) =>
    withPassword(runtime, opened(context), { ...input, type: 'passwordReset' }, input.password),
  ),
});

function rowOf(staff: string, value: JsonObject) {
  const { name, login, roles, isActive, body, until } = staffValueSchema.parse(value);
  return {
    ...{ staff, name, login, roles, isActive },
    ...(body === undefined ? {} : { body }),
    ...(until === undefined ? {} : { until }),
  };
}

interface At {
  readonly core: DeskCore;
  readonly viewer: Viewer;
}

function change(runtime: Runtime, { core, viewer }: At, step: StaffStep): Done {
  const done = stepStaff(core, viewer, step);
  if (!done.ok) return done;
  audit(runtime, core, viewer.staff, 'staffChanged', { staff: step.staff, type: step.type });
  refreshLogins(runtime, core);
  return ok({});
}

async function withPassword(
  runtime: Runtime,
  at: At,
  step: StaffStep & { readonly password?: string },
  password: string,
): Promise<Done> {
  const { core, viewer } = at;
  const login = loginOf(core, step.staff);
  const allowed = checkPassword(password, login);
  if (!allowed.ok) return atField(allowed, 'password');
  const { act, staff, type } = step;
  const done = change(runtime, at, { act, staff, type });
  return done.ok ? givePassword(runtime, core, viewer.staff, staff, login, password) : done;
}
