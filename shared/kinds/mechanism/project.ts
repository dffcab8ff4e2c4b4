/** Projecting: a pure function from one stream's state to all its rows. Applying an entry replaces them; nothing is incremented. */
import { chargeOf } from './charge.ts';
import { currentRuleset, type Kind } from './define.ts';
import { dayOf } from './day.ts';
import { destroyedKind, disposalRows, keptOnKind } from './disposal.ts';
import { isPausedDue, type Due } from './dues.ts';
import { ledgerLines, type LedgerLine } from './ledgers.ts';
import type { MemoRow } from './memo.ts';
import { noDue } from './no-due.ts';
import { overdueWhyOf } from './overdue.ts';
import type { PartyLink, PartyMember, PartyRow } from './parties.ts';
import type { Tries } from './queues.ts';
import { recusedOf } from './recusal.ts';
import { isAwaited } from './signatures.ts';
import type { ListRow, LossRow, OriginalRow, PersonRow, QueueRow, RecordRow } from './rows.ts';
import { isEnded, openChoices, valueOf, type PaperState, type StreamState } from './state.ts';
import type { TripRow } from './trips.ts';

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
  /** The list of work beside dues it stands in (`queues.ts`), '' = none, its day, and calls that reached nobody. */
  readonly queue: string;
  readonly queueDay: string;
  readonly tries?: Tries;
  /** 待补签 since; '' = nothing waits for a signature. */
  readonly unsignedDay: string;
  /** Staff who may not see it (回避), each behind a blank; '' = nobody. */
  readonly hiddenFrom: string;
  /** Stream of the case it is about; '' = none. */
  readonly about: string;
}

/** A line of the second-trip ledger: where and when it began, and which trip of its stream it was (0 = none was needed). */
export interface TripLine extends TripRow {
  readonly nth: number;
  readonly kind: string;
  readonly station: string;
  readonly day: string;
  readonly beganDay: string;
}

/** A line of what happens beside cases. */
export interface MemoLine extends Required<Omit<MemoRow, 'on'>> {
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
  readonly trips: readonly TripLine[];
  readonly ledgers: readonly LedgerLine[];
  /**
   * Its row in its registry, and what stands beside it (`sideKinds`): what waits there for the authority, by the id of the entry that asks;
   * papers a case owes, and originals that lie with it, by day.
   */
  readonly records: readonly (RecordRow & { readonly kind: string })[];
  readonly files: readonly { readonly id: string; readonly blob: string }[];
  /** What search finds it by. */
  readonly words: { readonly names: readonly string[]; readonly digits: readonly string[]; readonly text: string };
}

