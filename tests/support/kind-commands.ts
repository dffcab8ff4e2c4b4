/** Commands that fit a state: own steps as the samples say them, the mechanism's types made from what is there. */
import type { Json, JsonObject } from '#shared/kernel/json.ts';
import { chargeData, chargeOf } from '#shared/kinds/mechanism/charge.ts';
import type { Command } from '#shared/kinds/mechanism/decide.ts';
import { rulesetOf, type Kind } from '#shared/kinds/mechanism/define.ts';
import { choiceOf, correctableFields, setOf } from '#shared/kinds/mechanism/fields.ts';
import type { FoldEntry } from '#shared/journal/entry.ts';
import { isPausedDue } from '#shared/kinds/mechanism/dues.ts';
import { isMetLate } from '#shared/kinds/mechanism/overdue.ts';
import { pendingIn } from '#shared/kinds/mechanism/requests.ts';
import { isRecord, textOf } from '#shared/kinds/common/fields.ts';
import { outcomesOf } from '#shared/kinds/complaint/rules-1.ts';
import { carriedOf } from '#shared/kinds/proxy/bound.ts';
import { sampleCase } from '#shared/kinds/proxy/sample.ts';
import { guardApproval } from '#shared/kinds/service/approval.ts';
import { movable } from '#shared/kinds/proxy/custody.ts';
import { missed, stillHere } from '#shared/kinds/service/custody.ts';
import { canBeHad } from '#shared/kinds/service/on-demand.ts';
import { matterOf, notReceived, openBy, photoRestsOn, waysFor } from '#shared/kinds/service/owed.ts';
import { pledgeableOf } from '#shared/kinds/service/pledge.ts';
import { tolerableOf } from '#shared/kinds/service/tolerance.ts';
import { needsPhoto, openStages } from '#shared/kinds/service/stages.ts';
import { courseOf } from '#shared/kinds/service/course.ts';
import { openChoices, valueOf, type StreamState } from '#shared/kinds/mechanism/state.ts';
import type { KindWorld } from './kind-world.ts';
import { makeWorld } from './journal-desk.ts';

/** What the samples of a kind say, by type; enough seeds that every way is drawn. */
export function samplesOf(kind: Kind, seeds = 120): ReadonlyMap<string, readonly JsonObject[]> {
  const commands = Array.from({ length: seeds }, (_, seed) => kind.sample({ pick: makeWorld(seed).pick })).flat();
  const byType = Map.groupBy(commands, ({ type }) => type);
  return new Map([...byType].map(([type, list]) => [type, list.slice(0, 12).map(({ data }) => data)]));
}

export interface Writing {
  readonly world: Pick<KindWorld, 'id' | 'kind'>;
  readonly state: StreamState;
  readonly entries: readonly FoldEntry[];
  readonly samples: ReadonlyMap<string, readonly JsonObject[]>;
  readonly pick: (below: number) => number;
  /** Who would say it; absent: the clerk. */
  readonly by?: string;
}

const reason = '原因';
const isList = (value: Json | undefined): value is Json[] => Array.isArray(value);
const from = <T>({ pick }: Writing, list: readonly T[]): T | undefined => list[list.length > 0 ? pick(list.length) : 0];

/** Valid data for a type as the state stands, or undefined where none can be made up. */
export function commandFor(type: string, writing: Writing): Command | undefined {
  const own = writing.samples.get(type);
  const make = makers[type];
  const said = own === undefined ? make?.(writing) : from(writing, own);
  const data = said && (fitting[writing.world.kind.kind]?.[type]?.(writing, said) ?? said);
  return data && { type, data };
}

/** The decision that can be put before somebody where the case stands. */
const aboutHere = ({ state }: Writing, said: JsonObject): JsonObject => ({
  ...said,
  about: state.core.status === 'accepted' ? 'granted' : 'refused',
});

type Fitting = Readonly<Record<string, (writing: Writing, said: JsonObject) => JsonObject | undefined>>;

