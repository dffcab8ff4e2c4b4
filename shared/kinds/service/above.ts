/**
 * 上报: who decides, and the clock while somebody else has the word. A matter is 本级办结 (here), 初审上报 (above: decided there alone) or
 * 只代收 (collect: taken in for somebody else, with no decision of ours). A matter that says nothing leaves all ways open.
 *
 * Our clock ends at 上报: what we promised, and what the law gives us, is met that day (行政许可法 art. 43 gives the lower level a limit of
 * its own). 上级退回 begins it again with what was left: the time above is a pause of the limit, counted like any other
 * (`shared/time/pauses.ts`), so the day it went up and the days it lay there do not count, and the day it came back does.
 */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { optionalText, text, textOf } from '../common/fields.ts';
import { matterFactsSchema } from '../matter/facts.ts';
import type { Due } from '../mechanism/dues.ts';
import type { ReadEntry } from '../mechanism/entry-type.ts';
import type { FactsContext, FieldSpec, StepSpec } from '../mechanism/spec.ts';
import type { StreamState } from '../mechanism/state.ts';
import { guardApproval, guardOutcome, useUp } from './approval.ts';
import { cameForm, fillMaterials, takeCame } from './came.ts';
import { decisionClocks, notWhilePaused } from './clock.ts';
import { asCourse, courseOf, type Course, type Trip } from './course.ts';
import { gaps, owedByNotice } from './intake.ts';
import { isAskedFor, ticks } from './ticks.ts';
import { firstStageDue, guardGrant, guardReportStage, stagesOf } from './stages.ts';

const decider = ({ core }: StreamState) => matterFactsSchema.safeParse(core.learnt['matter']).data?.decides;

export function guardDecision(state: StreamState, _by: string, data: JsonObject | null): RefusalCode | null {
  const who = decider(state);
  if (who === 'above') return 'matter.decidedAbove';
  if (who === 'collect') return 'matter.onlyCollected';
  return notWhilePaused(state) ?? guardGrant(state, data) ?? guardOutcome(state, data);
}

function guardReport(state: StreamState, _by: string, data: JsonObject | null): RefusalCode | null {
  if (decider(state) === 'here') return 'matter.decidedHere';
  if (courseOf(state.core).gaps === true) return 'gaps.open';
  return notWhilePaused(state) ?? guardReportStage(state, data) ?? guardApproval(state, 'reported');
}

/** 等上级, where the matter says within which limit they answer. */
function upperDue({ learnt, learntFacts, on }: FactsContext): Due[] {
  const limit = matterFactsSchema.safeParse(learntFacts['matter']).data?.upperLimit;
  return limit === undefined ? [] : [learnt.due('upper', on, limit, 'waiting')];
}

/** 更正 while it lies above: by the limit the matter gives now. */
export function upperDueAgain(context: FactsContext): Due[] {
  const owed = context.state.core.dues['upper'];
  return owed === undefined || owed.met !== undefined ? [] : upperDue({ ...context, on: owed.from });
}

const above = 'above';
const whileAbove = '上报期间由上级办理，不计入本级时限';

/** Our limits with the time above as a pause. One that had run out before it went up stays 超期. */
const clocksAgain = ({ learnt, state, on }: FactsContext): Due[] =>
  decisionClocks.flatMap((name) => {
    const due = state.core.dues[name];
    if (due?.met === undefined) return [];
    const { from, limit, lapse, met, pauses = [], extensions } = due;
    const stops = {
      pauses: [...pauses, { from: met, to: on, name: above, basis: whileAbove }],
      ...(extensions === undefined ? {} : { extensions }),
    };
    return [learnt.due(name, from, limit, lapse, stops)];
  });

/** The stage under way when it came back: 上报 again, where the matter has such a stage. */
const stageAgain = (context: FactsContext): Due[] => {
  const { state } = context;
  const core = { ...state.core, course: withoutReport(state, state.core.course ?? {}) };
  return firstStageDue({ ...context, state: { ...state, core } }, context.on);
};

const comesBack = (context: FactsContext): Due[] => [...clocksAgain(context), ...stageAgain(context)];

