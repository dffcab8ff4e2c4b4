/** 先交照片，领证时交验原件: papers of which a photograph was taken at intake, whose originals are asked for when the result is collected. */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { textOf } from '../common/fields.ts';
import type { FieldSpec, StepSpec } from '../mechanism/spec.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';
import { asCourse } from './course.ts';
import { meet, openBy } from './owed.ts';

export const shown: FieldSpec = {
  class: 'guarded',
  input: 'choices',
  schema: z.array(z.string().min(1).max(200)).max(100),
  isOptional: true,
};

const toBeShown = (state: StreamState): readonly string[] =>
  ['granted', 'done'].includes(textOf(valueOf(state, 'outcome'))) ? openBy(state, 'photo') : [];

const shownIn = (data: JsonObject): readonly string[] => (data['shown'] ?? []) as readonly string[];

export function guardShown(state: StreamState, data: JsonObject | null): RefusalCode | null {
  if (data === null) return null;
  const said = shownIn(data);
  return toBeShown(state).every((name) => said.includes(name)) ? null : 'owed.original';
}

/** Which papers it is about: names of the catalogue or of the counter, of nobody. */
export const detailsOfShown: NonNullable<StepSpec['details']> = (state, code) =>
  code === 'owed.original' ? { names: toBeShown(state).join('、') } : undefined;

export const noteShown: NonNullable<StepSpec['course']> = (course, { id, on, by, data }) =>
  asCourse(meet(course, new Set(shownIn(data)), { on, entry: id, how: 'shown', by }));
