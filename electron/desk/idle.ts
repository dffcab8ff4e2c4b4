/**
 * What the desk does when nobody waits for it: the ballast, a rebuild after an upgrade in small slices, the daily backup, orphans of
 * attachments. One timer; each look is short. Without work it costs one wake-up a minute.
 */
import { eraseContents } from './archive/erase-contents.ts';
import { heldInDrafts } from './commands/held-files.ts';
import { giveOfficialNumbers } from './commands/official-numbers.ts';
import { keepBallast } from './store/ballast.ts';
import { errorCode, failureOf } from './store/failures.ts';
import { contentsToKeep } from './journal/contents.ts';
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
  /** Answers when what was under way is over; only then may the store be closed and the directory be given up. */
  readonly stop: () => Promise<void>;
}

export function startIdle(runtime: Runtime, work: IdleWork): Idle {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let sweptAt = 0;
  let running = Promise.resolve();
  const again = (ms: number): void => {
    if (isStopped) return;
    timer = setTimeout(() => {
      running = begin();
    }, ms);
    timer.unref();
  };
  const begin = async (): Promise<void> => {
    try {
      again(await look());
    } catch (error) {
      // A disk that fails here must not end the program: the next act meets the same failure and says so.
      if (failureOf(error) === undefined && errorCode(error) === undefined) throw error;
      again(lookEveryMs);
    }
  };
  /** Answers after how many milliseconds to look again. */
  const look = async (): Promise<number> => {
    const { core } = runtime;
    if (core === null) return lookEveryMs;
    if (needsRebuild(core.store)) {
      const { isDone } = rebuildSome(core, runtime.options.elapsed);
      if (isDone) tell(runtime, { type: 'status' });
      return betweenSlicesMs;
    }
    if (giveOfficialNumbers(core) > 0) return betweenSlicesMs;
    eraseContents(core);
    const now = runtime.options.ports.clock.now();
    if (now - sweptAt > dayMs) {
      sweep(core, now);
      sweptAt = now;
    }
    await keepBallast(runtime.options.dir, runtime.options.ports.random);
    if (!isStopped) await work.backup(runtime, core);
    return lookEveryMs;
  };
  if (runtime.options.worksAtIdle !== false) again(betweenSlicesMs);
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}

/** Attachments that were put and never named by an entry, or whose case left this desk, older than a day. */
function sweep(core: DeskCore, now: number): void {
  const kept = new Set([...contentsToKeep(core.store), ...heldInDrafts(core.store.read)]);
  core.blobs.sweepOrphans(kept, now - dayMs);
}
