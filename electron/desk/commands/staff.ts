/** Members of staff: their registry entries and, beside them, the credential that is never an entry. */
import type { JsonObject } from '#shared/kernel/json.ts';
import type { Role } from '#shared/kernel/permissions.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { decideBegin, decideNext } from '#shared/kinds/mechanism/decide.ts';
import { staffValueSchema } from '#shared/kinds/staff/index.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import { normalLogin } from '../keys/password.ts';
import { recordsOf } from '../queries/names.ts';
import type { Transaction } from '../store/handles.ts';
import { performAct, refuseStream } from './act.ts';
import { learntAt } from './learn.ts';
import { loadVisible } from './load.ts';

export interface NewStaff {
  readonly act: string;
  readonly name: string;
  readonly login: string;
  readonly roles: readonly Role[];
}

/** Login names are one person's for ever, also of those who left: an old case must not show a newcomer's name. */
export function addStaff(core: DeskCore, viewer: Viewer, input: NewStaff): Result<{ readonly staff: string }> {
  const { act, name, roles } = input;
  const login = normalLogin(input.login);
  const set = { name, login, roles: [...roles] };
  return performAct(core, viewer, { id: act, procedure: 'staff.add', input: set }, (work) => {
    const kind = core.findKind('staff');
    if (kind === undefined) return refuseStream();
    const isTaken = recordsOf(work.transaction, 'staff').some(({ value }) => value['login'] === login);
    if (isTaken) return refuse('record.exists', { key: login }, 'login');
    const stream = newId(core.ports);
    const learnt = learntAt(core, work.transaction, viewer);
    const decision = decideBegin(core.findKind, kind, stream, { type: 'added', data: { set } }, learnt, work.pen);
    if (!decision.ok) return decision;
    work.keep({ isNew: true, decision: decision.value });
    return ok({ staff: stream });
  });
}

export interface StaffStep {
  readonly act: string;
  readonly staff: string;
  readonly type: 'rolesSet' | 'suspended' | 'reinstated' | 'passwordReset';
  readonly roles?: readonly Role[];
}

export function stepStaff(core: DeskCore, viewer: Viewer, input: StaffStep): Result<JsonObject> {
  const { act, staff, type, roles } = input;
  const data: JsonObject = roles === undefined ? {} : { set: { roles: [...roles] } };
  return performAct(core, viewer, { id: act, procedure: `staff.${type}`, input: { staff, ...data } }, (work) => {
    const found = loadVisible(core, viewer, work.transaction, staff);
    if (!found.ok) return refuse('staff.unknown');
    const learnt = learntAt(core, work.transaction, viewer);
    const { kind, state } = found.value;
    const decision = decideNext(core.findKind, kind, state, { type, data }, learnt, work.pen);
    if (!decision.ok) return decision;
    if (!hasChief(work.transaction, staff, kind.record?.(decision.value.state).value)) return refuse('staff.lastChief');
    work.keep({ isNew: false, decision: decision.value });
    return ok({});
  });
}

/** With this person as they are after the step: without an active chief nobody could give anybody a password again. */
const hasChief = (transaction: Transaction, staff: string, after: JsonObject | undefined): boolean =>
  recordsOf(transaction, 'staff').some(({ key, value }) => {
    const person = staffValueSchema.parse(key === staff ? after : value);
    return person.isActive && person.roles.includes('chief');
  });
