/** 再办一件（同一人）: the case of the visit this one comes with, and its visitor, who needs to be identified once. */
import { canonical } from '#shared/journal/entry.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { recordIn } from '#shared/kinds/common/fields.ts';
import { currentRuleset, type Kind } from '#shared/kinds/mechanism/define.ts';
import { valueOf, type StreamState } from '#shared/kinds/mechanism/state.ts';
import { visitOf, type Visit } from '#shared/kinds/mechanism/visit.ts';
import type { DeskCore, Viewer } from '../core.ts';
import type { Transaction } from '../store/handles.ts';
import { loadVisible } from './load.ts';

export interface VisitOfCase {
  readonly visit: Visit;
  /** The step's data, with the stream of the person who was met in the case before. */
  readonly data: JsonObject;
}

/** Refusal: stream.unknown, of a case nobody here may see, or of what is no case. */
export function visitFor(
  core: DeskCore,
  viewer: Viewer,
  transaction: Transaction,
  kind: Kind,
  data: JsonObject,
  stream: string,
): Result<VisitOfCase> {
  const found = loadVisible(core, viewer, transaction, stream);
  if (!found.ok) return found;
  const before = found.value;
  if (before.kind.form !== 'case' || kind.form !== 'case') return refuse('stream.unknown');
  return ok({ visit: visitOf(before.state), data: sameVisitor(kind, data, before.kind, before.state) });
}

const visitorField = (kind: Kind): string | undefined =>
  Object.entries(currentRuleset(kind).fields).find(([, { input }]) => input === 'petitioner')?.[0];

/** Only the very person: same name, same number. Whoever typed somebody else stands there is believed. */
function sameVisitor(kind: Kind, data: JsonObject, kindBefore: Kind, before: StreamState): JsonObject {
  const field = visitorField(kind);
  const fieldBefore = visitorField(kindBefore);
  if (field === undefined || fieldBefore === undefined) return data;
  const set = recordIn(data['set']);
  const now = recordIn(set[field]);
  const known = recordIn(valueOf(before, fieldBefore));
  if (known['party'] === undefined || now['party'] !== undefined || whoIs(now) !== whoIs(known)) return data;
  return { ...data, set: { ...set, [field]: { ...now, party: known['party'] } } };
}

const whoIs = ({ name, idNumber, uscc, phone }: JsonObject): string =>
  canonical({ name: name ?? '', number: idNumber ?? uscc ?? '', phone: phone ?? '' });
