/**
 * Whom a case is about (主体): in the act that takes it in, somebody the hall has not met gets a stream of their own, and of somebody it
 * knows what has changed is noted there. The case keeps its snapshot, with the stream's id beside it. Never merged by itself: an id that was
 * not chosen by a person is a new stream (design: People).
 */
import { canonical } from '#shared/journal/entry.ts';
import type { Json, JsonObject } from '#shared/kernel/json.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import { present } from '#shared/kinds/common/fields.ts';
import { decideBegin, decideNext } from '#shared/kinds/mechanism/decide.ts';
import { currentRuleset, type Kind } from '#shared/kinds/mechanism/define.ts';
import { valueOf, type StreamState } from '#shared/kinds/mechanism/state.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import type { Work } from './act.ts';
import { learntAt } from './learn.ts';
import { loadVisible } from './load.ts';

const isRecord = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The step's data with the stream of each party in it, and what is to be written of them once the case itself is. */
export interface WithParties {
  readonly data: JsonObject;
  /** After the case, so that the case stands first in its act. */
  readonly write: () => Result<true>;
}

interface Party {
  readonly stream: string;
  readonly kind: string;
  readonly facts: JsonObject;
  readonly isNew: boolean;
}

export function withParties(core: DeskCore, viewer: Viewer, work: Work, kind: Kind, data: JsonObject): WithParties {
  const set = data['set'];
  const found: Party[] = [];
  if (!isRecord(set) || kind.form !== 'case') return { data, write: () => ok(true) };
  const next: Record<string, Json | undefined> = { ...set };
  for (const [name, spec] of Object.entries(currentRuleset(kind).fields)) {
    if (spec.input !== 'petitioner') continue;
    const read = spec.schema.safeParse(set[name]);
    // What does not fit is refused where it is decided, with its reason.
    const petitioner = read.data as Json | undefined;
    if (read.success && isRecord(petitioner)) next[name] = linkAll(core, viewer, work, petitioner, found);
  }
  return { data: { ...data, set: next }, write: () => writeAll(core, viewer, work, found) };
}

/** Those beside the petitioner whom the hall meets too. */
const besides = ['agent', 'guardian'] as const;

function linkAll(core: DeskCore, viewer: Viewer, work: Work, petitioner: JsonObject, found: Party[]): JsonObject {
  const linked = (one: JsonObject, kind: string, facts: JsonObject): JsonObject => {
    const party = partyOf(core, viewer, work, kind, facts, one['party']);
    const { party: _chosen, ...rest } = one;
    if (party === undefined) return rest;
    found.push(party);
    return { ...rest, party: party.stream };
  };
  const others = besides.flatMap((role) => {
    const one = petitioner[role];
    return isRecord(one) ? [[role, linked(one, 'person', factsOfPerson(one))] as const] : [];
  });
  const isBody = petitioner['form'] === 'legalPerson' || petitioner['form'] === 'otherBody';
  const own = isBody
    ? linked(petitioner, 'body', factsOfBody(petitioner))
    : linked(petitioner, 'person', factsOfPerson(petitioner));
  return { ...own, ...Object.fromEntries(others) };
}

const factsOfPerson = ({ name, idType, idNumber, phone, address }: JsonObject): JsonObject =>
  present({
    ...{ name, phone, address },
    paper: idNumber === undefined ? undefined : present({ idType, idNumber }),
  });

const factsOfBody = ({ name, form, uscc, representative, phone, address }: JsonObject): JsonObject =>
  present({ name, form, uscc, representative, phone, address });

/** A name alone is nobody: the next of that name would be taken for them. */
const isKnowable = ({ paper, phone, uscc }: JsonObject): boolean =>
  paper !== undefined || phone !== undefined || uscc !== undefined;

/**
 * The stream of somebody: the one a person chose, or a new one; undefined of whom too little is known. One that is not to be seen here (it
 * left this desk's scopes, or was refused by the hub) is as if nobody had been chosen.
 */
function partyOf(
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

function writeAll(core: DeskCore, viewer: Viewer, work: Work, parties: readonly Party[]): Result<true> {
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

const changesIn = (state: StreamState, facts: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(facts).filter(([name, value]) => {
      const now = valueOf(state, name);
      return value !== undefined && (now === undefined || canonical({ value }) !== canonical({ value: now }));
    }),
  );
