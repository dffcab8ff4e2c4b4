/**
 * 呈批: a decision of a matter that says so (`approvals`) needs the word of whoever is in charge before it is made. The word comes in one of
 * three ways and counts alike: the person clicks; a printed 呈批单 was signed by hand and is keyed in with its scan; by telephone, when
 * somebody is alone or it is after hours: then it stays 待补签 until the signature is keyed in. Where two have to decide, the second name
 * is not the first. The word of a decision is used up by it: 退回重办 asks for another.
 */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { choice, optionalText, text, textOf } from '../common/fields.ts';
import { approvable, type MatterApproval } from '../matter/approval.ts';
import { matterFactsSchema } from '../matter/facts.ts';
import { dayOf } from '../mechanism/day.ts';
import type { ReadEntry } from '../mechanism/entry-type.ts';
import type { FieldSpec, StepSpec } from '../mechanism/spec.ts';
import type { ApprovalRow } from '../mechanism/rows.ts';
import type { StreamState } from '../mechanism/state.ts';
import { asCourse, courseOf, type Approval, type Course } from './course.ts';

const needed = ({ core }: StreamState): readonly MatterApproval[] =>
  matterFactsSchema.safeParse(core.learnt['matter']).data?.approvals ?? [];
const given = (state: StreamState): readonly Approval[] => courseOf(state.core).approvals ?? [];

/** What may be decided where the case stands. */
const decidable: Readonly<Record<string, readonly string[]>> = {
  received: ['refused'],
  correcting: ['refused'],
  accepted: ['granted', 'rejected', 'reported'],
};
const before = Object.keys(decidable);

const ruleFor = (state: StreamState, about: string): MatterApproval | undefined =>
  needed(state).find(({ decision }) => decision === about);
const isOpenHere = (state: StreamState, about: string): boolean =>
  ruleFor(state, about) !== undefined && (decidable[state.core.status] ?? []).includes(about);

/** The last word about a decision that was not used yet. */
const lastOf = (state: StreamState, about: string): Approval | undefined =>
  given(state).findLast((one) => one.about === about && one.usedBy === undefined);

const isWhole = (state: StreamState, { about, by = [], verdict }: Approval): boolean =>
  verdict !== undefined && (ruleFor(state, about)?.needsTwo !== true || by.length > 1);

/** Whoever was asked to grant and said no has decided that it is refused. */
function isApproved(state: StreamState, about: string): boolean {
  const own = lastOf(state, about);
  if (own !== undefined && isWhole(state, own) && own.verdict === 'agree') return true;
  const granting = about === 'rejected' ? lastOf(state, 'granted') : undefined;
  return granting !== undefined && isWhole(state, granting) && granting.verdict === 'disagree';
}

/** Of the decision that is made now; null where it needs nobody's word, or has it. */
export const guardApproval = (state: StreamState, about: string): RefusalCode | null =>
  ruleFor(state, about) === undefined || isApproved(state, about) ? null : 'approval.missing';

/** 办结, in a dry run: one of both can be decided. */
export const guardOutcome = (state: StreamState, data: JsonObject | null): RefusalCode | null =>
  data === null
    ? guardApproval(state, 'granted') && guardApproval(state, 'rejected')
    : guardApproval(state, aboutOutcome(data));

/** Which of the two it is. */
export const aboutOutcome = (data: JsonObject): string =>
  ['granted', 'done'].includes(textOf((data['set'] as JsonObject | undefined)?.['outcome'])) ? 'granted' : 'rejected';

/** What the decision rests on is used up by it. */
export function useUp(course: JsonObject, about: string, entry: string): JsonObject {
  const { approvals } = course as Course;
  if (approvals === undefined) return course;
  const isOf = (one: Approval): boolean =>
    one.usedBy === undefined && (one.about === about || (about === 'rejected' && one.about === 'granted'));
  return asCourse({ ...course, approvals: approvals.map((one) => (isOf(one) ? { ...one, usedBy: entry } : one)) });
}

const withApprovals = (
  course: JsonObject,
  change: (approvals: readonly Approval[]) => readonly Approval[],
): JsonObject => asCourse({ ...course, approvals: change((course as Course).approvals ?? []) });

/** In the place of one that waits, else behind the others. */
function put(course: JsonObject, one: Approval, isSame: (other: Approval) => boolean): JsonObject {
  return withApprovals(course, (approvals) => {
    const at = approvals.findLastIndex((other) => other.usedBy === undefined && isSame(other));
    return at === -1 ? [...approvals, one] : approvals.with(at, { ...approvals[at], ...one });
  });
}

