/** What hangs together with somebody (主体): other streams of the same human, households, cases. Masked, and only what the person may see. */
import { join } from 'sql-template-tag';
import type { CaseLine } from '#shared/contract/case.ts';
import type { HouseholdLine, ToldOther } from '#shared/contract/party.ts';
import { maskIdNumber, maskName, maskPhone } from '#shared/identity/masking.ts';
import { instantOf } from '#shared/journal/hlc.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { textOf } from '#shared/kinds/common/fields.ts';
import { valueOf, type StreamState } from '#shared/kinds/mechanism/state.ts';
import { loadVisible } from '../commands/load.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { loadEntries } from '../journal/entries.ts';
import { all, sql } from '../store/handles.ts';
import { toLines, type LineRow } from './cases.ts';
import { householdLineOf, householdsOf } from './households.ts';
import { staffNames } from './names.ts';
import { togetherWith } from './same-party.ts';
import { visibleTo } from './viewer.ts';

export interface Around {
  readonly isSeveral: boolean;
  /** Whole: it is their own page. */
  readonly name: string;
  readonly others: ToldOther[];
  readonly households: HouseholdLine[];
  readonly cases: { line: CaseLine; role: string; who: string }[];
}

/** Refusal: stream.unknown, also of what is no party. */
export function aroundParty(core: DeskCore, viewer: Viewer, party: string): Result<Around> {
  const found = loadVisible(core, viewer, core.store.read, party);
  if (!found.ok || found.value.kind.party === undefined) return refuse('stream.unknown');
  const { several } = found.value.kind.party;
  const { state } = found.value;
  const together = togetherWith(core, party);
  const members =
    several?.members((name) => valueOf(state, name)).flatMap((one) => (one.party === '' ? [] : [one.party])) ?? [];
  const own = householdLineOf(core, viewer, party);
  const people = [...together, ...members.flatMap((one) => togetherWith(core, one))];
  return ok({
    isSeveral: several !== undefined,
    name: found.value.kind.party.row(state).name,
    others: othersOf(core, viewer, party, together),
    households: several === undefined ? householdsOf(core, viewer, { party }) : own === undefined ? [] : [own],
    cases: casesAround(core, viewer, people),
  });
}

/** Both here and of one kind. One that is not here may still be spoken of as another. */
export function areOfOneSort(core: DeskCore, viewer: Viewer, one: string, other: string): boolean {
  const kinds = [one, other].map((stream) => {
    const found = loadVisible(core, viewer, core.store.read, stream);
    return found.ok && found.value.kind.party !== undefined ? found.value.kind.kind : undefined;
  });
  return kinds[0] !== undefined && kinds[0] === kinds[1];
}

interface Word {
  readonly other: string;
  readonly isSame: boolean;
  readonly at: string;
  readonly by: string;
  readonly reason: string;
}

/** What was said in one stream of others, the last word about each pair last. */
function wordsIn(core: DeskCore, stream: string): readonly Word[] {
  const types: Readonly<Record<string, boolean>> = { samePerson: true, notSamePerson: false };
  return loadEntries(core.store.read, stream).flatMap(({ type, at, by, body }) => {
    const isSame = types[type];
    const other = textOf(body?.data['other']);
    return isSame === undefined || other === ''
      ? []
      : [{ other, isSame, at, by, reason: textOf(body?.data['reason']) }];
  });
}

function othersOf(core: DeskCore, viewer: Viewer, party: string, together: readonly string[]): ToldOther[] {
  const said = new Map<string, Word>();
  const spoken = all(
    core.store.read,
    sql<{ stream: string }>`SELECT stream FROM live_party_link WHERE other = ${party}`,
  ).flatMap(({ stream }) =>
    wordsIn(core, stream).flatMap((word) => (word.other === party ? [{ ...word, other: stream }] : [])),
  );
  for (const word of [...wordsIn(core, party), ...spoken].toSorted((one, other) => (one.at < other.at ? -1 : 1))) {
    said.set(word.other, word);
  }
  const nameOf = staffNames(core.store.read);
  const streams = new Set([...together.filter((one) => one !== party), ...said.keys()]);
  return [...streams].flatMap((stream) => {
    const found = loadVisible(core, viewer, core.store.read, stream);
    if (!found.ok || found.value.kind.party === undefined) return [];
    const word = said.get(stream);
    const isSame = together.includes(stream);
    const spokenOf = word?.isSame === isSame ? word : undefined;
    return [
      {
        ...maskedRow(found.value.kind.party, found.value.state),
        ...{ party: stream, isSame, byNumber: spokenOf === undefined },
        byName: spokenOf === undefined ? '' : nameOf(spokenOf.by),
        on: spokenOf === undefined ? null : instantOf(spokenOf.at),
        reason: spokenOf?.reason ?? '',
      },
    ];
  });
}

function maskedRow(
  spec: {
    readonly row: (state: StreamState) => { name: string; idNumber: string; phone: string };
    readonly isNatural: boolean;
  },
  state: StreamState,
) {
  const { name, idNumber, phone } = spec.row(state);
  return {
    name: spec.isNatural ? maskName(name) : name,
    idNumber: idNumber === '' ? '' : maskIdNumber(idNumber),
    phone: phone === '' ? '' : maskPhone(phone),
  };
}

const mostCases = 100;

function casesAround(core: DeskCore, viewer: Viewer, parties: readonly string[]): Around['cases'] {
  const rows = all(
    core.store.read,
    sql<
      LineRow & { role: string; who: string }
    >`SELECT c.*, p.role, p.name AS who FROM live_person p JOIN live_case c ON c.stream = p.stream
      WHERE p.party IN (${join([...parties])}) AND p.party <> '' AND ${visibleTo(viewer)}
      ORDER BY c.last_on DESC LIMIT ${mostCases}`,
  );
  const lines = toLines(core, rows);
  return lines.flatMap((line, at) => {
    const row = rows[at];
    return row === undefined ? [] : [{ line, role: row.role, who: maskName(row.who) }];
  });
}
