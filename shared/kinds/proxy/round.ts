/**
 * 今日巡回: where an agent goes on a day, and what for. A 帮办代办 stands at exactly one stop as long as this agent owes something there that is
 * done at the person's door, and at none otherwise. What cases carried say is read by whoever asks, since a fold reads no other stream.
 */
import { isHeldBy } from '../common/custody.ts';
import { textOf } from '../common/fields.ts';
import { numberOfPetitioner, petitionerSchema } from '../common/petitioner.ts';
import { chargeOf } from '../mechanism/charge.ts';
import { isAwaited } from '../mechanism/signatures.ts';
import { isEnded, valueOf, type StreamState } from '../mechanism/state.ts';
import { authorityOn } from './authority.ts';
import { originalsOf } from './custody.ts';

/** One 帮办代办, with how the cases it carries stand on the day. */
export interface Errand {
  readonly state: StreamState;
  readonly cases: readonly {
    readonly number: string;
    readonly isDecided: boolean;
    /** Missing papers that the person has, originals to be seen among them. */
    readonly missing: readonly string[];
  }[];
}

/** `paper` is to be signed: brought blank and collected signed. */
export interface Work {
  readonly isVisit: boolean;
  readonly papers: readonly string[];
  readonly results: readonly string[];
  readonly giveBack: readonly string[];
  readonly isCallBack: boolean;
  readonly missing: readonly { readonly number: string; readonly material: string }[];
}

export interface Stop {
  /** '' where no village is named in the address. */
  readonly village: string;
  readonly errands: readonly { readonly errand: Errand; readonly work: Work }[];
}

export interface Asked {
  /** Staff id. */
  readonly agent: string;
  /** A plain date. */
  readonly day: string;
  /** As addresses name them. */
  readonly villages: readonly string[];
}

const nothing: Work = { isVisit: false, papers: [], results: [], giveBack: [], isCallBack: false, missing: [] };
const before = ['asked', 'entrusted'];
const working = [...before, 'accepted', 'suspended'];
const toCallBack = ['delivered', 'filed', 'reported'];
/** Whether these are wanted says the 委托 itself: their sheet may have been read in long before it was scanned. */
const ofAuthority = ['proxyAuthority', 'proxyRenewal'];

const isIn = ({ core }: StreamState, statuses: readonly string[]): boolean => statuses.includes(core.status);

function unsigned(state: StreamState, day: string): readonly string[] {
  const others = state.papers.filter(isAwaited).map(({ spec }) => spec);
  const standing = isIn(state, working) && !isEnded(state) ? authorityOn(state, day)?.standing : undefined;
  const authority = standing === 'none' ? ['proxyAuthority'] : standing === 'expired' ? ['proxyRenewal'] : [];
  return [...authority, ...new Set(others.filter((spec) => !ofAuthority.includes(spec)))];
}

/** A visit that was agreed and has not been made stays owed till somebody has accepted the work. */
function isVisitOwed(state: StreamState, day: string): boolean {
  const visitOn = textOf(valueOf(state, 'visitOn'));
  if (visitOn === '' || !isIn(state, [...working, ...toCallBack])) return false;
  return visitOn === day || (visitOn < day && isIn(state, before));
}

function workInCharge({ state, cases }: Errand, day: string): Work {
  const papers = unsigned(state, day);
  if (isEnded(state)) return { ...nothing, papers };
  const results = isIn(state, ['accepted']) ? cases.filter(({ isDecided }) => isDecided) : [];
  const asking = isIn(state, working) ? cases : [];
  return {
    ...{ papers, giveBack: [], isVisit: isVisitOwed(state, day), isCallBack: isIn(state, toCallBack) },
    results: results.map(({ number }) => number),
    missing: asking.flatMap(({ number, missing }) => missing.map((material) => ({ number, material }))),
  };
}

/** Of what this agent holds, whoever answers for the case: the work is over, or the day agreed has come. One offered to a colleague goes there. */
function backTo(state: StreamState, { agent, day }: Asked): readonly string[] {
  const isOver = isEnded(state) || !isIn(state, working);
  return originalsOf(state)
    .filter((one) => isHeldBy(one, agent) && one.offered === undefined)
    .filter(({ backBy }) => isOver || (backBy !== undefined && backBy <= day))
    .map(({ name }) => name);
}

/** What this agent owes there on that day; undefined where it is nothing. */
export function workOf(errand: Errand, asked: Asked): Work | undefined {
  const inCharge = chargeOf({ charge: 'agent' }, errand.state) === asked.agent;
  const own = inCharge ? workInCharge(errand, asked.day) : nothing;
  const work = { ...own, giveBack: backTo(errand.state, asked) };
  const { isVisit, isCallBack, papers, results, giveBack, missing } = work;
  const lists = [papers, results, giveBack, missing];
  return isVisit || isCallBack || lists.some(({ length }) => length > 0) ? work : undefined;
}

/** Village, and which door in it: the household, else the address, else whoever it is. */
function doorOf(state: StreamState, villages: readonly string[]): readonly [string, string] {
  const petitioner = petitionerSchema.safeParse(valueOf(state, 'petitioner')).data;
  if (petitioner === undefined) return ['', state.stream];
  const address = (petitioner.address ?? '').replaceAll(/\s/gu, '');
  const named = villages.filter((name) => name !== '' && address.includes(name));
  const [village = ''] = named.toSorted((one, other) => other.length - one.length);
  const household = 'household' in petitioner ? petitioner.household : undefined;
  return [village, household ?? (address === '' ? (numberOfPetitioner(petitioner) ?? state.stream) : address)];
}

/** By village, those of one village beside each other. */
export function roundOf(errands: readonly Errand[], asked: Asked): readonly Stop[] {
  const due = errands.flatMap((errand) => {
    const work = workOf(errand, asked);
    if (work === undefined) return [];
    const [village, door] = doorOf(errand.state, asked.villages);
    return [{ errand, work, village, place: JSON.stringify([village, door]) }];
  });
  const byPlace = [...Map.groupBy(due, ({ place }) => place)].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return byPlace.map(([, rows]) => ({
    village: rows[0]?.village ?? '',
    errands: rows.map(({ errand, work }) => ({ errand, work })),
  }));
}
