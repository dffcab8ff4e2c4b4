import { useState, type ReactNode } from 'react';
import type { JsonObject } from '#shared/kernel/json.ts';
import { kinds } from '#shared/kinds/registry.ts';
import { Waiting } from '../app/Waiting.tsx';
import { newActId } from '../client/act-runner.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { recordOf } from '../fields/values.ts';
import { typedNote } from './typed-notes.ts';

interface WithMemoDraftProps {
  readonly kind: string;
  readonly children: (act: string, start: JsonObject) => ReactNode;
}

const notes = kinds.filter(({ form }) => form === 'memo').map(({ kind }) => kind);

export const useDraftList = () => useAnswer(['draft.list', 'notes'], () => desk.draft.list({ kinds: notes }));

/** Takes up what was typed in a note of this kind and not written down, else begins anew. */
export function WithMemoDraft({ kind, children }: WithMemoDraftProps) {
  const [fresh] = useState(newActId);
  const [typed] = useState(() => typedNote(kind));
  const drafts = useDraftList();
  if (typed) return children(typed.act, typed.values);
  if (drafts.isLoading) return <Waiting />;
  return <FromStore kind={kind} fresh={fresh} drafts={drafts.data?.drafts ?? []} children={children} />;
}

interface FromStoreProps extends WithMemoDraftProps {
  readonly fresh: string;
  readonly drafts: readonly { id: string; kind: string; stream: string | null; data: JsonObject }[];
}

/** As it was when the note opened: later answers change nothing under the typist's hands. */
function FromStore({ kind, fresh, drafts, children }: FromStoreProps) {
  const [found] = useState(() => drafts.find((draft) => draft.kind === kind && draft.stream === null));
  if (!found) return children(fresh, {});
  return children(found.id, recordOf(found.data['values']));
}
