import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { decideNext } from '#shared/kinds/mechanism/decide.ts';
import type { DeskCore, Viewer } from '../core.ts';
import type { Work } from './act.ts';
import { learntAt } from './learn.ts';
import { loadVisible } from './load.ts';

/** An entry that the program writes about a case the person may see, in the course of an act of theirs. */
export function stepOn(
  core: DeskCore,
  viewer: Viewer,
  work: Work,
  stream: string,
  type: string,
  data: JsonObject,
): Result<true> {
  const found = loadVisible(core, viewer, work.transaction, stream);
  if (!found.ok) return found;
  const { kind, state } = found.value;
  // A registry is everybody's to read; what hangs on a case is not, and never comes here from one (`from`).
  const isOwnFile = kind.takesFiles === true && type === 'attached' && data['from'] === undefined;
  if (kind.form === 'registry' && !isOwnFile) return refuse('stream.unknown');
  const learnt = learntAt(core, work.transaction, viewer);
  const decision = decideNext(core.findKind, kind, state, { type, data }, learnt, work.pen);
  if (!decision.ok) return decision;
  work.keep({ isNew: false, decision: decision.value });
  return ok(true);
}
