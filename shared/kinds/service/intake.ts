/** 收件 to 受理: the five outcomes of 行政许可法 art. 32, and what is done about papers that are missing. */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { optionalText, text } from '../common/fields.ts';
import { waysOutOfMissing } from '../matter/material.ts';
import { dayOf } from '../mechanism/day.ts';
import type { Due } from '../mechanism/dues.ts';
import type { ReadEntry } from '../mechanism/entry-type.ts';
import type { FactsContext, FieldSpec, StepSpec } from '../mechanism/spec.ts';
import type { StreamState } from '../mechanism/state.ts';
import { guardApproval, useUp } from './approval.ts';
import { cameForm, fillMaterials, takeCame } from './came.ts';
import { asCourse, courseOf, type Course, type Owed } from './course.ts';
import { materialsSet, takeInto } from './custody.ts';
import { learntMatter } from './matter-form.ts';
import { guardMissing, materialsOf, matterOf, missing, needsPhotos, openBy, owedRows, undertake } from './owed.ts';
import { issuesAtAcceptance } from './papers-by-type.ts';
import { lacksPromise } from './pledge.ts';
import { firstStageDue } from './stages.ts';
import { guardTolerance, toleranceDue, toleranceForm, toleratedRows } from './tolerance.ts';
import { villagePapersDue } from './village.ts';

/** 补正告知: on the spot or within 5 working days; silence is acceptance (行政许可法 art. 32(4), art. 82). */
const correctionLimit = { amount: 5, unit: 'workingDay' } as const;
/** Where the matter names no statutory limit and is a permit: 20 working days (art. 42). */
const permitLimit = { amount: 20, unit: 'workingDay' } as const;

export const gaps: FieldSpec = {
  class: 'guarded',
  input: 'materials',
  schema: z
    .array(
      z.strictObject({
        material: z.string().trim().min(1).max(200),
        standard: z.string().trim().max(500),
        /** Who gives it out, where, when, whom to call: from the catalogue, or as the clerk knows it. */
        from: z.string().trim().max(400).optional(),
        /** What may be done for somebody who lacks it (缺件办法), of those the catalogue allows. */
        ways: z.array(z.enum(waysOutOfMissing)).max(waysOutOfMissing.length).optional(),
      }),
    )
    .min(1)
    .max(100),
};
interface Gap {
  readonly material: string;
  readonly standard: string;
  readonly from?: string;
}
const gapsIn = (data: JsonObject): readonly Gap[] => (data['gaps'] ?? []) as unknown as readonly Gap[];

/** What is told to be missing is owed, till it is brought; what is being asked for, fetched or tolerated already stays so. */
export function owedByNotice(course: Course, { id, on, data }: ReadEntry, state: StreamState): Course {
  const received = new Set(materialsOf(state).map(({ name }) => name));
  const owed = new Map((course.owed ?? []).flatMap((row) => (row.met === undefined ? [[row.material, row]] : [])));
  const rows = gapsIn(data).flatMap(({ material }): Owed[] => {
    if (owed.has(material) && owed.get(material)?.way !== 'comeBack') return [];
    const isDefect = received.has(material) ? { isDefect: true as const } : {};
    return [{ material, way: 'comeBack', on, entry: id, ...isDefect }];
  });
  return undertake(course, rows);
}

const noticed = (course: Course, entry: ReadEntry, state: StreamState): Course => ({
  ...course,
  noticed: {
    matter: matterOf(state)?.code ?? '',
    on: entry.on,
    gaps: gapsIn(entry.data).map(({ material, standard, from = '' }) => ({
      ...{ material, standard },
      ...(from === '' ? {} : { from }),
    })),
    materials: [
      ...new Set([...(course.noticed?.materials ?? []), ...gapsIn(entry.data).map(({ material }) => material)]),
    ],
  },
});

/**
 * 一次性告知: what was handed in is not asked for again, unless it is said what is wrong with it; and a second notice asks for nothing that
 * the first did not name (行政许可法 art. 32(4), 优化营商环境条例 art. 36).
 */
function guardNotice(state: StreamState, _by: string, data: JsonObject | null): RefusalCode | null {
  if (data === null) return null;
  const received = new Set(materialsOf(state).map(({ name }) => name));
  if (gapsIn(data).some(({ material, standard }) => received.has(material) && standard === '')) return 'gaps.received';
  const before = courseOf(state.core).noticed;
  if (before === undefined || before.matter !== matterOf(state)?.code) return null;
  return gapsIn(data).every(({ material }) => before.materials.includes(material)) ? null : 'gaps.notTold';
}

/** At a village station the papers have to go on, too; the five days run from there. */
const receiptDues = (context: FactsContext): Due[] => [
  context.learnt.due('correction', context.on, correctionLimit, 'deemedAccepted'),
  ...villagePapersDue(context),
];

