/** Rows of registries (事项, 站点, 日历): begun and changed by the same acts as cases. */
import { toHex } from '#shared/journal/entry.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { decideBegin, decideNext } from '#shared/kinds/mechanism/decide.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import type { Learnt } from '#shared/kinds/mechanism/learnt.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import { keepContentHere } from '../journal/contents.ts';
import { get, sql } from '../store/handles.ts';
import { performAct, refuseStream, type Work } from './act.ts';
import { learntAt, recordOf } from './learn.ts';
import { loadVisible } from './load.ts';

export interface RecordBegin {
  readonly act: string;
  readonly kind: string;
  readonly type: string;
  readonly data: JsonObject;
}
export interface RecordStep {
  readonly act: string;
  readonly stream: string;
  readonly type: string;
  readonly data: JsonObject;
}

/** A key that exists already is refused: two streams would fight for one row. */
export function beginRecord(core: DeskCore, viewer: Viewer, input: RecordBegin): Result<{ readonly stream: string }> {
  const { act, kind, type, data } = input;
  return performAct(core, viewer, { id: act, procedure: 'registry.begin', input: { kind, type, data } }, (work) =>
    beginWithin(core, viewer, work, kind, type, data),
  );
}

export function beginWithin(
  core: DeskCore,
  viewer: Viewer,
  work: Work,
  kindName: string,
  type: string,
  data: JsonObject,
): Result<{ readonly stream: string }> {
  const kind = core.findKind(kindName);
  if (kind?.record === undefined) return refuseStream();
  const learnt = learntAt(core, work.transaction, viewer);
  const stream = newId(core.ports);
  const decision = decideBegin(core.findKind, kind, stream, { type, data }, learnt, work.pen);
  if (!decision.ok) return decision;
  const { key } = kind.record(decision.value.state);
  if (recordOf(work.transaction, kindName, key) !== undefined) return refuse('record.exists', { key }, 'set.code');
  work.keep({ isNew: true, decision: decision.value });
  const attached = attachNamed(core, work, kind, decision.value.state, learnt);
  return attached.ok ? ok({ stream }) : attached;
}

/**
 * What the draft of the row held. On the state as it was decided: away from the authority both are requests, answered in this order.
 * Refusal: officialForm.notThere, of a content that is not here; nothing of the row is kept then.
 */
function attachNamed(core: DeskCore, work: Work, kind: Kind, begun: StreamState, learnt: Learnt): Result<true> {
  let state = begun;
  for (const { blob, name, mime } of kind.heldFiles?.(begun) ?? []) {
    const content = core.blobs.read(blob);
    if (!content.ok) return refuse('officialForm.notThere', { name });
    const named = { blob, bytes: content.value.length, hash: toHex(core.ports.sm3(content.value)) };
    const command = { type: 'attached', data: { id: newId(core.ports), ...named, name, mime } };
    const decision = decideNext(core.findKind, kind, state, command, learnt, work.pen);
    if (!decision.ok) return decision;
    work.keep({ isNew: false, decision: decision.value });
    keepContentHere(work.transaction, named);
    state = decision.value.state;
  }
  return ok(true);
}

/** `kind`: the only kind the procedure is for; another's stream is unknown to it. */
export function stepRecord(
  core: DeskCore,
  viewer: Viewer,
  kind: string | undefined,
  input: RecordStep,
): Result<{ readonly stream: string }> {
  const { act, stream, type, data } = input;
  return performAct(core, viewer, { id: act, procedure: 'registry.step', input: { stream, type, data } }, (work) =>
    stepWithin(core, viewer, work, kind, { stream, type, data }),
  );
}

/** Kinds whose own procedures do more than write the entry. */
const ownProcedures = new Set([
  'staff',
  'writer',
  'pad',
  'batch',
  'intakeList',
  'inspection',
  'appraisal',
  'calendar',
  'wording',
]);

export function stepWithin(
  core: DeskCore,
  viewer: Viewer,
  work: Work,
  kind: string | undefined,
  { stream, type, data }: Omit<RecordStep, 'act'>,
): Result<{ readonly stream: string }> {
  const found = loadVisible(core, viewer, work.transaction, stream);
  if (!found.ok) return found;
  const name = found.value.kind.kind;
  const isMeant = kind === undefined ? found.value.kind.form === 'registry' && !ownProcedures.has(name) : name === kind;
  if (!isMeant) return refuseStream();
  // What the program writes is never taken from a caller; half of a merger neither.
  const written = found.value.kind.typesByRules.get(found.value.state.rules)?.get(type);
  if (written?.writtenBy !== undefined) return refuse('step.unknown');
  const learnt = learntAt(core, work.transaction, viewer);
  const decision = decideNext(core.findKind, found.value.kind, found.value.state, { type, data }, learnt, work.pen);
  if (!decision.ok) return decision;
  const { key } = found.value.kind.record?.(decision.value.state) ?? {};
  if (key !== undefined && ownerOf(work, name, key, stream) !== stream) return refuse('record.exists', { key });
  work.keep({ isNew: false, decision: decision.value });
  return ok({ stream });
}

/** Whose row a key is; one that is free is the asker's. A corrected code must not push another row out of its place. */
const ownerOf = ({ transaction }: Work, kind: string, key: string, stream: string): string =>
  get(transaction, sql<{ stream: string }>`SELECT stream FROM live_record WHERE kind = ${kind} AND key = ${key}`)
    ?.stream ?? stream;
