/** Values of a form while they are typed: blanks are kept in the draft and left out of what is submitted. */
import type { z } from 'zod';
import type { beginInput } from '#shared/contract/case.ts';
import type { Json, JsonObject } from '#shared/kernel/json.ts';
import type { FieldValue } from './types.ts';

export type DoorJson = z.infer<typeof beginInput>['data'];

export const isRecord = (value: FieldValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isList = (value: FieldValue): value is readonly Json[] => Array.isArray(value);

export const textOf = (value: FieldValue): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

export const recordOf = (value: FieldValue): JsonObject => (isRecord(value) ? value : {});
export const listOf = (value: FieldValue): readonly Json[] => (isList(value) ? value : []);
export const recordsOf = (value: FieldValue): readonly JsonObject[] => listOf(value).filter(isRecord);

/** With another answer under this name; without one where nothing is said. */
export function withValue(values: JsonObject, name: string, value: FieldValue): JsonObject {
  const { [name]: _before, ...others } = values;
  return value === undefined ? others : { ...others, [name]: value };
}

/** Nothing but blanks. */
export const tidyText = (value: FieldValue): FieldValue => (textOf(value).trim() === '' ? undefined : value);

/** A record without its empty texts and empty parts; undefined when nothing is left. */
export function tidyRecord(value: FieldValue): FieldValue {
  const kept = Object.entries(recordOf(value)).flatMap(([name, part]) => {
    const tidied = isRecord(part) ? tidyRecord(part) : typeof part === 'string' ? tidyText(part) : part;
    return tidied === undefined ? [] : [[name, tidied] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** The list without rows in which `key` is blank. */
export const tidyRows =
  (key: string) =>
  (value: FieldValue): FieldValue => {
    const rows = recordsOf(value).filter((row) => textOf(row[key]).trim() !== '');
    return rows.length === 0 ? undefined : rows;
  };

/** As the door's schema types it; nothing is copied or changed. */
export const forDoor = (data: JsonObject): DoorJson => data as DoorJson;