/** 视为撤回 may be thought of after so long; it is the applicant who has the word till then. */
function comeBackDue({ learnt, learntFacts, on }: FactsContext): Due[] {
  const limit = learntMatter(learntFacts)?.withdrawnAfter;
  return limit === undefined ? [] : [learnt.due('comeBack', on, limit, 'waiting')];
}

/** 承诺时限 ≤ 法定时限; both run from acceptance. */
export function acceptanceDues({ learnt, learntFacts }: FactsContext, from: string): Due[] {
  const matter = learntMatter(learntFacts);
  const statutory = matter?.statutory ?? (matter?.type === 'permit' ? permitLimit : undefined);
  return [
    ...(matter?.promised ? [learnt.due('promised', from, matter.promised, 'overdue')] : []),
    ...(statutory ? [learnt.due('statutory', from, statutory, 'overdue')] : []),
  ];
}

/** 视为受理: when nobody gave notice in time, it counts as accepted from the day the papers came in (art. 32(4)). */
function acceptedFrom({ state, on }: FactsContext): string {
  const correction = state.core.dues['correction'];
  const isLapsed = correction !== undefined && correction.met === undefined && correction.due < dayOf(on);
  return isLapsed ? correction.from : on;
}

function acceptedDues(context: FactsContext): Due[] {
  const from = acceptedFrom(context);
  return [...acceptanceDues(context, from), ...firstStageDue(context, from)];
}

/** What is to be tolerated, or promised, needs the applicant's promise first. */
function guardAcceptance(state: StreamState): RefusalCode | null {
  if (openBy(state, 'tolerate').length > 0) return 'tolerance.needsPromise';
  return lacksPromise(state) ? 'pledge.needsPromise' : null;
}

export const receiving: Readonly<Record<string, StepSpec>> = {
  received: {
    v: 1,
    from: [],
    to: 'received',
    permission: 'case.take',
    numbered: true,
    sets: ['petitioner', 'matter', 'form', 'request', 'materials'],
    requires: ['petitioner', 'matter'],
    form: { missing },
    guard: (state, _by, data, probe) => guardMissing(state, data, probe),
    needs: needsPhotos,
    dues: receiptDues,
    course: (course, entry, state) =>
      asCourse(takeInto(undertake(course, owedRows(entry, state)), materialsSet(entry.data), entry)),
    issues: ['receipt'],
  },
  /** 受理. The order of steps is that of the buttons: what happens most often comes first. */
  accepted: {
    v: 1,
    from: ['received'],
    to: 'accepted',
    permission: 'case.handle',
    guard: guardAcceptance,
    dues: acceptedDues,
    meets: ['correction'],
    isReversible: true,
    issues: ['acceptanceNotice'],
    issuesIf: issuesAtAcceptance,
  },
  /** 容缺受理, against the 承诺书 that the applicant signs. */
  acceptedTolerant: {
    v: 1,
    from: ['received'],
    to: 'accepted',
    permission: 'case.handle',
    form: toleranceForm,
    guard: guardTolerance,
    dues: (context) => [...acceptedDues(context), toleranceDue(context)],
    meets: ['correction'],
    course: (course, entry) => asCourse(undertake(course, toleratedRows(entry))),
    isReversible: true,
    issues: ['tolerancePledge', 'toleranceNotice'],
  },
};

export const correcting: Readonly<Record<string, StepSpec>> = {
  /** 当场更正 (art. 32(3)). */
  correctedOnSpot: {
    v: 1,
    from: ['received'],
    permission: 'case.handle',
    sets: ['materials'],
    form: { what: text(2000) },
    course: (course, entry) => asCourse(takeInto(course, materialsSet(entry.data), entry)),
    isReversible: true,
  },
  /** 一次性告知: all gaps at once (art. 32(4)). */
  correctionNoticed: {
    v: 1,
    from: ['received'],
    to: 'correcting',
    permission: 'case.handle',
    form: { gaps },
    guard: guardNotice,
    meets: ['correction'],
    dues: comeBackDue,
    course: (course, entry, state) => asCourse(noticed(owedByNotice(course, entry, state), entry, state)),
    isReversible: true,
    issues: ['correctionNotice'],
  },
  /** 补正收件: what was missing came; the five days run again. */
  supplemented: {
    v: 1,
    from: ['correcting'],
    to: 'received',
    permission: 'case.handle',
    form: cameForm,
    fills: fillMaterials,
    meets: ['comeBack'],
    dues: receiptDues,
    course: (course, entry) => asCourse(takeCame(course, entry)),
    isReversible: true,
  },
  /** 不予受理, with reasons and where to go instead (art. 32(1), (2), 38). */
  refused: {
    v: 1,
    from: ['received', 'correcting'],
    to: 'refused',
    permission: 'case.handle',
    form: { reason: text(4000), basis: text(2000), whereTo: optionalText(500) },
    guard: (state) => guardApproval(state, 'refused'),
    meets: ['correction', 'comeBack', 'villagePapers'],
    course: (course, { id }) => useUp(course, 'refused', id),
    isReversible: true,
    issues: ['refusalNotice'],
  },
};