/** Of a sample that was said in another case, what this one's stages make of it. */
const ofService: Fitting = {
  stageDone: ({ state }, said) => {
    const photos = new Set(state.attachments.flatMap((file) => (file.isMoved === true ? [] : [file.for?.name])));
    const doable = openStages(state).filter(
      (stage) => stage.kind !== 'report' && (!needsPhoto(stage) || photos.has(stage.name)),
    );
    const [stage] = doable;
    if (stage === undefined) return undefined;
    const days = { publicFrom: '2026-11-24', publicTo: '2026-11-30' };
    const certificate = { certificate: '示例证', arrivedOn: '2026-12-10' };
    return { ...said, stage: stage.name, second: '示例同行', why: reason, ...days, ...certificate };
  },
  reported: (_writing, said) => ({ ...said, why: reason }),
  approvalAsked: aboutHere,
  // Of a word that one of two has given, the other word: whoever clicked is not the second as well.
  approved: (writing, said) => {
    const { about } = aboutHere(writing, said);
    const last = courseOf(writing.state.core).approvals?.findLast((one) => one.about === about);
    return { ...said, about: about ?? '', verdict: last?.verdict === 'agree' ? 'disagree' : 'agree' };
  },
  // Signed on paper it needs its scan.
  approvalKeyed: (writing, said) => ({ ...aboutHere(writing, said), signWay: 'phone' }),
  signedLater: ({ state }, said) => ({
    ...said,
    about: courseOf(state.core).approvals?.find(({ isUnsigned }) => isUnsigned)?.about ?? 'granted',
  }),
  sentInBatch: (_writing, said) => ({ ...said, why: reason }),
  decided: ({ state }, said) =>
    openStages(state).length > 0 ||
    guardApproval(state, 'granted') !== null ||
    openBy(state, 'check', 'fetch', 'tolerate', 'pledge').length > 0
      ? { ...said, set: { ...setOf(said), outcome: 'rejected' } }
      : undefined,
  delivered: ({ state }, said) => ({ ...said, way: 'leave', shown: [...openBy(state, 'photo')] }),
  originalsReturned: ({ state }, said) =>
    stillHere(state).length === 0 ? said : { ...said, originals: [...stillHere(state)] },
  originalsLost: ({ state }, said) =>
    stillHere(state).length === 0 ? said : { ...said, originals: [...stillHere(state)] },
  originalsFound: ({ state }, said) => (missed(state).length === 0 ? said : { ...said, originals: [...missed(state)] }),
  lossSettled: ({ state }, said) => (missed(state).length === 0 ? said : { ...said, originals: [...missed(state)] }),
  correctionNoticed: ({ state }, said) => {
    const { noticed } = courseOf(state.core);
    const isKnown = noticed !== undefined && noticed.matter === matterOf(state)?.code;
    if (isKnown) return { gaps: noticed.materials.map((material) => ({ material, standard: reason })) };
    // What may have been received is asked for again only with what is wrong with it.
    const gaps = (said['gaps'] ?? []) as readonly JsonObject[];
    return { gaps: gaps.map((gap) => ({ ...gap, standard: reason })) };
  },
  checked: ({ state }, said) => ({ ...said, material: openBy(state, 'check')[0] ?? reason }),
  wayChosen: ({ state }, said) => {
    const matter = matterOf(state);
    const [material] = notReceived(state).filter((name) => matter !== undefined && waysFor(matter, name).length > 1);
    const [way] = matter === undefined || material === undefined ? [] : waysFor(matter, material);
    const canBe = way === 'tolerate' && state.core.status === 'accepted' ? 'comeBack' : way;
    return material === undefined || canBe === undefined ? said : { missing: [{ material, way: canBe }] };
  },
  // Which paper is chosen in the form among what there is now.
  papersMade: ({ state }, said) => {
    const had = isList(said['papers']) ? said['papers'].filter((paper) => canBeHad(state, textOf(paper))) : [];
    return { ...said, papers: had.length > 0 ? had : ['progressSheet'] };
  },
  pledged: ({ state }, said) => ({ ...said, replaced: [...pledgeableOf(state)] }),
  acceptedTolerant: ({ state }, said) => {
    const rows = tolerableOf(state).map((material) => ({ material, need: reason }));
    return rows.length === 0 ? said : { ...said, tolerated: rows };
  },
};