export { noDue } from './no-due.ts';
const nothing: Rows = {
  records: [],
  partyLinks: [],
  partyMembers: [],
  dues: [],
  papers: [],
  people: [],
  trips: [],
  ledgers: [],
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
  if (kind.memo !== undefined) {
    if (!isBegun) return nothing;
    const memo = memoLine(kind, state, kind.memo(state));
    return { ...nothing, memo, trips: memo.isCounted ? tripLines(kind, state) : [] };
  }
  if (!isSeen) return nothing;
  const row: ListRow = rowOfCase(kind, state);
  const base = caseRow(kind, state, row);
  if (state.destroyed !== undefined) return destroyedRows(state, base);
  return {
    ...nothing,
    case: base,
    dues: Object.values(state.core.dues),
    papers: state.papers,
    people: row.people,
    records: [
      ...[...owedRows(kind, state), ...originalRows(kind, state), ...awaitedRows(state)],
      ...[...overdueRows(state), ...disposalRows(state), ...chargeRows(kind, state), ...carriedRows(kind, state)],
    ],
    trips: base.isCounted ? tripLines(kind, state) : [],
    ledgers: ledgerLines(kind.ledgers ?? {}, state, base),
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

/** Found by its number and its matter; nobody's name and nothing else of it is left. */
const destroyedRows = (state: StreamState, base: CaseRow): Rows => ({
  ...nothing,
  case: base,
  records: disposalRows(state),
  words: { names: [], digits: [base.number, base.officialNumber].filter((text) => text !== ''), text: base.title },
});

/** Of a destroyed case a kind finds no fields it could make its row of. */
export const rowOfCase = (kind: Kind, state: StreamState): ListRow =>
  state.destroyed === undefined
    ? (kind.row?.(state) ?? { title: '', people: [], text: '' })
    : { title: state.destroyed.title, matter: state.destroyed.matter, people: [], text: '' };

const filesOf = ({ attachments }: StreamState): Rows['files'] => attachments.map(({ id, blob }) => ({ id, blob }));
/** Voided, it is neither counted nor open: as good as never said. */
function memoLine(kind: Kind, state: StreamState, row: MemoRow): MemoLine {
  const isAlive = !isEnded(state);
  return {
    ...{ title: row.title, matter: row.matter ?? '', phone: row.phone ?? '', about: row.about ?? '' },
    ...{ kind: state.kind, station: state.station, status: state.core.status },
    isCounted: isAlive && row.isCounted,
    isOpen: isAlive && isOpenState(kind, state),
    ...{ beganOn: row.on ?? state.beganOn, beganDay: dayOf(row.on ?? state.beganOn) },
    ...{ beganBy: state.beganBy, lastOn: state.lastOn },
  };
}

const isOpenState = (kind: Kind, { rules, core }: StreamState): boolean =>
  (kind.rulesets[rules] ?? currentRuleset(kind)).states[core.status] === 'open';

export const requestKind = 'request';
/** 欠缺材料: each paper that a case that goes on still owes. */
export const owedKind = 'owed';
/** 原件保管: originals that are here, by the day they came; and those that went back, by the day they went. */
export const originalKind = 'original';
export const originalBackKind = 'originalBack';
/** 原件遗失: those that are missing and neither found nor made good, by the day it was said. */
export const originalLostKind = 'originalLost';
/** 待回收: each paper whose signatures are not here yet, by the day it was issued. */
export const awaitedKind = 'awaited';
/** 承办人 of a case that is not in the hands of whoever began it: by who it is. */
export const chargeKind = 'charge';
/** 帮办代办: who carries a case, by the case. */
export const carriedKind = 'carried';
/** 超期说明: why a limit of a case was late, by case and limit. */
export const overdueWhyKind = 'overdueWhy';
/** What is nobody's row of a registry: no key of these is ever given up to another stream. */
export const sideKinds: readonly string[] = [
  ...[requestKind, owedKind, originalKind, originalBackKind, originalLostKind, awaitedKind],
  ...[overdueWhyKind, destroyedKind, keptOnKind, chargeKind, carriedKind],
];

function owedRows(kind: Kind, state: StreamState): Rows['records'] {
  return (kind.owed?.(state) ?? []).flatMap(({ isOpen, met: _met, ...row }, index) =>
    isOpen ? [{ kind: owedKind, key: `${state.stream} ${String(index)}`, label: row.way, value: { ...row } }] : [],
  );
}

function chargeRows(kind: Kind, state: StreamState): Rows['records'] {
  const staff = chargeOf(kind, state);
  const { stream, beganBy } = state;
  return staff === beganBy ? [] : [{ kind: chargeKind, key: `${staff} ${stream}`, label: staff, value: {} }];
}

/** One that is over by 作废 or 并案 carries nothing. */
const carriedRows = (kind: Kind, state: StreamState): Rows['records'] =>
  (isEnded(state) ? [] : (kind.carries?.(state) ?? [])).map(({ stream, by, phone }) => ({
    kind: carriedKind,
    key: `${stream} ${state.stream}`,
    label: by,
    value: { phone },
  }));

const awaitedRows = ({ stream, papers }: StreamState): Rows['records'] =>
  papers.filter(isAwaited).map(({ id, spec, on, signing, signatures = [] }) => ({
    kind: awaitedKind,
    key: `${dayOf(on)} ${stream} ${id}`,
    label: spec,
    value: {
      ...{ paper: id, since: on, isHandOnly: signing?.isHandOnly === true },
      places: (signing?.places ?? []).map(({ at, signer }) => ({
        signer,
        isSigned: signatures.some(({ place }) => place === at),
      })),
    },
  }));

const overdueRows = ({ stream, core }: StreamState): Rows['records'] =>
  Object.values(core.dues).flatMap((due) => {
    const why = overdueWhyOf(core, due);
    if (why === undefined) return [];
    const { whose, reason, by, on } = why;
    return [{ kind: overdueWhyKind, key: overdueKey(stream, due.name), label: whose, value: { reason, by, on } }];
  });
export const overdueKey = (stream: string, due: string): string => `${stream} ${due}`;

/** Where an original stands in the book: it is here (or should be), it went back, or it is missing and nobody has made that good. */
function bookOf({ returned, lost, holder }: OriginalRow): string {
  if (holder?.at === 'lost' || (lost !== undefined && isOpenLoss(lost))) return originalLostKind;
  return returned === undefined && holder?.at !== 'settled' ? originalKind : originalBackKind;
}
const isOpenLoss = ({ found, settled }: LossRow): boolean => found === undefined && settled === undefined;

/** Of a case that was voided or went into another one the originals lie here as before. */
const originalRows = (kind: Kind, state: StreamState): Rows['records'] =>
  (kind.originals?.(state) ?? []).map((row, index) => {
    const { material, since, returned, lost } = row;
    const inBook = bookOf(row);
    const day = dayOf(inBook === originalLostKind ? (lost?.on ?? since) : (returned?.on ?? since));
    const value = JSON.parse(JSON.stringify(row)) as RecordRow['value'];
    return { kind: inBook, key: `${day} ${state.stream} ${String(index)}`, label: material, value };
  });

const requestRows = ({ stream, kind, requests = [] }: StreamState): Rows['records'] =>
  requests.map(({ entry, type, by, at, data, declined }) => ({
    kind: requestKind,
    key: entry,
    label: type,
    value: { stream, kind, type, by, at, data, ...(declined === undefined ? {} : { declined }) },
  }));

function tripLines(kind: Kind, state: StreamState): readonly TripLine[] {
  const { station, beganOn } = state;
  return (kind.trips?.(state) ?? []).map((trip, at) => ({
    ...trip,
    nth: trip.cause === 'once' ? 0 : at + 1,
    ...{ kind: state.kind, station, day: dayOf(trip.on), beganDay: dayOf(beganOn) },
  }));
}

function caseRow(kind: Kind, state: StreamState, row: ListRow): CaseRow {
  const { core } = state;
  const { title, matter = '', people } = row;
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
    petitioner: people[0]?.name ?? '',
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
    ...queueOf(isOpen ? row.queue : undefined),
    unsignedDay: isAlive ? (row.unsignedSince ?? '') : '',
    hiddenFrom: recusedOf(kind.recuses ?? [], state)
      .map((staff) => ` ${staff}`)
      .join(''),
    about: row.about ?? '',
  };
}

const queueOf = (queue: QueueRow | undefined) => ({
  queue: queue?.name ?? '',
  queueDay: queue?.day ?? '',
  ...(queue?.tries === undefined ? {} : { tries: queue.tries }),
});

/** Neither what stands still nor what somebody else owes. */
const presses = (due: Due): boolean => due.met === undefined && due.lapse !== 'waiting' && !isPausedDue(due);

const nextDue = (dues: readonly Due[]): string =>
  dues.reduce((earliest, one) => (presses(one) && one.due < earliest ? one.due : earliest), noDue);
