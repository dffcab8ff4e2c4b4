/**
 * 欠缺材料: one place for every paper that is missing and for what was undertaken about it, whichever way was chosen (716号令 art. 7:
 * 自行核验; 告知承诺; 容缺; fetched; photographed; brought later). The ways are those that the matter's version allows for the paper.
 */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import type { Limit } from '../../time/limits.ts';
import { materialsSchema, type Materials } from '../common/petitioner.ts';
import { matterFactsSchema, type MatterFacts } from '../matter/facts.ts';
import { waysOutOfMissing, type WayOutOfMissing } from '../matter/material.ts';
import type { Probe, ReadEntry } from '../mechanism/entry-type.ts';
import { setOf } from '../mechanism/fields.ts';
import type { FieldSpec, StepSpec } from '../mechanism/spec.ts';
import type { OwedRow } from '../mechanism/rows.ts';
import { isEnded, valueOf, type Attachment, type StreamState } from '../mechanism/state.ts';
import { courseOf, type Course, type Owed } from './course.ts';

const line = (longest: number) => z.string().trim().min(1).max(longest);

/** What is undertaken about missing papers. A paper that stands in no row is not received, and nothing more. */
const missingSchema = z
  .array(
    z.strictObject({
      material: line(200),
      way: z.enum(waysOutOfMissing),
      who: line(100).optional(),
      until: z.iso.date().optional(),
    }),
  )
  .max(100)
  .refine((rows) => new Set(rows.map(({ material }) => material)).size === rows.length);
export type Missing = z.infer<typeof missingSchema>;

export const missing: FieldSpec = { class: 'guarded', input: 'missing', schema: missingSchema, isOptional: true };

export const matterOf = ({ core }: StreamState, own?: JsonObject): MatterFacts | undefined =>
  matterFactsSchema.safeParse(own?.['matter'] ?? core.learnt['matter']).data;

export const materialsOf = (state: StreamState): Materials =>
  materialsSchema.safeParse(valueOf(state, 'materials')).data ?? [];
const namesOf = (materials: Materials): ReadonlySet<string> => new Set(materials.map(({ name }) => name));

/** 容缺时限: the matter's own, never longer than what was promised for the whole. */
export const toleranceLimit = ({ tolerance, promised }: MatterFacts): Limit | undefined => tolerance ?? promised;

/** 缺件办法 that are open for a paper of the matter; to come back is always one. */
export function waysFor(matter: MatterFacts, material: string): readonly WayOutOfMissing[] {
  const asked = matter.materials?.find(({ name }) => name === material);
  const ways = (asked?.waysOut ?? []).filter((way) => {
    if (way === 'tolerate') return asked?.isNecessary === false && toleranceLimit(matter) !== undefined;
    return way !== 'pledge' || matter.pledge !== undefined;
  });
  return [...new Set([...ways, 'comeBack' as const])];
}

/** Papers that the matter asks for and that are not here. */
export const notReceived = (state: StreamState): readonly string[] => {
  const received = namesOf(materialsOf(state));
  return (matterOf(state)?.materials ?? []).map(({ name }) => name).filter((name) => !received.has(name));
};

const tolerable = new Set(['', 'received', 'correcting']);

/** Of what is undertaken, that the matter allows it and the paper is missing. Silent while the matter is not known yet. */
export function guardMissing(
  state: StreamState,
  data: JsonObject | null,
  { facts }: Pick<Probe, 'facts'>,
): RefusalCode | null {
  const rows = (data?.['missing'] ?? []) as unknown as Missing;
  const matter = matterOf(state, facts.own);
  if (matter === undefined) return null;
  const said = materialsSchema.safeParse(data === null ? undefined : setOf(data)['materials']).data;
  const received = namesOf(said ?? materialsOf(state));
  const isAllowed = ({ material, way }: Missing[number]): boolean =>
    waysFor(matter, material).includes(way) && (way !== 'tolerate' || tolerable.has(state.core.status));
  if (rows.some(({ material }) => received.has(material))) return 'missing.received';
  return rows.every(isAllowed) ? null : 'missing.wayNotAllowed';
}

/** 先交照片: the photograph hangs on the case, or comes with the act; a word for it is none. */
export const needsPhotos: NonNullable<StepSpec['needs']> = ({ data, files }) => {
  const rows = (data['missing'] ?? []) as unknown as Missing;
  const shown = new Set(files.flatMap(({ for: what }) => (what?.what === 'material' ? [what.name] : [])));
  const without = rows.flatMap(({ material, way }) => (way === 'photo' && !shown.has(material) ? [material] : []));
  return without.length === 0
    ? null
    : { code: 'missing.needsPhoto', details: { names: without.join('、') }, field: 'missing' };
};