/** How a complaint ended is chosen in the form among what there is now. */
const ofComplaint: Fitting = {
  // 办不成事 of nobody is refused by what is learnt, which no button asks.
  corrected: ({ state }, said) =>
    setOf(said)['sort'] === 'stuck' && valueOf(state, 'petitioner') === undefined
      ? { ...said, set: { sort: 'complaint' } }
      : said,
  answered: (writing, said) => {
    const { outcome } = setOf(said);
    const possible = outcomesOf(writing.state);
    const other = from(writing, possible);
    if (other === undefined || possible.some((one) => one === outcome)) return said;
    return { ...said, set: { ...setOf(said), outcome: other }, ...(other === 'unsolved' ? { whereTo: reason } : {}) };
  },
};

/** Originals are named as they lie. */
const inBook =
  (step: string) =>
  ({ state, by = 'clerk' }: Writing, said: JsonObject): JsonObject => {
    const names = movable(state, step, by);
    return names.length === 0 ? said : { ...said, originals: [...names] };
  };
/** Of cases it carries the next one of whom it is about now, or one that it has. */
const ofProxy: Fitting = {
  originalsTaken: ({ world }, said) => ({ ...said, comes: [{ name: `示例原件 ${world.id().slice(-6)}`, copies: 1 }] }),
  originalsOffered: (writing, said) => ({
    ...inBook('originalsOffered')(writing, said),
    receiver: writing.by === 'chief' ? 'clerk' : 'chief',
  }),
  originalsOfferedFor: (writing, said) => ({
    ...inBook('originalsOfferedFor')(writing, said),
    receiver: writing.by ?? 'clerk',
  }),
  ...Object.fromEntries(
    [
      ...['originalsAccepted', 'originalsLeft', 'originalsFetched', 'originalsTakenOver'],
      ...['originalsReturned', 'originalsLost', 'originalsFound', 'lossSettled'],
    ].map((step) => [step, inBook(step)]),
  ),
  bound: ({ state }) => {
    const petitioner = valueOf(state, 'petitioner');
    const idNumber = isRecord(petitioner) ? textOf(petitioner['idNumber']) : '';
    const free = Array.from({ length: 50 }, (_, nth) => sampleCase(idNumber, nth + 1)).find((stream) =>
      carriedOf(state).every((one) => one.stream !== stream),
    );
    return free === undefined ? undefined : { case: free };
  },
  unbound: ({ state }, said) => ({ ...said, case: carriedOf(state)[0]?.stream ?? textOf(said['case']) }),
};

const fitting: Readonly<Record<string, Fitting>> = { service: ofService, complaint: ofComplaint, proxy: ofProxy };

