/** 户: those somebody belongs to, masked, to be offered; and one of them whole, with its members as their own streams know them now. */
import { join } from 'sql-template-tag';
import type { HouseholdLine } from '#shared/contract/party.ts';
import { maskName } from '#shared/identity/masking.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { present } from '#shared/kinds/common/fields.ts';
import type { PartyMember } from '#shared/kinds/mechanism/parties.ts';
import { valueOf } from '#shared/kinds/mechanism/state.ts';
import { loadVisible } from '../commands/load.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { all, sql } from '../store/handles.ts';
import { petitionerOf } from './party-known.ts';
import { togetherWith } from './same-party.ts';

interface Loaded {
  readonly stream: string;
  readonly lastOn: string;
  readonly members: readonly PartyMember[];
  readonly petitioner: JsonObject;
}

function loadHousehold(core: DeskCore, viewer: Viewer, stream: string): Loaded | undefined {
  const found = loadVisible(core, viewer, core.store.read, stream);
  const party = found.ok ? found.value.kind.party : undefined;
  if (!found.ok || party?.several === undefined) return undefined;
  const { state } = found.value;
  const isThere = state.core.status !== '' && state.core.voided === undefined;
  if (!isThere) return undefined;
  return {
    stream,
    lastOn: state.lastOn,
    members: party.several.members((name) => valueOf(state, name)),
    petitioner: party.snapshot(state),
  };
}

/** More of them than this are looked at by nobody. */
const most = 6;

export interface MemberSought {
  readonly party?: string;
  readonly idNumber?: string;
}

/** The last one heard of first; those said to be the same household once. */
export function householdsOf(
  core: DeskCore,
  viewer: Viewer,
  { party = '', idNumber = '' }: MemberSought,
): HouseholdLine[] {
  const people = party === '' ? [] : togetherWith(core, party);
  const rows = all(
    core.store.read,
    sql<{ stream: string }>`SELECT stream FROM live_party_member WHERE member IN (${join(['', ...people])})
      UNION SELECT stream FROM live_party_key WHERE way = 'number' AND key = ${idNumber} AND key <> ''`,
  );
  const seen = new Set<string>();
  const loaded = rows.flatMap(({ stream }) => loadHousehold(core, viewer, stream) ?? []);
  const lines = loaded
    .toSorted((one, other) => (one.lastOn > other.lastOn ? -1 : 1))
    .filter(({ stream }) => {
      if (seen.has(stream)) return false;
      for (const other of togetherWith(core, stream)) seen.add(other);
      return true;
    });
  return lines.slice(0, most).map(lineOf);
}

export function householdLineOf(core: DeskCore, viewer: Viewer, stream: string): HouseholdLine | undefined {
  const loaded = loadHousehold(core, viewer, stream);
  return loaded && lineOf(loaded);
}

const lineOf = ({ stream, lastOn, members }: Loaded): HouseholdLine => ({
  party: stream,
  head: maskName(members[0]?.name ?? ''),
  members: members.map(({ party, name, relation }) => ({ party, name: maskName(name), relation })),
  lastOn,
});

interface WholeHousehold {
  readonly petitioner: JsonObject;
  readonly members: readonly { readonly party: string; readonly relation: string; readonly person: JsonObject }[];
}

const personParts = ['name', 'idType', 'idNumber', 'phone'] as const;

/** Refusal: stream.unknown, also of what is no household. */
export function wholeHousehold(core: DeskCore, viewer: Viewer, stream: string): Result<WholeHousehold> {
  const loaded = loadHousehold(core, viewer, stream);
  if (loaded === undefined) return refuse('stream.unknown');
  const members = loaded.members.map(({ party, relation, ...own }) => {
    const now = party === '' ? {} : petitionerOf(core, viewer, togetherWith(core, party));
    const known = { ...present({ ...own }), ...now };
    const person = present(Object.fromEntries(personParts.map((part) => [part, known[part]])));
    return { party, relation, person };
  });
  return ok({ petitioner: { ...loaded.petitioner, ...members[0]?.person, household: stream }, members });
}
