/**
 * Whom a case is about (主体): in the act that takes it in, somebody the hall has not met gets a stream of their own, and of somebody it
 * knows what has changed is noted there. The case keeps its snapshot, with the stream's id beside it. Never merged by itself: an id that was
 * not chosen by a person is a new stream (design: People).
 */
import type { Json, JsonObject } from '#shared/kernel/json.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import { isRecord, recordIn, textOf } from '#shared/kinds/common/fields.ts';
import { currentRuleset, type Kind } from '#shared/kinds/mechanism/define.ts';
import type { DeskCore, Viewer } from '../core.ts';
import type { Work } from './act.ts';
import { householdFor, type NamedHousehold } from './households.ts';
import { accountsIn, factsOfBody, factsOfPerson } from './party-facts.ts';
import { partyOf, writeAll, type Party } from './party-streams.ts';

/** The step's data with the stream of each party in it, and what is to be written of them once the case itself is. */
export interface WithParties {
  readonly data: JsonObject;
  /** After the case, so that the case stands first in its act. */
  readonly write: () => Result<true>;
}

export function withParties(core: DeskCore, viewer: Viewer, work: Work, kind: Kind, data: JsonObject): WithParties {
  const set = data['set'];
  const found: Party[] = [];
  if (!isRecord(set) || kind.form !== 'case') return { data, write: () => ok(true) };
  const specs = Object.entries(currentRuleset(kind).fields);
  const fieldsOf = (input: string) => specs.filter(([, spec]) => spec.input === input).map(([name]) => name);
  const form = Object.assign({}, ...fieldsOf('matterForm').map((name) => recordIn(set[name]))) as JsonObject;
  const next: Record<string, Json | undefined> = { ...set };
  for (const [name, spec] of specs) {
    if (spec.input !== 'petitioner') continue;
    const read = spec.schema.safeParse(set[name]);
    // What does not fit is refused where it is decided, with its reason.
    const petitioner = read.data as Json | undefined;
    if (!read.success || !isRecord(petitioner)) continue;
    const linked = linkAll(core, viewer, work, petitioner, form, found);
    const household = householdFor({ core, viewer, work, met: found }, linked, form);
    next[name] = household === undefined ? linked : { ...linked, household: household.stream };
    for (const field of fieldsOf('matterForm')) next[field] = withHousehold(next[field], household);
  }
  return { data: { ...data, set: next }, write: () => writeAll(core, viewer, work, found) };
}

/** The field of the form that named its members says which household it was. */
function withHousehold(form: Json | undefined, household: NamedHousehold | undefined): Json | undefined {
  const key = household?.key;
  if (!isRecord(form) || household === undefined || key === undefined || form[key] === undefined) return form;
  return { ...form, [key]: { ...recordIn(form[key]), household: household.stream } };
}

/** Those beside the petitioner whom the hall meets too. */
const besides = ['agent', 'guardian'] as const;

function linkAll(
  core: DeskCore,
  viewer: Viewer,
  work: Work,
  petitioner: JsonObject,
  form: JsonObject,
  found: Party[],
): JsonObject {
  const accounts = accountsIn(form, textOf(petitioner['name']));
  const withAccounts = (facts: JsonObject): JsonObject => (accounts.length === 0 ? facts : { ...facts, accounts });
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
    ? linked(petitioner, 'body', withAccounts(factsOfBody(petitioner)))
    : linked(petitioner, 'person', withAccounts(factsOfPerson(petitioner)));
  return { ...own, ...Object.fromEntries(others) };
}