const plain = (name: string): string => name.replace(/\s/gu, '');

/** Scans of a signed 呈批单 that no earlier signature stands on. */
function freshScans(state: StreamState): readonly string[] {
  const known = new Set(given(state).flatMap(({ scans = [] }) => scans));
  return state.attachments
    .filter((file) => file.isMoved !== true && file.for?.what === 'approval' && !known.has(file.id))
    .map(({ id }) => id);
}

const about: FieldSpec = choice(approvable);
const verdict: FieldSpec = choice(['agree', 'disagree']);
const signedOn: FieldSpec = { class: 'guarded', input: 'date', schema: z.iso.date() };

/** Some decision here can still be put before somebody; with data: the one that is said. */
const guardOpen = (state: StreamState, data: JsonObject | null): RefusalCode | null => {
  const open = data === null ? approvable.filter((one) => isOpenHere(state, one)) : [textOf(data['about'])];
  return open.some((one) => isOpenHere(state, one)) ? null : 'approval.notNeeded';
};

function guardKeyed(state: StreamState, _by: string, data: JsonObject | null): RefusalCode | null {
  const closed = guardOpen(state, data);
  if (closed !== null || data === null) return closed;
  const second = plain(textOf(data['second']));
  const isAlone = second === '' || second === plain(textOf(data['approver']));
  if (ruleFor(state, textOf(data['about']))?.needsTwo === true && isAlone) return 'approval.needsTwo';
  return data['signWay'] === 'signed' && freshScans(state).length === 0 ? 'approval.needsScan' : null;
}

/** Two who click are two people. */
function guardClick(state: StreamState, by: string, data: JsonObject | null): RefusalCode | null {
  const closed = guardOpen(state, data);
  if (closed !== null || data === null) return closed;
  const half = lastOf(state, textOf(data['about']));
  const isSecond = half?.way === 'clicked' && half.verdict === data['verdict'] && !isWhole(state, half);
  return isSecond && half.by?.includes(by) === true ? 'approval.needsTwo' : null;
}

const opinionIn = (data: JsonObject) => {
  const opinion = textOf(data['approverOpinion']);
  return opinion === '' ? {} : { opinion };
};

const askedOnly =
  (about: string) =>
  (one: Approval): boolean =>
    one.about === about && one.verdict === undefined;

function keyed(course: JsonObject, { on, data }: ReadEntry, state: StreamState): JsonObject {
  const isPhone = data['signWay'] === 'phone';
  const second = textOf(data['second']);
  const one: Approval = {
    about: textOf(data['about']),
    verdict: textOf(data['verdict']),
    way: isPhone ? 'phone' : 'signed',
    by: [textOf(data['approver']), ...(second === '' ? [] : [second])],
    ...opinionIn(data),
    on,
    signedOn: textOf(data['signedOn']),
    ...(isPhone ? { isUnsigned: true } : { scans: freshScans(state) }),
  };
  return put(course, one, askedOnly(one.about));
}

function clicked(course: JsonObject, { on, by, data }: ReadEntry, state: StreamState): JsonObject {
  const about = textOf(data['about']);
  const half = lastOf(state, about);
  const isSecond = half?.way === 'clicked' && half.verdict === data['verdict'] && !isWhole(state, half);
  const people = isSecond ? [...(half.by ?? []), by] : [by];
  const one: Approval = { about, verdict: textOf(data['verdict']), way: 'clicked', by: people, ...opinionIn(data), on };
  return put(course, one, isSecond ? (other) => other.about === about : askedOnly(about));
}

const unsigned = (state: StreamState): readonly Approval[] => given(state).filter(({ isUnsigned }) => isUnsigned);

function guardSigning(state: StreamState, _by: string, data: JsonObject | null): RefusalCode | null {
  const waiting = unsigned(state);
  const isOne = data === null ? waiting.length > 0 : waiting.some((one) => one.about === data['about']);
  if (!isOne) return 'approval.noneUnsigned';
  return freshScans(state).length === 0 ? 'approval.needsScan' : null;
}

function signed(course: JsonObject, { data }: ReadEntry, state: StreamState): JsonObject {
  return withApprovals(course, (approvals) => {
    const at = approvals.findIndex((one) => one.isUnsigned === true && one.about === data['about']);
    const { isUnsigned: _waited, ...one } = approvals[at] ?? { about: '' };
    const now: Approval = { ...one, signedOn: textOf(data['signedOn']), scans: freshScans(state) };
    return at === -1 ? approvals : approvals.with(at, now);
  });
}

