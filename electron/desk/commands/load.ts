/** Loading a stream for a person: folded, and only if they may see it. */
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { loadState } from '../journal/projections.ts';
import { isVisible } from '../queries/viewer.ts';
import type { ReadHandle, Transaction } from '../store/handles.ts';

/** `stream.unknown` also where it exists and the person may not see it: nobody learns that it is there. */
export function loadVisible(
  core: DeskCore,
  viewer: Viewer,
  handle: ReadHandle | Transaction,
  stream: string,
): Result<{ readonly kind: Kind; readonly state: StreamState }> {
  const state = loadState(handle, core.findKind, stream);
  const kind = state && core.findKind(state.kind);
  if (state === undefined || kind === undefined || !isVisible(viewer, kind, state)) return refuse('stream.unknown');
  return ok({ kind, state });
}
