/** Projecting: a pure function from one stream's state to all its rows. Applying an entry replaces them; nothing is incremented. */
import { currentRuleset, type Kind } from './define.ts';
import { dayOf } from './day.ts';
import { isPausedDue, type Due } from './dues.ts';
import type { MemoRow } from './memo.ts';
import type { PartyLink, PartyMember, PartyRow } from './parties.ts';
import type { PersonRow, RecordRow } from './spec.ts';
import { isEnded, openChoices, valueOf, type PaperState, type StreamState } from './state.ts';

export interface CaseRow {
  readonly stream: string;
  readonly kind: string;
  readonly station: string;
  /** Permission without which the row is not even counted: a sealed part; '' = none. */
  readonly seal: string;
  readonly number: string;
  readonly officialNumber: string;
  readonly status: string;
  readonly isOpen: boolean;
  /** Takes part in statistics: a case, not voided, not merged away. */
  readonly isCounted: boolean;
  /** Something waits for a person (待核对): an open choice, a marked entry, or all of it, for a newer program. */
  readonly isUndecided: boolean;
  readonly title: string;
  readonly matter: string;
  readonly petitioner: string;
  readonly beganOn: string;
  readonly beganDay: string;
  readonly lastOn: string;
  readonly beganBy: string;
  /** Earliest due date not met of those that run, '9999-12-31' where there is none: so that "due next" sorts. */
  readonly nextDue: string;
  readonly voided: string;
  readonly voidedOn: string;
  readonly mergedInto: string;
  readonly needsUpgrade: boolean;
  /** Stream of the case its visit began with; '' of one that came alone or first. */
  readonly visit: string;
}

/** A line of what happens beside cases. */
export interface MemoLine extends Required<MemoRow> {
  readonly kind: string;
  readonly station: string;
  readonly status: string;
  readonly isOpen: boolean;
  readonly beganOn: string;
  readonly beganDay: string;
  readonly beganBy: string;
  readonly lastOn: string;
}

export interface Rows {
  readonly case?: CaseRow;
  readonly dues: readonly Due[];
  readonly papers: readonly PaperState[];
  readonly people: readonly PersonRow[];
  /** Somebody cases are about, and what was said about others being the same. */
  readonly party?: PartyRow;
  readonly partyLinks: readonly PartyLink[];
  /** Of a party that is several: who belongs to it. */
  readonly partyMembers: readonly PartyMember[];
  readonly memo?: MemoLine;
  /** Its row in its registry, and what waits there for the authority (kind `request`, by the id of the entry that asks). */
  readonly records: readonly (RecordRow & { readonly kind: string })[];
  readonly files: readonly { readonly id: string; readonly blob: string }[];
  /** What search finds it by. */
  readonly words: { readonly names: readonly string[]; readonly digits: readonly string[]; readonly text: string };
}

export const noDue = '9999-12-31';
const nothing: Rows = {
  records: [],
  partyLinks: [],
  partyMembers: [],
  dues: [],
  papers: [],
  people: [],
  files: [],
  words: { names: [], digits: [], text: '' },
};

