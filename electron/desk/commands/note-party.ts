/** 补充情况 of somebody the hall knows, on their page: only what is said changes, beside what it was when the person saw it. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { decideNext } from '#shared/kinds/mechanism/decide.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { performAct, type Work } from './act.ts';
import { relink } from './households.ts';
import { learntAt } from './learn.ts';
import { loadVisible } from './load.ts';
import { writeAll, type Party } from './party-streams.ts';

export interface NoteParty {
  readonly act: string;
  readonly party: string;
  readonly set: JsonObject;
  /** Field → the entry that had set it, as far as the person saw. */
  readonly seen: Readonly<Record<string, string>>;
}

type Done = Record<string, never>;

/** Refusals: stream.unknown, also of what is no party; stream.needsUpgrade; those of the fields. */
export function noteParty(core: DeskCore, viewer: Viewer, input: NoteParty): Result<Done> {
  const { act, party, set, seen } = input;
  return performAct(core, viewer, { id: act, procedure: 'party.note', input: { party, set, seen } }, (work) => {
    const found = loadVisible(core, viewer, work.transaction, party);
    if (!found.ok) return found;
    const { kind, state } = found.value;
    if (kind.party === undefined) return refuse('stream.unknown');
    if (state.needsUpgrade !== undefined) return refuse('stream.needsUpgrade');
    return write(core, viewer, work, { kind, state, set, seen });
  });
}

interface Noted extends Pick<NoteParty, 'set' | 'seen'> {
  readonly kind: Kind;
  readonly state: StreamState;
}

function write(core: DeskCore, viewer: Viewer, work: Work, { kind, state, set, seen }: Noted): Result<Done> {
  const met: Party[] = [];
  const linked = relink({ core, viewer, work, met }, kind, state, set);
  const learnt = learntAt(core, work.transaction, viewer);
  const command = { type: 'told', data: { set: linked }, seen };
  const told = decideNext(core.findKind, kind, state, command, learnt, work.pen);
  if (!told.ok) return told;
  work.keep({ isNew: false, decision: told.value });
  const written = writeAll(core, viewer, work, met);
  return written.ok ? ok({}) : written;
}
