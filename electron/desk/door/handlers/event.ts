/** What changed, as a stream of messages that ends with its connection. */
import type { DeskEvent, Runtime } from '../../runtime.ts';
import type { Door } from '../access.ts';

export const eventHandlers = (runtime: Runtime, door: Door) => ({
  changes: door.event.changes.handler(({ signal }) => follow(runtime, signal)),
});

async function* follow(runtime: Runtime, signal: AbortSignal | undefined): AsyncGenerator<DeskEvent> {
  const waiting: DeskEvent[] = [];
  let wake: () => void = () => undefined;
  const listener = (event: DeskEvent): void => {
    waiting.push(event);
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
