/** What a form about somebody known says that was not known before. Pure. */
import type { Json, JsonObject } from '#shared/kernel/json.ts';
import type { FieldValue } from '../fields/types.ts';
import { isList, isRecord } from '../fields/values.ts';

/** `known` and `typed` both tidied. Only what differs; what was emptied is said to be empty. */
export function saidOf(known: JsonObject, typed: JsonObject): JsonObject {
  const names = [...new Set([...Object.keys(known), ...Object.keys(typed)])];
  const said = names.flatMap((name): [string, Json][] => {
    const [before, now] = [known[name], typed[name]];
    if (same(before, now)) return [];
    return [[name, now ?? emptied(before)]];
  });
  return Object.fromEntries(said);
}

function emptied(before: FieldValue): Json {
  if (isList(before)) return [];
  return isRecord(before) ? {} : '';
}

const same = (one: FieldValue, other: FieldValue): boolean => sorted(one) === sorted(other);

/** The order in which the parts of a record stand says nothing. */
const sorted = (value: FieldValue): string => (value === undefined ? '' : JSON.stringify(value, inOrder));

const inOrder = (_key: string, part: unknown): unknown =>
  typeof part === 'object' && part !== null && !Array.isArray(part)
    ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : part;
