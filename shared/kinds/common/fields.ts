/** Field shapes that several kinds share. */
import { z } from 'zod';
import type { FieldSpec } from '../mechanism/spec.ts';
import type { Json, JsonObject } from '../../kernel/json.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';

export const text = (longest: number): FieldSpec => ({
  class: 'guarded',
  input: longest > 200 ? 'longText' : 'text',
  schema: z.string().trim().min(1).max(longest),
});
export const optionalText = (longest: number): FieldSpec => ({
  class: 'guarded',
  input: longest > 200 ? 'longText' : 'text',
  schema: z.string().trim().max(longest),
  isOptional: true,
});
export const choice = (values: readonly [string, ...string[]]): FieldSpec => ({
  class: 'guarded',
  input: 'choice',
  schema: z.enum(values),
  values,
});
export const list = (longest: number): FieldSpec => ({
  class: 'guarded',
  input: 'choices',
  schema: z.array(z.string().trim().min(1).max(longest)).max(200),
});
export const optional = (spec: FieldSpec): FieldSpec => ({ ...spec, isOptional: true });

/** All fields of a stream as one object, for registries whose row is their fields. */
export const fieldsOf = (state: StreamState): JsonObject =>
  Object.fromEntries(Object.keys(state.core.fields).map((name) => [name, valueOf(state, name)] as const));

export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

export const isRecord = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands under a name where a record is meant; empty for anything else. */
export const recordIn = (value: Json | undefined): JsonObject => (isRecord(value) ? value : {});

/** What is there: a record without the names of which nothing is known. */
export const present = (record: Readonly<Record<string, Json | undefined>>): JsonObject =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && value !== ''));

/** One part of every line of a list that a stream has; lines without it are passed over. */
export function textsIn(state: StreamState, field: string, part: string): readonly string[] {
  const value = valueOf(state, field);
  const lines = Array.isArray(value) ? value.filter(isRecord) : [];
  return lines.map((line) => textOf(line[part])).filter((text) => text !== '');
}
