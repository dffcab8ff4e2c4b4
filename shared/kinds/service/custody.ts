/**
 * 原件保管: an original that stays here is in the book from the entry that says it was received, and leaves it against a signature. Which
 * papers stay is what 已收材料 says; here stands since when, and who took them back.
 */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { optionalText, text, textOf } from '../common/fields.ts';
import { materialsSchema, type Materials } from '../common/petitioner.ts';
import type { ReadEntry } from '../mechanism/entry-type.ts';
import { setOf } from '../mechanism/fields.ts';
import type { FieldSpec, StepSpec } from '../mechanism/spec.ts';
import type { OriginalRow } from '../mechanism/rows.ts';
import { setByOf, type StreamState } from '../mechanism/state.ts';
import { asCourse, courseOf, type Course, type Kept } from './course.ts';
import { materialsOf } from './owed.ts';

const keptIn = (materials: Materials): Materials => materials.filter(({ form }) => form === 'kept');

/** Those that come in with this entry: one that had been given back and is here again begins anew. */
export function takeInto(course: Course, materials: Materials, { id, on }: Pick<ReadEntry, 'id' | 'on'>): Course {
  const { kept = {} } = course;
  const come = keptIn(materials).filter(({ name }) => kept[name] === undefined || kept[name].returned !== undefined);
  if (come.length === 0) return course;
  const added = come.map(({ name }): [string, Kept] => [name, { on, entry: id }]);
  return { ...course, kept: { ...kept, ...Object.fromEntries(added) } };
}

/** 已收材料 as a step sets them. */
export const materialsSet = (data: JsonObject): Materials =>
  materialsSchema.safeParse(setOf(data)['materials']).data ?? [];

/** Of a paper that a correction called one that stays, the correction tells since when. */
const sinceCorrection = (state: StreamState): string => {
  const setBy = setByOf(state, 'materials');
  return state.history.find(({ entry }) => entry === setBy)?.on ?? state.beganOn;
};

/** Every original that stays or stayed, in the order of 已收材料. */
export function originalsOf(state: StreamState): readonly OriginalRow[] {
  const { kept = {} } = courseOf(state.core);
  return keptIn(materialsOf(state)).map(({ name, copies, place }): OriginalRow => {
    const known = kept[name];
    const returned = known?.returned;
    return {
      ...{ material: name, copies, since: known?.on ?? sinceCorrection(state) },
      ...(place === undefined ? {} : { place }),
      ...(returned === undefined ? {} : { returned: { on: returned.on, to: returned.to } }),
    };
  });
}

export const stillHere = (state: StreamState): readonly string[] =>
  originalsOf(state).flatMap(({ material, returned }) => (returned === undefined ? [material] : []));

export function giveBack(state: StreamState, names: readonly string[], to: string, { id, on }: ReadEntry): Course {
  const course = courseOf(state.core);
  const gone = originalsOf(state).filter(
    ({ material, returned }) => returned === undefined && names.includes(material),
  );
  const back = gone.map(({ material, since }): [string, Kept] => {
    const known = course.kept?.[material] ?? { on: since, entry: id };
    return [material, { ...known, returned: { on, to, entry: id } }];
  });
  return back.length === 0 ? course : { ...course, kept: { ...course.kept, ...Object.fromEntries(back) } };
}

const originals: FieldSpec = {
  class: 'guarded',
  input: 'choices',
  schema: z.array(z.string().min(1).max(200)).min(1).max(200),
};

function guardReturn(state: StreamState, _by: string, data: JsonObject | null): RefusalCode | null {
  const here = stillHere(state);
  if (here.length === 0) return 'originals.none';
  const named = (data?.['originals'] ?? []) as readonly string[];
  return named.every((name) => here.includes(name)) ? null : 'originals.none';
}

export const custodySteps: Readonly<Record<string, StepSpec>> = {
  /** 归还原件, against a signature on the 原件交接单. */
  originalsReturned: {
    v: 1,
    from: [
      ...['received', 'correcting', 'refused', 'accepted', 'reported', 'passedOn', 'decided', 'delivered'],
      ...['withdrawn', 'lapsed', 'terminated'],
    ],
    permission: 'case.handle',
    form: { originals, takenBy: text(100), relation: optionalText(50) },
    guard: guardReturn,
    course: (_course, entry, state) => {
      const { originals: names = [], takenBy = '' } = entry.data;
      return asCourse(giveBack(state, names as readonly string[], textOf(takenBy), entry));
    },
    isReversible: true,
    issues: ['originalsReturn'],
  },
};
