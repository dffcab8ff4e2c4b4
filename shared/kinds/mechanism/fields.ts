/** Setting fields by their class (sync rules): the one place where two people's values meet. */
import type { Json, JsonObject } from '../../kernel/json.ts';
import type { ReadEntry } from './entry-type.ts';
import type { Ruleset } from './spec.ts';
import { stillHolds, type Core, type FieldValue, type OpenValue, type StreamState } from './state.ts';

/** Fields that `data.set` names. */
export const setOf = (data: JsonObject): JsonObject => (data['set'] as JsonObject | undefined) ?? {};

export function setFields(core: Core, entry: ReadEntry, ruleset: Ruleset): Core {
  const fields = { ...core.fields };
  for (const [name, value] of Object.entries(setOf(entry.data))) {
    if (value === undefined) continue;
    fields[name] = settle(fields[name], entry, name, value, ruleset.fields[name]?.class === 'guarded');
  }
  return { ...core, fields };
}

function settle(
  now: FieldValue | undefined,
  entry: ReadEntry,
  name: string,
  value: Json,
  isGuarded: boolean,
): FieldValue {
  const set = { value, setBy: entry.id };
  if (!isGuarded || now === undefined) return set;
  const seen = entry.seen[name] ?? '';
  if (seen === now.setBy) return now.open ? { ...set, open: now.open } : set;
  const loser: OpenValue = { entry: entry.id, value, by: entry.by, at: entry.at };
  const open = now.open ?? [];
  // A later value that was set on top of a loser takes the loser's place in the same choice.
  const kept = open.filter((other) => other.entry !== seen);
  return { ...now, open: [...kept, loser] };
}

/** What `settled` says: of the values that entries gave a field, this one holds. */
export interface Settlement {
  readonly field: string;
  readonly entries: readonly string[];
  readonly value: Json;
}
export const settlementOf = (data: JsonObject): Settlement => data as unknown as Settlement;

/** Fields an entry gives values to, also by settling a choice. */
export function changesOf(type: string, data: JsonObject): JsonObject {
  if (type !== 'settled') return setOf(data);
  const { field, value } = settlementOf(data);
  return { [field]: value };
}

/** 核对: a person closes an open choice. Two settlements of one choice are again a choice. */
export function settleChoice(core: Core, entry: ReadEntry): Core {
  const { field, entries, value } = settlementOf(entry.data);
  const now = core.fields[field];
  if (now === undefined) return core;
  const known = new Set(entries);
  const left = (now.open ?? []).filter((other) => !known.has(other.entry));
  const loser: OpenValue = { entry: entry.id, value, by: entry.by, at: entry.at };
  const settled: FieldValue = known.has(now.setBy)
    ? { value, setBy: entry.id, ...(left.length > 0 ? { open: left } : {}) }
    : { ...now, open: [...left, loser] };
  return { ...core, fields: { ...core.fields, [field]: settled } };
}

/** The entries whose values of a field an open choice is between; empty where there is none. */
export function choiceOf(core: Core, field: string): readonly { readonly entry: string; readonly value: Json }[] {
  const now = core.fields[field];
  return now?.open?.length ? [{ entry: now.setBy, value: now.value }, ...now.open] : [];
}

/** Fields that the entry would have set and that kept their value: an open choice now. */
export const setAside = (core: Core, entry: ReadEntry): readonly string[] =>
  Object.keys(changesOf(entry.type, entry.data)).filter((field) => core.fields[field]?.setBy !== entry.id);

/**
 * Fields that 更正 may be about: those that hold a value, and those that a step already taken could have set (a list of papers left
 * empty at the counter). Not those of steps to come: 办理结果 before the decision would be a decision nobody made.
 */
export function correctableFields({ fields, steps }: Ruleset, { core, history }: StreamState): readonly string[] {
  const taken = history.filter(stillHolds);
  const settable = new Set(taken.flatMap(({ type }) => steps[type]?.sets ?? []));
  return Object.entries(fields).flatMap(([name, spec]) =>
    spec.class !== 'hub' && (core.fields[name] !== undefined || settable.has(name)) ? [name] : [],
  );
}
