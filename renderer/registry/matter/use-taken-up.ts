import { useState } from 'react';
import type { JsonObject } from '#shared/kernel/json.ts';
import { newActId } from '../../client/act-runner.ts';
import { recordOf } from '../../fields/values.ts';
import { useOwnDrafts } from '../../cases/use-own-drafts.ts';

export interface TakenUp {
  readonly isLoading: boolean;
  /** The act the form submits under. */
  readonly act: string;
  /** What was typed before; undefined = nothing. */
  readonly values: JsonObject | undefined;
}

/** What this person typed for this step before and did not save. `id`: of one draft; without it, the one of this stream. */
export function useTakenUp(type: string, stream: string | null, id?: string): TakenUp {
  const [fresh] = useState(newActId);
  const drafts = useOwnDrafts(fresh);
  const found = drafts.data?.drafts.find(
    (draft) => draft.type === type && (id === undefined ? stream !== null && draft.stream === stream : draft.id === id),
  );
  return {
    isLoading: drafts.isLoading,
    act: found?.id ?? id ?? fresh,
    values: found && recordOf(recordOf(found.data)['values']),
  };
}
