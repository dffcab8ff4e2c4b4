/** 检查人员 are let in and sent away; the days are counted from the desk's own today. */
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { decideBegin, decideNext } from '#shared/kinds/mechanism/decide.ts';
import { addDays } from '#shared/time/plain-date.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import { normalLogin } from '../keys/password.ts';
import { labelOf, recordsOf } from '../queries/names.ts';
import { todayOf } from '../queries/standings.ts';
import { performAct, refuseStream } from './act.ts';
import { learntAt } from './learn.ts';
import { loadVisible } from './load.ts';

export interface Admission {
  readonly act: string;
  readonly name: string;
  readonly body: string;
  readonly login: string;
  readonly days: number;
  readonly sample?: string | undefined;
}

/** Refusals: record.exists, inspection.unknown. */
export function admitInspector(
  core: DeskCore,
  viewer: Viewer,
  { act, days, sample, ...input }: Admission,
): Result<{ readonly staff: string; readonly until: string }> {
  const { name, body } = input;
  const login = normalLogin(input.login);
  const asked = { name, body, login, days, ...(sample === undefined ? {} : { sample }) };
  return performAct(core, viewer, { id: act, procedure: 'inspection.admit', input: asked }, (work) => {
    const kind = core.findKind('staff');
    if (kind === undefined) return refuseStream();
    if (recordsOf(work.transaction, 'staff').some(({ value }) => value['login'] === login))
      return refuse('record.exists', { key: login }, 'login');
    if (sample !== undefined && labelOf(work.transaction, 'inspection', sample) === undefined)
      return refuse('inspection.unknown', undefined, 'sample');
    const until = addDays(todayOf(core), days - 1);
    const set = { name, login, body, until, ...(sample === undefined ? {} : { sample }) };
    const staff = newId(core.ports);
    const learnt = learntAt(core, work.transaction, viewer);
    const decision = decideBegin(core.findKind, kind, staff, { type: 'admitted', data: { set } }, learnt, work.pen);
    if (!decision.ok) return decision;
    work.keep({ isNew: true, decision: decision.value });
    return ok({ staff, until });
  });
}

export function endInspector(
  core: DeskCore,
  viewer: Viewer,
  { act, staff }: { readonly act: string; readonly staff: string },
): Result<Record<string, never>> {
  return performAct(core, viewer, { id: act, procedure: 'inspection.end', input: { staff } }, (work) => {
    const found = loadVisible(core, viewer, work.transaction, staff);
    if (!found.ok) return refuse('staff.unknown');
    const learnt = learntAt(core, work.transaction, viewer);
    const { kind, state } = found.value;
    const decision = decideNext(core.findKind, kind, state, { type: 'leftEarly', data: {} }, learnt, work.pen);
    if (!decision.ok) return decision;
    work.keep({ isNew: false, decision: decision.value });
    return ok({});
  });
}
