/** What acts on many cases have in common (上报批次, 村级交接): a step of each, whose row it was that refused, the list they stand in. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Refusal, type Result } from '#shared/kernel/result.ts';
import { decideBegin, decideNext, type Command } from '#shared/kinds/mechanism/decide.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { refuseStream, type Work } from './act.ts';
import { learntAt } from './learn.ts';
import { loadVisible } from './load.ts';

export function takeStep(core: DeskCore, viewer: Viewer, work: Work, stream: string, command: Command) {
  const found = loadVisible(core, viewer, work.transaction, stream);
  if (!found.ok) return found;
  const { kind, state } = found.value;
  const learnt = learntAt(core, work.transaction, viewer);
  return decideNext(core.findKind, kind, state, command, learnt, work.pen);
}

/** Rows are counted as people count them. */
export const atRow = ({ code, details }: Refusal, index: number): Result<never> =>
  refuse(code, { ...details, row: index + 1 }, `rows.${String(index)}`);

/** Begins the registry row of a list (`stream`) with its first step. Refusal: what the kind refuses. */
export function beginList(
  core: DeskCore,
  viewer: Viewer,
  work: Work,
  list: { readonly kind: string; readonly stream: string; readonly type: string; readonly set: JsonObject },
): Result<true> {
  const kind = core.findKind(list.kind);
  if (kind === undefined) return refuseStream();
  const learnt = learntAt(core, work.transaction, viewer);
  const command = { type: list.type, data: { set: list.set } };
  const decision = decideBegin(core.findKind, kind, list.stream, command, learnt, work.pen);
  if (!decision.ok) return decision;
  work.keep({ isNew: true, decision: decision.value });
  return ok(true);
}
