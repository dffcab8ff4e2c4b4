/**
 * 户 in the act of a case: where the petitioner is one, or the matter's form names its members, the household is begun, or the one that a
 * person chose is told of whom it did not know. Found by its members it is offered, never taken by itself; nobody leaves it by a case.
 */
import { canonical } from '#shared/journal/entry.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { present, textOf } from '#shared/kinds/common/fields.ts';
import { isHead } from '#shared/kinds/household/head-words.ts';
import { householdSchema } from '#shared/kinds/matter/form-values.ts';
import { currentRuleset, type Kind } from '#shared/kinds/mechanism/define.ts';
import type { PartyMember } from '#shared/kinds/mechanism/parties.ts';
import { valueOf, type StreamState } from '#shared/kinds/mechanism/state.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import { all, sql } from '../store/handles.ts';
import type { Work } from './act.ts';
import { loadVisible } from './load.ts';
import { partyOf, type Party } from './party-streams.ts';
import { factsOfPerson } from './party-facts.ts';

interface Place {
  readonly core: DeskCore;
  readonly viewer: Viewer;
  readonly work: Work;
  /** Whoever is written down with the case; new members and the household itself are added. */
  readonly met: Party[];
}

export interface NamedHousehold {
  readonly stream: string;
  /** The field of the form that names its members. */
  readonly key?: string;
}

/** Undefined: the case names none, or one that is known already and that nobody chose. */
export function householdFor(place: Place, petitioner: JsonObject, form: JsonObject): NamedHousehold | undefined {
  const field = Object.entries(form).flatMap(([key, value]) => {
    const read = householdSchema.safeParse(value).data;
    return read === undefined ? [] : [{ key, ...read }];
  })[0];
  const isAsked = petitioner['form'] === 'household' || (isHuman(petitioner) && field !== undefined);
  const kind = place.core.kinds.find(({ party }) => party?.several !== undefined);
  if (!isAsked || kind === undefined) return undefined;
  const chosen = textOf(petitioner['household']) || (field?.household ?? '');
  const named = namedIn(petitioner, field?.members ?? []);
  const key = field === undefined ? {} : { key: field.key };
  const stream = membersOf(place, chosen) ? chosen : undefined;
  const facts = { address: petitioner['address'] };
  if (stream !== undefined) return { stream: addTo(place, kind, stream, named, facts), ...key };
  const begun = begin(place, kind, named, facts);
  return begun === undefined ? undefined : { stream: begun, ...key };
}

const isHuman = ({ form }: JsonObject): boolean => form === undefined || form === 'person' || form === 'household';

/** Those the case names, the head first: the petitioner, unless the form says that it is somebody else. */
function namedIn(
  petitioner: JsonObject,
  members: readonly { readonly person: object; readonly relation: string }[],
): readonly PartyMember[] {
  const own = memberOf(petitioner, '');
  const others = members
    .map(({ person, relation }) => memberOf(person as JsonObject, relation))
    .filter(
      // Somebody who is on the list of their own household is one person.
      (member) => !isSameMember(own, member),
    );
  const head = others.find(({ relation }) => isHead(relation));
  return head === undefined ? [own, ...others] : [head, own, ...others.filter((one) => one !== head)];
}

const memberOf = (person: JsonObject, relation: string): PartyMember => ({
  relation,
  party: textOf(person['party']),
  name: textOf(person['name']),
  idType: textOf(person['idType']),
  idNumber: textOf(person['idNumber']),
  phone: textOf(person['phone']),
});

/** The same stream or number; by the name alone only where a number does not say otherwise. */
function isSameMember(one: PartyMember, other: PartyMember): boolean {
  if (one.party !== '' && one.party === other.party) return true;
  if (one.idNumber !== '' && other.idNumber !== '') return one.idNumber === other.idNumber;
  return one.name === other.name;
}

/** Undefined where it is none, or nobody here may see it: as if nobody had chosen it. */
function membersOf({ core, viewer, work }: Place, stream: string): readonly PartyMember[] | undefined {
  const found = stream === '' ? undefined : loadVisible(core, viewer, work.transaction, stream);
  return found?.ok === true ? readMembers(found.value) : undefined;
}

/** What was known of a member, with what was said today; their stream stays theirs. */
const told = (known: PartyMember, said: PartyMember): PartyMember => ({
  ...known,
  ...(present({ ...said }) as Partial<PartyMember>),
  party: known.party || said.party,
});

