/**
 * 多跑一次登记 of a 服务办件: every time somebody was sent home for a missing paper, kept in the course with the step that did it, so that 撤回上一步
 * takes it back with that step.
 */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import { textOf } from '../common/fields.ts';
import { matterFactsSchema } from '../matter/facts.ts';
import type { ReadEntry } from '../mechanism/entry-type.ts';
import type { FieldSpec, StepSpec } from '../mechanism/spec.ts';
import { stillHolds, type StreamState } from '../mechanism/state.ts';
import { tripReasons, type TripReason, type TripRow } from '../mechanism/trips.ts';
import { asCourse, courseOf, type Course, type SentHome } from './course.ts';

/** Why it was missing: asked for where it is noticed, and once more where the person has come back. */
const whyMissing: FieldSpec = {
  class: 'guarded',
  input: 'choice',
  schema: z.enum(tripReasons),
  values: tripReasons,
  isOptional: true,
  order: 'last',
};

const reasonIn = (data: JsonObject): { readonly why?: TripReason } => {
  const why = tripReasons.find((one) => one === data['whyMissing']);
  return why === undefined ? {} : { why };
};

const papersIn = ({ gaps = [] }: JsonObject): readonly string[] =>
  (gaps as readonly JsonObject[]).map(({ material }) => textOf(material));

const sentHome = (cause: SentHome['cause'], course: JsonObject, { id, on, data }: ReadEntry): JsonObject => {
  const { sentHome: before = [] } = course as Course;
  const one: SentHome = { entry: id, on, cause, papers: papersIn(data), ...reasonIn(data) };
  return asCourse({ ...course, sentHome: [...before, one] });
};

/** Steps with which somebody goes home, and why. */
const home: Readonly<Record<string, SentHome['cause']>> = {
  correctionNoticed: 'correction',
  gapsAbove: 'above',
  refused: 'refused',
};
/** Steps with which they are back with what was missing. */
const back: ReadonlySet<string> = new Set(['supplemented', 'gapsFilled']);

type Steps = Readonly<Record<string, StepSpec>>;

/** The steps of a ruleset, those with which somebody goes or comes back written down as well. */
export const withLedger = (steps: Steps): Steps =>
  Object.fromEntries(Object.entries(steps).map(([name, step]) => [name, kept(name, step)]));

function kept(name: string, step: StepSpec): StepSpec {
  const cause = home[name];
  if (cause === undefined && !back.has(name)) return step;
  const form = cause === 'refused' ? step.form : { ...step.form, whyMissing };
  return {
    ...step,
    ...(form === undefined ? {} : { form }),
    ...(cause === undefined ? { bringsBack: true } : {}),
    course: (course, entry, state) => {
      const own = step.course?.(course, entry, state) ?? course;
      return cause === undefined ? said(own, entry) : sentHome(cause, own, entry);
    },
  };
}

function said(course: JsonObject, { data }: ReadEntry): JsonObject {
  const { sentHome: before = [] } = course as Course;
  const last = before.at(-1);
  const reason = reasonIn(data);
  return last === undefined || reason.why === undefined
    ? course
    : asCourse({ ...course, sentHome: [...before.slice(0, -1), { ...last, ...reason }] });
}

/** Examined: 受理 was said, and nobody took the case back. One that is refused has a row of its own. */
const isExamined = ({ core, history }: StreamState): boolean =>
  core.status !== 'withdrawn' &&
  history.some((line) => line.type === 'accepted' && stillHolds(line)) &&
  !history.some((line) => line.type === 'withdrawn' && stillHolds(line));

export function serviceTrips(state: StreamState): readonly TripRow[] {
  const { sentHome: all = [], gaps } = courseOf(state.core);
  const matter = matterFactsSchema.safeParse(state.core.learnt['matter']).data;
  const of = { matter: matter?.code ?? '', version: matter?.version ?? '' };
  if (all.length === 0) {
    const once: TripRow = { ...of, entry: '', cause: 'once', on: state.beganOn, reason: '', papers: [], isOpen: false };
    return isExamined(state) ? [once] : [];
  }
  return all.map(({ entry, cause, on, papers, why }, at): TripRow => {
    const isLast = at === all.length - 1;
    const isOpen = isLast && (cause === 'above' ? gaps === true : state.core.status === 'correcting');
    return { ...of, entry, cause, on, reason: why ?? '', papers, isOpen };
  });
}
