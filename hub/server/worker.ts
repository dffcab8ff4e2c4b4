/** What the hub does by itself while it serves: piece by piece, so that whoever calls waits for one piece at most. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkCalendar } from '#shared/time/calendar.ts';
import type { HubLog } from '../ports.ts';
import type { RunningHub } from '../sync/service.ts';

const pause = 2_000;

export interface Worker {
  readonly stop: () => Promise<void>;
}

export function startWorker({ work }: Pick<RunningHub, 'work'>, shipped: WorkCalendar, log: HubLog): Worker {
  const stopping = new AbortController();
  const running = run(work, shipped, log, stopping.signal);
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}

/** A piece that fails (the database went away) is tried again after a while; nothing of it was kept. */
async function run(work: RunningHub['work'], shipped: WorkCalendar, log: HubLog, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const isMore = await work(shipped).catch((error: unknown) => {
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'work of the hub failed');
      return false;
    });
    if (!isMore) await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}
