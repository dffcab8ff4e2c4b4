/**
 * 回避: whoever a case is about as a member of staff (被投诉人) neither sees it nor touches it. A kind names the fields that hold a member of
 * staff; the fold refuses every entry of theirs, and `visibleTo` leaves the row out, so that they do not learn who complained.
 */
import type { Json, JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import type { EntryType } from './entry-type.ts';
import { changesOf } from './fields.ts';
import type { StreamState } from './state.ts';

const idOf = (value: Json | undefined): readonly string[] => (typeof value === 'string' && value !== '' ? [value] : []);

/** Staff by id, also those of a value that lost and waits for a person: what is not decided yet hides from both. */
export const recusedOf = (fields: readonly string[], { core }: Pick<StreamState, 'core'>): readonly string[] => [
  ...new Set(
    fields.flatMap((name) => {
      const field = core.fields[name];
      return [...idOf(field?.value), ...(field?.open ?? []).flatMap(({ value }) => idOf(value))];
    }),
  ),
];

/**
 * Nobody names themselves either: what would be theirs is written by somebody else from the first entry on. What the program writes in the
 * course of something else (a due date that moved with the calendar) is nobody's handling.
 */
export function withRecusal(fields: readonly string[], name: string, type: EntryType): EntryType {
  if (type.writtenBy === 'program' && type.isDeed !== true) return type;
  const isAbout = (by: string, state: StreamState, data: JsonObject | null): boolean => {
    const named = data === null ? {} : changesOf(name, data);
    return recusedOf(fields, state).includes(by) || fields.some((field) => named[field] === by);
  };
  return {
    ...type,
    ...(type.insteadOf === undefined
      ? {}
      : { insteadOf: { ...type.insteadOf, keptOut: (state: StreamState) => recusedOf(fields, state) } }),
    guard: (state, probe): RefusalCode | null =>
      isAbout(probe.by, state, probe.data) ? 'case.concernsYou' : type.guard(state, probe),
  };
}