function addTo(place: Place, kind: Kind, stream: string, named: readonly PartyMember[], facts: JsonObject): string {
  const known = membersOf(place, stream) ?? [];
  const unmet = named.filter((one) => !known.some((member) => isSameMember(member, one)));
  const next = [
    ...known.map((member) => {
      const said = named.find((one) => isSameMember(member, one));
      return said === undefined ? member : link(place, told(member, said), said);
    }),
    ...unmet.map((member) => link(place, member)),
  ];
  place.met.push({ stream, kind: kind.kind, facts: present({ ...fieldsFor(kind, next), ...facts }), isNew: false });
  return stream;
}

function begin(place: Place, kind: Kind, named: readonly PartyMember[], facts: JsonObject): string | undefined {
  const [head] = named;
  if (head === undefined || (head.party === '' && head.idNumber === '' && head.phone === '')) return undefined;
  if (isKnownAlready(place, named)) return undefined;
  const stream = newId(place.core.ports);
  const members = named.map((member) => link(place, member));
  place.met.push({ stream, kind: kind.kind, facts: present({ ...fieldsFor(kind, members), ...facts }), isNew: true });
  return stream;
}

const fieldsFor = (kind: Kind, members: readonly PartyMember[]): JsonObject =>
  kind.party?.several?.fieldsFor(members) ?? {};

/** The very same people under the very same head: nobody chose it, and nothing would be news. */
function isKnownAlready(place: Place, named: readonly PartyMember[]): boolean {
  const [head] = named;
  if (head === undefined || head.party === '') return false;
  const streams = all(
    place.work.transaction,
    sql<{ stream: string }>`SELECT stream FROM live_party_member WHERE member = ${head.party}`,
  );
  return streams.some(({ stream }) => {
    const known = membersOf(place, stream) ?? [];
    const isSaid = (one: PartyMember) =>
      known.some(
        (member) => isSameMember(member, one) && canonical({ ...told(member, one) }) === canonical({ ...member }),
      );
    return known[0]?.party === head.party && named.every(isSaid);
  });
}

/** A member's stream: the one they have, which is told what was `said` of them, or a new one of whom enough is known. */
function link(place: Place, member: PartyMember, said: Partial<PartyMember> = member): PartyMember {
  const { party } = member;
  const isMet = place.met.some(({ stream }) => stream === party);
  if (party !== '' && isMet) return member;
  const { party: _party, relation: _relation, ...person } = said;
  const facts = factsOfPerson(present({ ...person, ...(person.idNumber ? { idType: member.idType } : {}) }));
  const found = partyOf(place.core, place.viewer, place.work, 'person', facts, party === '' ? undefined : party);
  if (found === undefined) return { ...member, party: '' };
  place.met.push(found);
  return { ...member, party: found.stream };
}

/** What was typed on a household's page: a member who stands there as before keeps the stream they had, somebody else gets one of their own. */
export function relink(place: Place, kind: Kind, state: StreamState, set: JsonObject): JsonObject {
  const { several } = kind.party ?? {};
  const ruleset = currentRuleset(kind);
  const isWhole = Object.entries(set).every(([name, value]) => ruleset.fields[name]?.schema.safeParse(value).success);
  // What does not fit is refused where it is decided, with its reason.
  if (several === undefined || !isWhole) return set;
  const before = readMembers({ kind, state }) ?? [];
  const typed = several.members((name) => set[name] ?? valueOf(state, name));
  const next = typed.map((member) => {
    const known = before.find((one) => one.party !== '' && one.party === member.party);
    if (known === undefined) return link(place, member);
    return isStill(known, member) ? link(place, member, newsOf(known, member)) : link(place, { ...member, party: '' });
  });
  const fields = several.fieldsFor(next);
  return { ...set, ...Object.fromEntries(Object.entries(fields).filter(([name]) => set[name] !== undefined)) };
}

const readMembers = ({ kind, state }: { readonly kind: Kind; readonly state: StreamState }) =>
  kind.party?.several?.members((name) => valueOf(state, name));

/** The stream still belongs to that name or number. */
const isStill = (known: PartyMember, member: PartyMember): boolean =>
  known.name === member.name || (known.idNumber !== '' && known.idNumber === member.idNumber);

/** What the household says of somebody may be older than what their own stream says: only what was typed now is told there. */
const newsOf = (known: PartyMember, member: PartyMember): Partial<PartyMember> =>
  Object.fromEntries(Object.entries(member).filter(([part, value]) => value !== known[part as keyof PartyMember]));
