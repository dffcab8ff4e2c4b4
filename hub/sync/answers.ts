/**
 * Requests of desks in the township's registries (`shared/kinds/mechanism/requests.ts`): done as they were decided, where the state they meet
 * here allows it and no other row has the key; declined with the reason otherwise.
 */
import type { RefusalCode } from '#shared/kernel/refusals.ts';
import { apply } from '#shared/kinds/mechanism/fold.ts';
import type { Request, StreamState } from '#shared/kinds/mechanism/state.ts';
import type { Transaction } from '../store/database.ts';
import { dismissedAmong, isLastGoing, keepActor } from './actors.ts';
import type { Growing } from './growing.ts';
import type { Hub } from './hub.ts';
import { entryOf, type HubWriter } from './own-writer.ts';
import { isKeyFree, keepKeys } from './record-keys.ts';
import { foldEntryOf, type Ordered } from './stored.ts';

export interface Said {
  readonly entry: Ordered;
  readonly state: StreamState;
}

/** Undefined: of a step that this hub does not know yet; the request waits for a newer one. */
export async function answer(
  hub: Hub,
  transaction: Transaction,
  writer: HubWriter,
  stream: Growing,
  state: StreamState,
  request: Request,
): Promise<Said | undefined> {
  const known = stream.kind?.typesByRules.get(state.rules)?.get(request.type);
  if (known === undefined || request.v > known.v) return undefined;
  const isDismissed = (await dismissedAmong(transaction, [request.by])).size > 0;
  const done = write(hub, writer, stream, state, request);
  const code = isDismissed
    ? 'staff.suspended'
    : (done.code ?? (await clash(hub, transaction, stream, { before: state, after: done.state })));
  if (code === undefined) {
    await keepKeys(hub, transaction, stream, done.state);
    await keepActor(transaction, stream, done.state);
    return done;
  }
  const body = { data: { entry: request.entry, code }, facts: { may: permissionOf(stream, state), isAuthority: true } };
  const entry = entryOf(hub, writer, stream, state, { type: 'declined', v: 1, body });
  return { entry, state: apply(hub.findKind, state, foldEntryOf(entry)) };
}

function write(
  hub: Hub,
  writer: HubWriter,
  stream: Growing,
  state: StreamState,
  request: Request,
): Said & { readonly code: RefusalCode | undefined } {
  const { entry: answers, type, v, data, seen, by } = request;
  const body = { data, facts: { ...request.facts, isAuthority: true, answers } };
  const entry = entryOf(hub, writer, stream, state, { type, v, by, seen, body });
  const next = apply(hub.findKind, state, foldEntryOf(entry));
  return { entry, state: next, code: next.history.at(-1)?.mark };
}

/** What stands in the way elsewhere in the register. */
async function clash(
  hub: Hub,
  transaction: Transaction,
  stream: Growing,
  { before, after }: { readonly before: StreamState; readonly after: StreamState },
): Promise<RefusalCode | undefined> {
  if (!(await isKeyFree(hub, transaction, stream, after))) return 'record.exists';
  return (await isLastGoing(transaction, stream, before, after)) ? stream.kind?.mustRemain?.code : undefined;
}

const permissionOf = ({ kind }: Growing, { rules }: StreamState): string =>
  kind?.typesByRules.get(rules)?.get('declined')?.permission ?? '';
