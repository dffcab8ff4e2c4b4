/** A decision written as a request: what a desk does in a registry where it is not the authority. */
import type { FoldEntry } from '../../journal/entry.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { Decision } from './decide.ts';
import { emptyState, fold, type FindKind } from './fold.ts';
import { ownWords } from './requests.ts';
import type { StreamState } from './state.ts';

/** `before`: the state it was decided on; undefined where it begins the stream. */
export function asRequest(findKind: FindKind, before: StreamState | undefined, decision: Decision): Decision {
  const entries = decision.entries.map((entry) => (ownWords.has(entry.type) ? entry : requestFor(entry)));
  const [first] = entries;
  if (first === undefined) return decision;
  return { ...decision, entries, state: fold(findKind, entries, before ?? emptyState(first)) ?? decision.state };
}

function requestFor(entry: FoldEntry): FoldEntry {
  const { type, v, seen, body } = entry;
  if (body === null) throw new Error('bug: an entry that was just decided has a body');
  const { isAuthority: _unsaid, ...facts } = body.facts;
  const said: JsonObject = { type, v, data: body.data, facts, seen: { ...seen } };
  const may = facts['may'];
  return {
    ...entry,
    type: 'asked',
    v: 1,
    seen: {},
    body: { ...body, data: said, facts: may === undefined ? {} : { may } },
  };
}
