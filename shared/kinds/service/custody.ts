/**
 * 原件保管: an original that stays here is in the book from the entry that says it was received, and leaves it against a signature. Which
 * papers stay is what 已收材料 says; here stands since when, and who took them back.
 */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { waysMadeGood } from '../common/custody.ts';
import { choice, optionalText, text, textOf } from '../common/fields.ts';
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

/** What is missing was last at this station: an original of an ordinary case goes through no other hand. */
function lossIn(known: Kept | undefined): Pick<OriginalRow, 'lost' | 'holder'> {
  const lost = known?.lost;
  if (lost === undefined) return {};
  const { on, by, search, isFound, settled } = lost;
  return {
    lost: {
      ...{ on, by, search, lastHolder: { at: 'here', name: '' } },
      ...(isFound === undefined ? {} : { found: true }),
      ...(settled === undefined ? {} : { settled }),
    },
    ...(isFound === true ? {} : { holder: { at: settled === undefined ? 'lost' : 'settled', name: '' } }),
  };
}

/** Every original that stays or stayed, in the order of 已收材料. */
export function originalsOf(state: StreamState): readonly OriginalRow[] {
  const { kept = {} } = courseOf(state.core);
  return keptIn(materialsOf(state)).map(({ name, copies, place }): OriginalRow => {
    const known = kept[name];
    const returned = known?.returned;
    const since = known?.on ?? sinceCorrection(state);
    return {
      ...{ material: name, copies, since },
      ...lossIn(known),
      ...(place === undefined ? {} : { place }),
      ...(returned === undefined ? {} : { returned: { on: returned.on, to: returned.to } }),
    };
  });
}

/** What is neither back nor missing. */
export const stillHere = (state: StreamState): readonly string[] =>
  originalsOf(state).flatMap(({ material, returned, holder }) =>
    returned === undefined && holder === undefined ? [material] : [],
  );

/** 遗失, and neither found nor made good. */
export const missed = (state: StreamState): readonly string[] =>
  originalsOf(state).flatMap(({ material, holder }) => (holder?.at === 'lost' ? [material] : []));

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

const named = (data: JsonObject | null): readonly string[] => (data?.['originals'] ?? []) as readonly string[];

/** There are some, and those that are named are of them. */
const of =
  (names: (state: StreamState) => readonly string[], code: RefusalCode): NonNullable<StepSpec['guard']> =>
  (state, _by, data) => {
    const found = names(state);
    return found.length > 0 && named(data).every((name) => found.includes(name)) ? null : code;
  };

type Lost = NonNullable<Kept['lost']>;

/** What is said of the originals named. */
const noteLoss =
  (say: (entry: ReadEntry, before: Lost | undefined) => Lost | undefined): NonNullable<StepSpec['course']> =>
  (_course, entry, state) => {
    const course = courseOf(state.core);
    const noted = named(entry.data).flatMap((name): [string, Kept][] => {
      const row = originalsOf(state).find(({ material }) => material === name);
      if (row === undefined) return [];
      const kept = course.kept?.[name] ?? { on: row.since, entry: entry.id };
      const lost = say(entry, kept.lost);
      return lost === undefined ? [] : [[name, { ...kept, lost }]];
    });
    return asCourse({ ...course, kept: { ...course.kept, ...Object.fromEntries(noted) } });
  };

const anyState = [
  ...['received', 'correcting', 'refused', 'accepted', 'reported', 'passedOn', 'decided', 'delivered'],
  ...['withdrawn', 'lapsed', 'terminated'],
];

export const custodySteps: Readonly<Record<string, StepSpec>> = {
  /** 归还原件, against a signature on the 原件交接单. */
  originalsReturned: {
    v: 1,
    from: anyState,
    permission: 'case.handle',
    form: { originals, takenBy: text(100), relation: optionalText(50) },
    guard: of(stillHere, 'originals.none'),
    course: (_course, entry, state) => {
      const { originals: names = [], takenBy = '' } = entry.data;
      return asCourse(giveBack(state, names as readonly string[], textOf(takenBy), entry));
    },
    isReversible: true,
    issues: ['originalsReturn'],
  },
  /** 遗失: said by anybody who takes cases; the person in charge sees it at once. */
  originalsLost: {
    v: 1,
    from: anyState,
    permission: 'case.take',
    form: { originals, search: text(2000) },
    guard: of(stillHere, 'originals.none'),
    course: noteLoss(({ id, on, by, data }) => ({ on, by, entry: id, search: textOf(data['search']) })),
    isReversible: true,
  },
  originalsFound: {
    v: 1,
    from: anyState,
    permission: 'case.handle',
    form: { originals, where: text(500) },
    guard: of(missed, 'originals.notLost'),
    course: noteLoss((_entry, lost) => lost && { ...lost, isFound: true }),
    isReversible: true,
  },
  /** 遗失已处理: how it was made good; by the person in charge. */
  lossSettled: {
    v: 1,
    from: anyState,
    permission: 'dispatch.assign',
    form: { originals, madeGood: choice(waysMadeGood), remedy: text(2000) },
    guard: of(missed, 'originals.notLost'),
    course: noteLoss(
      ({ data }, lost) => lost && { ...lost, settled: { how: textOf(data['madeGood']), what: textOf(data['remedy']) } },
    ),
    isReversible: true,
  },
};
