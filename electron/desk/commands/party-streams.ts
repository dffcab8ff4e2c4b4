/** Streams of people and bodies as an act writes them: somebody is met, or told more of. Whom a stream is about, only a person says. */
import type { Json, JsonObject } from '#shared/kernel/json.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import { decideBegin, decideNext } from '#shared/kinds/mechanism/decide.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import type { Work } from './act.ts';
import { learntAt } from './learn.ts';
import { loadVisible } from './load.ts';
import { changesIn, isKnowable } from './party-facts.ts';

/** Somebody who is written down with the case: met, or told more of. */
export interface Party {
  readonly stream: string;
  readonly kind: string;
  readonly facts: JsonObject;
  readonly isNew: boolean;
}

/**
 * The stream of somebody: the one a person chose, or a new one; undefined of whom too little is known. One that is not to be seen here (it
 * left this desk's scopes, or was refused by the hub) is as if nobody had been chosen.
 */
export function partyOf(
  core: DeskCore,
  viewer: Viewer,
  work: Work,
  kind: string,
  facts: JsonObject,
  chosen: Json | undefined,
): Party | undefined {
  const known = typeof chosen === 'string' ? loadVisible(core, viewer, work.transaction, chosen) : undefined;
  if (known?.ok === true && known.value.kind.party !== undefined) {
    return { stream: known.value.state.stream, kind: known.value.kind.kind, facts, isNew: false };
  }
  return isKnowable(facts) ? { stream: newId(core.ports), kind, facts, isNew: true } : undefined;
}

export function writeAll(core: DeskCore, viewer: Viewer, work: Work, parties: readonly Party[]): Result<true> {
  for (const party of parties) {
    const written = party.isNew ? meet(core, viewer, work, party) : noteChanges(core, viewer, work, party);
    if (!written.ok) return written;
  }
  return ok(true);
}

function meet(core: DeskCore, viewer: Viewer, work: Work, { stream, kind: name, facts }: Party): Result<true> {
  const kind = core.findKind(name);
  if (kind === undefined) return ok(true);
  const learnt = learntAt(core, work.transaction, viewer);
  const met = decideBegin(core.findKind, kind, stream, { type: 'met', data: { set: facts } }, learnt, work.pen);
  if (!met.ok) return met;
  work.keep({ isNew: true, decision: met.value });
  return ok(true);
}

function noteChanges(core: DeskCore, viewer: Viewer, work: Work, { stream, facts }: Party): Result<true> {
  const found = loadVisible(core, viewer, work.transaction, stream);
  if (!found.ok) return found;
  const { kind, state } = found.value;
  const changed = changesIn(state, facts);
  if (Object.keys(changed).length === 0) return ok(true);
  const learnt = learntAt(core, work.transaction, viewer);
  const told = decideNext(core.findKind, kind, state, { type: 'told', data: { set: changed } }, learnt, work.pen);
  if (!told.ok) return told;
  work.keep({ isNew: false, decision: told.value });
  return ok(true);
}