function goUp(course: JsonObject, { id, on, by, data }: ReadEntry, state: StreamState): JsonObject {
  const { trips = [], stages = {} } = course as Course;
  const batch = textOf(data['batch']);
  const trip: Trip = { on, authority: textOf(data['authority']), ...(batch === '' ? {} : { batch }) };
  const why = textOf(data['why']);
  const report = stagesOf(state).find(({ kind }) => kind === 'report');
  const over = report && {
    [report.name]: {
      entry: id,
      on,
      by: [],
      byStaff: by,
      result: trip.authority,
      ...(why === '' ? {} : { reason: why }),
    },
  };
  const after = asCourse({ ...course, trips: [...trips, trip], ...(over ? { stages: { ...stages, ...over } } : {}) });
  return useUp(after, 'reported', id);
}

/** The time above is over; which way is the step that ends it. */
function answered(course: JsonObject, { type, on }: Pick<ReadEntry, 'type' | 'on'>): JsonObject {
  const { trips = [] } = course as Course;
  const last = trips.at(-1);
  if (last === undefined) return course;
  return asCourse({ ...course, trips: [...trips.slice(0, -1), { ...last, answer: type, answeredOn: on }] });
}

function withoutReport(state: StreamState, course: JsonObject): JsonObject {
  const { stages = {}, ...rest } = course as Course;
  const reports = new Set(stagesOf(state).flatMap(({ kind, name }) => (kind === 'report' ? [name] : [])));
  const left = Object.entries(stages).filter(([name]) => !reports.has(name));
  return asCourse({ ...rest, ...(left.length > 0 ? { stages: Object.fromEntries(left) } : {}) });
}

const backAgain = (course: JsonObject, entry: ReadEntry, state: StreamState): JsonObject =>
  answered(withoutReport(state, course), entry);

const ours = [...decisionClocks, 'stage'];

const reporting: StepSpec = {
  v: 1,
  from: ['accepted'],
  to: 'reported',
  permission: 'case.handle',
  form: { authority: text(200), theirNumber: optionalText(64), why: optionalText(2000), notice: ticks(['print']) },
  guard: guardReport,
  meets: ours,
  dues: upperDue,
  course: goUp,
  issues: ['reportNotice'],
  issuesIf: isAskedFor,
  isReversible: true,
};

const batch: FieldSpec = { class: 'guarded', input: 'text', schema: z.uuid() };

/** In the order of the buttons. */
export const aboveSteps: Readonly<Record<string, StepSpec>> = {
  /** 上报 to a higher authority, which decides. */
  reported: reporting,
  /** The same as a row of a 上报批次. */
  sentInBatch: { ...reporting, form: { authority: text(200), why: optionalText(2000), batch }, isProgram: true },
  /** 上级退回: our clock goes on with what was left. */
  sentBack: {
    v: 1,
    from: ['reported'],
    to: 'accepted',
    permission: 'case.handle',
    form: { reason: text(4000) },
    meets: ['upper'],
    dues: comesBack,
    course: backAgain,
    isReversible: true,
  },
  /** 上级退回补正: what they want is told to the petitioner once, in writing. Our clock runs: after 受理 补正 stops nothing. */
  gapsAbove: {
    v: 1,
    from: ['reported'],
    to: 'accepted',
    permission: 'case.handle',
    form: { gaps },
    meets: ['upper'],
    dues: comesBack,
    course: (course, entry, state) =>
      asCourse({ ...owedByNotice(backAgain(course, entry, state), entry, state), gaps: true }),
    isReversible: true,
    issues: ['correctionNotice'],
  },
  /** What the upper office wanted has come: it may go up again. */
  gapsFilled: {
    v: 1,
    from: ['accepted'],
    permission: 'case.handle',
    form: cameForm,
    fills: fillMaterials,
    guard: (state) => (courseOf(state.core).gaps === true ? null : 'gaps.none'),
    course: ({ gaps: _filled, ...course }, entry) => asCourse(takeCame(course, entry)),
    isReversible: true,
  },
  /** 转出: the paper went on, and the petitioner hears from there; only of what is taken in for somebody else. */
  passedOn: {
    v: 1,
    from: ['reported'],
    to: 'passedOn',
    permission: 'case.handle',
    form: { result: text(4000), theirNumber: optionalText(64) },
    guard: (state) => (decider(state) === 'collect' ? null : 'matter.notCollected'),
    meets: ['upper'],
    course: answered,
    isReversible: true,
  },
};

/** 上级办结 ends the time above. */
export const answeredAbove = answered;
export const oursAndAbove = [...ours, 'upper'];
