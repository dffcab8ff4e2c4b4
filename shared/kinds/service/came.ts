/**
 * 补交: papers that come after the first visit. Only what comes is said; 已收材料 are put together from what was there before, so that
 * nothing which was handed in is asked for or typed again. Of two desks that each take one paper in apart, the lists become a choice (待核对).
 */
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { optionalText, textOf } from '../common/fields.ts';
import { materialsSchema, type Materials } from '../common/petitioner.ts';
import type { ReadEntry } from '../mechanism/entry-type.ts';
import type { FieldSpec, StepSpec } from '../mechanism/spec.ts';
import type { StreamState } from '../mechanism/state.ts';
import { asCourse, courseOf, type Course } from './course.ts';
import { stillHere, takeInto } from './custody.ts';
import { materialsOf, meet, notReceived, openOwed } from './owed.ts';

const came: FieldSpec = { class: 'guarded', input: 'came', schema: materialsSchema.min(1) };

/** Who brings it may be anybody who has the notice; saying who is not a condition. */
export const cameForm: Readonly<Record<string, FieldSpec>> = {
  came,
  broughtBy: optionalText(100),
  relation: optionalText(50),
};

const cameIn = (data: JsonObject): Materials => materialsSchema.safeParse(data['came']).data ?? [];

/** A paper brought again takes the place of the one before, unless that one is an original that still lies here. */
export const fillMaterials: NonNullable<StepSpec['fills']> = {
  sets: ['materials'],
  from: (state, data) => {
    const here = new Set(stillHere(state));
    const brought = cameIn(data);
    const replaced = new Set(brought.map(({ name }) => name).filter((name) => !here.has(name)));
    const before = materialsOf(state).filter(({ name }) => !replaced.has(name));
    return { materials: [...before, ...brought] };
  },
};

/** What came is owed no more, and the originals among it are in the book. */
export function takeCame(course: Course, entry: ReadEntry): Course {
  const { id, on, by, data } = entry;
  const brought = cameIn(data);
  const who = textOf(data['broughtBy']);
  const relation = textOf(data['relation']);
  const note = [who, relation].filter((part) => part !== '').join('，');
  const met = { on, entry: id, how: 'came' as const, by, ...(note === '' ? {} : { note }) };
  return meet(takeInto(course, brought, entry), new Set(brought.map(({ name }) => name)), met);
}

function guardCame(state: StreamState): RefusalCode | null {
  if (openOwed(state).length > 0) return null;
  return state.core.status === 'received' && notReceived(state).length > 0 ? null : 'owed.none';
}

/** 容缺 is over once nothing that was tolerated is missing any more. */
const meetsTolerance = (course: Course): boolean =>
  (course.owed ?? []).every(({ way, met }) => way !== 'tolerate' || met !== undefined);

export const cameSteps: Readonly<Record<string, StepSpec>> = {
  /** 补交材料: 容缺材料补齐, what was fetched, the original of a photograph. */
  papersCame: {
    v: 1,
    from: ['received', 'accepted', 'reported', 'decided'],
    permission: 'case.handle',
    form: cameForm,
    fills: fillMaterials,
    guard: guardCame,
    dues: ({ state, data, on }) => {
      const due = state.core.dues['tolerance'];
      const course = takeCame(courseOf(state.core), { id: '', on, by: '', data } as ReadEntry);
      return due !== undefined && due.met === undefined && meetsTolerance(course) ? [{ ...due, met: on }] : [];
    },
    course: (course, entry) => asCourse(takeCame(course, entry)),
    isReversible: true,
  },
};
