/**
 * What stands in each kind of note in this window, so that it is there the moment its key is pressed: whoever types on must not type into
 * the form beneath. The draft in the store is the one that lasts; this goes when somebody else sits down.
 */
import type { JsonObject } from '#shared/kernel/json.ts';

export interface TypedNote {
  readonly act: string;
  readonly values: JsonObject;
}

const notes = new Map<string, TypedNote>();

export const typedNote = (kind: string): TypedNote | undefined => notes.get(kind);
export const keepNote = (kind: string, note: TypedNote): void => {
  notes.set(kind, note);
};
export const forgetNotes = (): void => {
  notes.clear();
};
/** Its draft was thrown away elsewhere. */
export function forgetNote(act: string): void {
  for (const [kind, note] of notes) if (note.act === act) notes.delete(kind);
}
