/** 知道了: a request that the township's server did not do leaves the list. */
import { ok, type Result } from '#shared/kernel/result.ts';
import { decideNext } from '#shared/kinds/mechanism/decide.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { performAct } from './act.ts';
import { learntAt } from './learn.ts';
import { loadVisible } from './load.ts';

export interface NoteRequest {
  readonly act: string;
  readonly stream: string;
  readonly entry: string;
}

export function noteRequest(core: DeskCore, viewer: Viewer, input: NoteRequest): Result<Record<string, never>> {
  const { act, stream, entry } = input;
  return performAct(core, viewer, { id: act, procedure: 'registry.noteRequest', input: { stream, entry } }, (work) => {
    const found = loadVisible(core, viewer, work.transaction, stream);
    if (!found.ok) return found;
    const learnt = learntAt(core, work.transaction, viewer);
    const { kind, state } = found.value;
    const command = { type: 'requestNoted', data: { entry } };
    const decision = decideNext(core.findKind, kind, state, command, learnt, work.pen);
    if (!decision.ok) return decision;
    work.keep({ isNew: false, decision: decision.value });
    return ok({});
  });
}