const makers: Readonly<Record<string, (writing: Writing) => JsonObject | undefined>> = {
  note: () => ({ text: '备注' }),
  attached: ({ world }) => ({ id: world.id(), blob: 'ab'.repeat(32), name: '照片.jpg', bytes: 1, mime: 'image/jpeg' }),
  attachmentMoved: (writing) => {
    const file = from(
      writing,
      writing.state.attachments.filter((file) => file.isMoved !== true && photoRestsOn(writing.state, file) === null),
    );
    return file && { id: file.id, to: writing.world.id(), reason };
  },
  officialNumber: ({ pick }) => ({ number: `永字 ${String(pick(1000))}` }),
  dueMoved: (writing) => {
    const due = from(writing, Object.values(writing.state.core.dues));
    return due && { from: due, to: { ...due, calendarVersion: 'moved' } };
  },
  doubted: (writing) => {
    const line = from(writing, writing.state.history);
    return line && { entry: line.entry, code: 'staff.suspended' };
  },
  doubtSettled: ({ state: { marks } }) =>
    marks.length === 0 ? undefined : { entries: marks.map(({ entry }) => entry), reason },
  settled: (writing) => {
    const field = from(writing, openChoices(writing.state));
    if (field === undefined) return undefined;
    const choice = choiceOf(writing.state.core, field);
    return { field, entries: choice.map(({ entry }) => entry), value: from(writing, choice)?.value ?? null };
  },
  asked: (writing) => {
    const [type, list = []] = from(writing, [...writing.samples]) ?? [];
    const data = from(writing, list);
    return type === undefined || data === undefined ? undefined : { type, v: 1, data, facts: {}, seen: {} };
  },
  declined: (writing) => {
    const request = from(writing, pendingIn(writing.state));
    return request && { entry: request.entry, code: 'record.exists' };
  },
  requestNoted: (writing) => {
    const request = writing.state.requests?.find(({ declined }) => declined !== undefined);
    return request && { entry: request.entry };
  },
  exported: () => ({ what: '清单', purpose: '上报' }),
  erased: ({ state, world }) => ({ entry: state.history[0]?.entry ?? world.id(), why: '到期' }),
  fileKept: ({ world }) => ({ list: world.id(), listNumber: 'DJ-01', until: '2035-12-31', reason }),
  // Rarely: nothing but doubts comes after it.
  fileDestroyed: ({ state, world, pick }) =>
    pick(6) > 0 || state.history.length === 0
      ? undefined
      : {
          ...{ list: world.id(), listNumber: 'DJ-01', number: state.number ?? '' },
          officialNumber: state.core.officialNumber ?? '',
          ...{ status: state.core.status || 'received', title: '示例事项', matter: 'SAMPLE', closed: '2026-11-22' },
          entries: state.history.map(({ entry }) => entry),
        },
  paperPrinted: (writing) => {
    const paper = from(writing, writing.state.papers);
    return paper && { paper: paper.id, copy: paper.copies + 1, fate: 'printed', printer: '' };
  },
  paperVoided: (writing) => {
    const paper = from(writing, writing.state.papers);
    return paper && { paper: paper.id, reason };
  },
  corrected: (writing) => {
    const said = [...writing.samples.values()].flat().flatMap((data) => Object.entries(setOf(data)));
    const known = correctableFields(rulesetOf(writing.world.kind, writing.state.rules), writing.state);
    const [name, value] =
      from(
        writing,
        said.filter(([field]) => known.includes(field)),
      ) ?? [];
    return name === undefined ? undefined : { set: { [name]: value as Json }, reason };
  },
  undone: ({ state, world }) => ({ act: state.undoable?.act ?? world.id(), papersHere: 'notGiven' }),
  returned: () => ({ reason }),
  /** One that is late, if any is. */
  overdueExplained: ({ state }) => {
    const ours = Object.values(state.core.dues).filter((one) => one.lapse === 'overdue' && !isPausedDue(one));
    const owed = ours.filter(({ met }) => met === undefined).toSorted((a, b) => (a.due < b.due ? -1 : 1));
    const due = ours.find(isMetLate) ?? owed[0];
    return due && { due: due.name, whose: 'window', reason };
  },
  voidAsked: () => ({ cause: 'mistake', reason }),
  voidDeclined: () => ({ reason }),
  voided: () => ({ cause: 'mistake', reason }),
  merged: ({ world }) => ({ into: world.id(), reason }),
  unmerged: () => ({ reason }),
  joined: ({ world }) => ({ from: world.id(), reason }),
  parted: (writing) => {
    const other = from(writing, writing.state.core.mergedFrom);
    return other === undefined ? undefined : { from: other, reason };
  },
  cameWith: ({ world, state }) => ({ case: world.id(), by: state.beganBy, station: state.station }),
  chargeTaken: ({ world, state }) => {
    const said = { list: world.id(), from: chargeOf(world.kind, state), to: 'clerk' };
    return chargeData(world.kind, state, said);
  },
  samePerson: ({ world }) => ({ other: world.id(), reason }),
  notSamePerson: ({ world }) => ({ other: world.id() }),
  withdrawn: () => ({ reason, handedBack: [], receivedBy: '本人' }),
  paperIssued: (writing) => {
    const issued = from(
      writing,
      writing.entries.filter(({ type }) => type === 'paperIssued'),
    )?.body?.data;
    return issued && { ...issued, paper: writing.world.id() };
  },
};
