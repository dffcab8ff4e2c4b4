/**
 * What the desk does when nobody waits for it: the ballast, a rebuild after an upgrade in small slices, the daily backup, orphans of
 * attachments. One timer; each look is short. Without work it costs one wake-up a minute.
 */
import { all, sql } from './store/handles.ts';
import { keepBallast } from './store/ballast.ts';
import { needsRebuild, rebuildSome } from './journal/rebuild.ts';
import type { DeskCore } from './core.ts';
import { tell, type Runtime } from './runtime.ts';

const lookEveryMs = 60_000;
/** Between two slices of a rebuild: the desk answers in the meantime. */
const betweenSlicesMs = 30;
const dayMs = 24 * 3_600_000;

export interface IdleWork {
  /** Runs the daily backup if it is due; answers when it is over. */
  readonly backup: (runtime: Runtime, core: DeskCore) => Promise<void>;
}

export interface Idle {
  readonly stop: () => void;
}

export function startIdle(runtime: Runtime, work: IdleWork): Idle {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let sweptAt = 0;
  const again = (ms: number): void => {
    if (isStopped) return;
    timer = setTimeout(() => void look(), ms);
    timer.unref();
  };
  const look = async (): Promise<void> => {
    const { core } = runtime;
    if (core === null) {
      again(lookEveryMs);
      return;
    }
    if (needsRebuild(core.store)) {
      const { isDone } = rebuildSome(core, runtime.options.elapsed);
      if (isDone) tell(runtime, { type: 'status' });
      again(betweenSlicesMs);
      return;
    }
    const now = runtime.options.ports.clock.now();
    await keepBallast(runtime.options.dir, runtime.options.ports.random);
    if (now - sweptAt > dayMs) {
      sweep(core, now);
      sweptAt = now;
    }
    if (!isStopped) await work.backup(runtime, core);
    again(lookEveryMs);
  };
  again(betweenSlicesMs);
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** Attachments that were put and never named by an entry, older than a day. */
function sweep(core: DeskCore, now: number): void {
  const rows = all(core.store.read, sql<{ blob: string }>`SELECT DISTINCT blob FROM live_file`);
  core.blobs.sweepOrphans(new Set(rows.map(({ blob }) => blob)), now - dayMs);
}
