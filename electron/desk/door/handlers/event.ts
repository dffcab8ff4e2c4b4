/** What changed, as a stream of messages that ends with its connection. */
import type { DeskEvent, Runtime } from '../../runtime.ts';
import { streamsSeenBy } from '../../queries/viewer.ts';
import type { Door } from '../access.ts';

export const eventHandlers = (runtime: Runtime, door: Door) => ({
  changes: door.event.changes.handler(({ context, signal }) => follow(runtime, context.connection.id, signal)),
});

/** Nobody hears of cases they may not see, not even that there are some; without a login nobody hears of any. */
function heardBy(runtime: Runtime, connection: string, event: DeskEvent): DeskEvent | undefined {
  if (event.type === 'status') return event;
  const viewer = runtime.logins.get(connection);
  const streams = viewer && runtime.core ? streamsSeenBy(runtime.core.store.read, viewer, event.streams) : [];
  return streams.length > 0 ? { type: 'changed', streams } : undefined;
}

async function* follow(
  runtime: Runtime,
  connection: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<DeskEvent> {
  const waiting: DeskEvent[] = [];
  let wake: () => void = () => undefined;
  const listener = (event: DeskEvent): void => {
    const heard = heardBy(runtime, connection, event);
    if (heard === undefined) return;
    waiting.push(heard);
    wake();
  };
  const onAbort = (): void => {
    wake();
  };
  runtime.listeners.add(listener);
  signal?.addEventListener('abort', onAbort);
  try {
    while (signal?.aborted !== true) {
      const event = waiting.shift();
      if (event !== undefined) yield event;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    runtime.listeners.delete(listener);
    signal?.removeEventListener('abort', onAbort);
  }
}
