/** Masking what a screen gets before a deliberate, logged reveal. By the kind's field classes, not by guessing. */
import { maskAccount, maskIdNumber, maskPhone } from '#shared/identity/masking.ts';
import type { Json, JsonObject } from '#shared/kernel/json.ts';
import type { Ruleset } from '#shared/kinds/mechanism/spec.ts';

const shown = 6;

/** By key, inside a personal field; a name stays readable on its own case's page. */
function maskOne(key: string, value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((inner: Json) => maskOne(key, inner) ?? null);
  if (typeof value === 'object' && value !== null) return maskInside(value as JsonObject);
  if (typeof value !== 'string') return value;
  if (key === 'idNumber') return maskIdNumber(value);
  // 证号 of what was made for somebody often is their identity number with a tail.
  if (key === 'certificate') return maskIdNumber(value);
  if (key === 'phone' || key.endsWith('Phone')) return maskPhone(value);
  if (key === 'account') return maskAccount(value);
  if (key === 'address') return [...value].length > shown ? `${[...value].slice(0, shown).join('')}***` : '***';
  return value;
}

const maskInside = (value: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskOne(key, inner)]));

export function maskField(ruleset: Ruleset, name: string, value: Json): Json {
  return ruleset.fields[name]?.isPersonal ? (maskOne(name, value) ?? null) : value;
}

/** Of what a step says beside fields: somebody's number, or where they live. */
const personal: ReadonlySet<string> = new Set(['certificate', 'idNumber', 'address']);

/** What is noted of a stage (证号 …) or of a step (证件号、收件地址), by its key. */
export const maskNotes = <T extends JsonObject>(notes: T): T =>
  Object.fromEntries(
    Object.entries(notes).map(([key, value]) => [key, personal.has(key) ? maskOne(key, value) : value]),
  ) as T;

/** The data of a history line: its `set` holds fields, and a settlement the one value that was chosen for a field. */
export function maskData(ruleset: Ruleset, data: JsonObject): JsonObject {
  const { field, value, set } = data as { field?: Json; value?: Json; set?: JsonObject };
  if (typeof field === 'string' && value !== undefined) return { ...data, value: maskField(ruleset, field, value) };
  if (set === undefined) return maskNotes(data);
  const masked = Object.fromEntries(
    Object.entries(set).map(([name, value]) => [
      name,
      value === undefined ? undefined : maskField(ruleset, name, value),
    ]),
  );
  return { ...data, set: masked };
}