export const approvalSteps: Readonly<Record<string, StepSpec>> = {
  /** 呈批: the sheet is printed with the facts and the opinion of whoever looked at it first. */
  approvalAsked: {
    v: 1,
    from: before,
    permission: 'case.handle',
    form: { about, opinion: text(2000) },
    guard: (state, _by, data) => guardOpen(state, data),
    course: (course, { on, data }) => {
      const one: Approval = { about: textOf(data['about']), asked: { on, opinion: textOf(data['opinion']) } };
      return put(course, one, askedOnly(one.about));
    },
    issues: ['approvalSheet'],
    isReversible: true,
  },
  /** 批准: by the click of whoever may. */
  approved: {
    v: 1,
    from: before,
    permission: 'case.approve',
    form: { about, verdict, approverOpinion: optionalText(2000) },
    guard: guardClick,
    course: clicked,
    isReversible: true,
  },
  /** 录入签批: what somebody signed on paper, or said by telephone. */
  approvalKeyed: {
    v: 1,
    from: before,
    permission: 'case.handle',
    form: {
      about,
      signWay: choice(['signed', 'phone']),
      verdict,
      approver: text(100),
      second: optionalText(100),
      signedOn,
      approverOpinion: optionalText(2000),
    },
    guard: guardKeyed,
    course: keyed,
    isReversible: true,
  },
  /** 补签: the signature for what was approved by telephone. */
  signedLater: {
    v: 1,
    from: [...before, 'reported', 'refused', 'decided', 'delivered', 'passedOn', 'withdrawn'],
    permission: 'case.handle',
    form: { about, signedOn },
    guard: guardSigning,
    course: signed,
    isReversible: true,
  },
};

/** 归档 waits for signatures. */
export const guardSigned = (state: StreamState): RefusalCode | null =>
  unsigned(state).length > 0 ? 'approval.unsigned' : null;

/** 待补签 since. */
export const unsignedSince = (state: StreamState): string | undefined => {
  const [first] = unsigned(state)
    .map(({ on = '' }) => dayOf(on))
    .toSorted();
  return first;
};

/** For the page: what was put before whom, and what is still to be. */
export function approvalRows(state: StreamState): readonly ApprovalRow[] {
  const known = given(state).map((one) => rowOf(state, one));
  const open = needed(state).filter(
    ({ decision }) => isOpenHere(state, decision) && lastOf(state, decision) === undefined,
  );
  const toAsk = open.map(
    ({ decision, role, needsTwo = false }): ApprovalRow => ({
      ...{ about: decision, role, needsTwo },
      state: 'toAsk',
    }),
  );
  return [...known, ...toAsk];
}

function rowOf(state: StreamState, one: Approval): ApprovalRow {
  const { about: decision, verdict: word, way, by, opinion, on, signedOn: day, isUnsigned, usedBy } = one;
  const rule = ruleFor(state, decision);
  return {
    about: decision,
    role: rule?.role ?? '',
    needsTwo: rule?.needsTwo === true,
    state: usedBy !== undefined ? 'used' : word === undefined ? 'asked' : isWhole(state, one) ? 'given' : 'half',
    ...(word === undefined ? {} : { verdict: word }),
    ...(way === undefined ? {} : { way }),
    ...(by === undefined ? {} : { by }),
    ...(way === 'clicked' ? { byStaff: true as const } : {}),
    ...(opinion === undefined ? {} : { opinion }),
    ...(on === undefined ? {} : { on }),
    ...(day === undefined ? {} : { signedOn: day }),
    ...(isUnsigned ? { isUnsigned } : {}),
  };
}

type About = Pick<ApprovalRow, 'about' | 'state' | 'isUnsigned'>;
const waitsFor: Readonly<Record<string, (row: About) => boolean>> = {
  approvalAsked: ({ state }) => state === 'toAsk',
  approved: ({ state }) => state !== 'used' && state !== 'given',
  approvalKeyed: ({ state }) => state === 'asked' || state === 'toAsk',
  signedLater: ({ isUnsigned }) => isUnsigned === true,
};

/** Decisions that a step about 呈批 can be about; of other steps none. */
export const openAbouts = (type: string, rows: readonly About[]): readonly string[] => [
  ...new Set(rows.filter((row) => waitsFor[type]?.(row) === true).map((row) => row.about)),
];

/** Where something was asked for, that; else where there is only one, that one. */
export function suggestAbout(type: string, rows: readonly About[]): JsonObject {
  const open = openAbouts(type, rows);
  const asked = rows.find(({ about: one, state }) => state === 'asked' && open.includes(one))?.about;
  const only = asked ?? (open.length === 1 ? open[0] : undefined);
  return only === undefined ? {} : { about: only };
}