export function project(kind: Kind, state: StreamState): Rows {
  const isBegun = state.core.status !== '';
  const requests = requestRows(state);
  // One that was begun as the rules do not allow, or that this program cannot read, has no content and yet is seen, for good.
  const isSeen = isBegun || state.needsUpgrade !== undefined || state.history.some(({ mark }) => mark !== undefined);
  if (kind.record !== undefined) {
    // A row entered by mistake and voided is no row: nobody may learn from it, and its key is free again.
    const records = isBegun && !isEnded(state) ? [{ kind: kind.kind, ...kind.record(state) }] : [];
    const files = kind.takesFiles ? filesOf(state) : [];
    return { ...nothing, records: [...records, ...requests], files };
  }
  if (kind.party !== undefined) {
    const isThere = isBegun && !isEnded(state);
    const party = isThere ? { party: kind.party.row(state) } : {};
    const partyMembers = isThere ? (kind.party.several?.members((name) => valueOf(state, name)) ?? []) : [];
    return { ...nothing, ...party, partyMembers, partyLinks: state.parties ?? [] };
  }
  if (kind.memo !== undefined) return isBegun ? { ...nothing, memo: memoLine(kind, state, kind.memo(state)) } : nothing;
  if (!isSeen) return nothing;
  const row = kind.row?.(state) ?? { title: '', people: [], text: '' };
  const base = caseRow(kind, state, row.title, row.matter ?? '', row.people[0]?.name ?? '');
  return {
    ...nothing,
    case: base,
    dues: Object.values(state.core.dues),
    papers: state.papers,
    people: row.people,
    files: filesOf(state),
    words: {
      names: row.people.map(({ name }) => name),
      digits: [
        base.number,
        base.officialNumber,
        ...row.people.flatMap(({ idNumber = '', phone = '' }) => [idNumber, phone]),
      ].filter((text) => text !== ''),
      text: [row.title, row.text].join(' '),
    },
  };
}

const filesOf = ({ attachments }: StreamState): Rows['files'] => attachments.map(({ id, blob }) => ({ id, blob }));
/** Voided, it is neither counted nor open: as good as never said. */
function memoLine(kind: Kind, state: StreamState, row: MemoRow): MemoLine {
  const isAlive = !isEnded(state);
  return {
    ...{ title: row.title, matter: row.matter ?? '', phone: row.phone ?? '', about: row.about ?? '' },
    ...{ kind: state.kind, station: state.station, status: state.core.status },
    isCounted: isAlive && row.isCounted,
    isOpen: isAlive && isOpenState(kind, state),
    ...{ beganOn: state.beganOn, beganDay: dayOf(state.beganOn), beganBy: state.beganBy, lastOn: state.lastOn },
  };
}

const isOpenState = (kind: Kind, { rules, core }: StreamState): boolean =>
  (kind.rulesets[rules] ?? currentRuleset(kind)).states[core.status] === 'open';

export const requestKind = 'request';

const requestRows = ({ stream, kind, requests = [] }: StreamState): Rows['records'] =>
  requests.map(({ entry, type, by, at, data, declined }) => ({
    kind: requestKind,
    key: entry,
    label: type,
    value: { stream, kind, type, by, at, data, ...(declined === undefined ? {} : { declined }) },
  }));

function caseRow(kind: Kind, state: StreamState, title: string, matter: string, petitioner: string): CaseRow {
  const { core } = state;
  const isAlive = !isEnded(state);
  const isOpen = isAlive && isOpenState(kind, state);
  return {
    stream: state.stream,
    kind: state.kind,
    station: state.station,
    seal: kind.form === 'part' ? kind.read : '',
    number: state.number ?? '',
    officialNumber: core.officialNumber ?? '',
    status: core.status,
    isOpen,
    // A part is not a case of its own, and one that nobody could begin is none yet.
    isCounted: isAlive && kind.form === 'case' && (core.status !== '' || state.needsUpgrade !== undefined),
    isUndecided: state.marks.length > 0 || openChoices(state).length > 0 || state.needsUpgrade !== undefined,
    title,
    matter,
    petitioner,
    beganOn: state.beganOn,
    beganDay: dayOf(state.beganOn),
    lastOn: state.lastOn,
    beganBy: state.beganBy,
    nextDue: isOpen ? nextDue(Object.values(core.dues)) : noDue,
    voided: core.voided?.cause ?? '',
    voidedOn: core.voided?.on ?? '',
    mergedInto: core.mergedInto ?? '',
    needsUpgrade: state.needsUpgrade !== undefined,
    visit: state.visit?.case ?? '',
  };
}

/** Neither what stands still nor what somebody else owes. */
const presses = (due: Due): boolean => due.met === undefined && due.lapse !== 'waiting' && !isPausedDue(due);

const nextDue = (dues: readonly Due[]): string =>
  dues.reduce((earliest, one) => (presses(one) && one.due < earliest ? one.due : earliest), noDue);