/** The photograph on which 先交照片 rests stays until the original was seen, another one hangs there, or another way was taken. */
export function photoRestsOn(state: StreamState, { id, for: what }: Attachment): RefusalCode | null {
  const isNeeded = owedView(state).some(
    ({ material, way, isOpen }) => isOpen && way === 'photo' && what?.what === 'material' && what.name === material,
  );
  if (!isNeeded) return null;
  const others = state.attachments.filter(
    (file) => file.id !== id && file.isMoved !== true && file.for?.what === 'material' && file.for.name === what?.name,
  );
  return others.length === 0 ? 'owed.photoBacks' : null;
}

/** What was undertaken becomes what is owed; of a paper that was owed already another way is taken. */
export function undertake({ owed = [], ...course }: Course, rows: readonly Owed[]): Course {
  const renewed = new Map(rows.map((row) => [row.material, row]));
  const kept = owed.filter(({ material, met }) => met !== undefined || !renewed.has(material));
  const all = [...kept, ...rows];
  return { ...course, ...(all.length === 0 ? {} : { owed: all }) };
}

/** Checking and fetching are to be done while the papers are looked at, where nobody said another day. */
const byDefault = ({ facts, state }: { facts: ReadEntry['facts']; state: StreamState }): string | undefined =>
  facts.dues?.find(({ name }) => name === 'correction')?.due ?? state.core.dues['correction']?.due;

export function owedRows(entry: ReadEntry, state: StreamState): readonly Owed[] {
  const rows = (entry.data['missing'] ?? []) as unknown as Missing;
  const { id, on, facts } = entry;
  return rows.map(({ material, way, who, until = byDefault({ facts, state }) }): Owed => {
    const isOurs = way === 'check' || way === 'fetch';
    return {
      ...{ material, way, on, entry: id },
      ...(who === undefined ? {} : { who }),
      ...(isOurs && until !== undefined ? { until } : {}),
    };
  });
}

/** What is owed under these names is met. */
export function meet({ owed, ...course }: Course, names: ReadonlySet<string>, met: NonNullable<Owed['met']>): Course {
  if (owed === undefined) return course;
  return {
    ...course,
    owed: owed.map((row) => (row.met === undefined && names.has(row.material) ? { ...row, met } : row)),
  };
}

const owedOf = ({ core }: StreamState): readonly Owed[] => courseOf(core).owed ?? [];

/** A paper that stands among those received is owed no more, whoever entered it there (更正), unless it is not as it has to be. */
const isMissing = ({ met, isDefect, material }: Owed, received: ReadonlySet<string>): boolean =>
  met === undefined && (isDefect === true || !received.has(material));

export function openOwed(state: StreamState): readonly Owed[] {
  const received = namesOf(materialsOf(state));
  return owedOf(state).filter((row) => isMissing(row, received));
}
export const openBy = (state: StreamState, ...ways: readonly WayOutOfMissing[]): readonly string[] =>
  openOwed(state).flatMap(({ material, way }) => (ways.includes(way) ? [material] : []));

/** While these run somebody still has to do something about a missing paper. */
const running = new Set(['received', 'correcting', 'accepted', 'reported', 'decided']);

/** For the page and the lists. */
export function owedView(state: StreamState): readonly OwedRow[] {
  const received = namesOf(materialsOf(state));
  const { calls = [] } = courseOf(state.core);
  const goesOn = running.has(state.core.status) && !isEnded(state);
  return owedOf(state).map((row): OwedRow => {
    const { material, way, on, who, until, met } = row;
    return {
      ...{ material, way, on },
      ...(who === undefined ? {} : { who }),
      ...(until === undefined ? {} : { until }),
      ...(dueOf[way] === undefined || state.core.dues[dueOf[way]] === undefined ? {} : { due: dueOf[way] }),
      calls: calls.filter((call) => call.on >= on).length,
      isOpen: goesOn && isMissing(row, received),
      ...(met === undefined ? {} : { met: { on: met.on, how: met.how, by: met.by, ...noteOf(met.note) } }),
    };
  });
}
const noteOf = (note: string | undefined) => (note === undefined ? {} : { note });
const dueOf: Readonly<Partial<Record<WayOutOfMissing, string>>> = { tolerate: 'tolerance', comeBack: 'comeBack' };
