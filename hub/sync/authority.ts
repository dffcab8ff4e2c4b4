/** The authority speaks in a stream: what only it may say (dispatch, numbers, due dates moved), as an entry like any other. */
import type { JsonObject } from '#shared/kernel/json.ts';
import type { Hub } from './hub.ts';
import { lockStreams } from './growing.ts';
import { visit } from './order.ts';

/** Throws where the stream is unknown, or the fold would mark it: the caller asked `apply` before. */
export async function sayInStream(hub: Hub, stream: string, type: string, data: JsonObject): Promise<void> {
  await hub.database.transact(async (transaction) => {
    const known = await lockStreams(transaction, [stream]);
    if (!known.has(stream)) throw new Error(`bug: no stream ${stream}`);
    await visit(hub, transaction, known, [{ stream, type, data }]);
  });
  hub.bell.ring();
}
