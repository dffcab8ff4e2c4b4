/** The one runner of a desk: steps on while there is something, listens at the hub while there is not, and is woken by every act. */
import type { DeskCore } from '../core.ts';
import { errorCode, failureOf } from '../store/failures.ts';
import type { HubRefusal } from '#shared/sync/messages.ts';
import type { Stop } from './link-state.ts';
import type { Step } from './link-parts.ts';
import type { Link } from './link.ts';

/** What a person is told; kept in memory, because after a start it is found out anew. */
export interface LinkNow {
  readonly is: 'starting' | 'working' | 'atRest' | 'waiting' | 'stopped';
  /** Why it waits, and until when (milliseconds since 1970). */
  readonly why?: 'unreached' | HubRefusal;
  readonly until?: number;
  readonly stop?: Stop;
  /** When the hub last answered. */
  readonly answeredAt?: number;
}

export interface Runner {
  readonly now: () => LinkNow;
  /** An act was written, or somebody asks: at once, also where it was waiting. */
  readonly wake: () => void;
  readonly stop: () => Promise<void>;
}

export interface RunnerParts {
  readonly core: DeskCore;
  readonly link: Link;
  /** Streams that changed by what came in. */
  readonly changed: (streams: readonly string[]) => void;
  /** Something to show has changed. */
  readonly told: () => void;
}

/** Seconds the hub may keep a question; and where it does not know how, how often to ask (milliseconds). */
const listening = 20;
const pause = 1000;

export function startRunner(parts: RunnerParts): Runner {
  let now: LinkNow = { is: 'starting' };
  let isStopped = false;
  let wakeUp: () => void = () => undefined;
  let listener = new AbortController();
  const show = (next: LinkNow): void => {
    const isNew = next.is !== now.is || next.why !== now.why || next.stop !== now.stop;
    now = next;
    if (isNew) parts.told();
  };
  const sleep = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wakeUp = (): void => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async (): Promise<void> => {
    for (;;) {
      if (isStopped) return;
      listener = new AbortController();
      const step = await oneStep(parts, now.is === 'atRest' ? listening : undefined, listener.signal);
      show(shown(parts.core, step, now));
      await rest(step);
    }
  };
  const rest = (step: Step | 'failed'): Promise<void> | undefined => {
    if (step === 'failed') return sleep(10 * pause);
    if (step.is === 'waits') return sleep(step.milliseconds);
    return step.is === 'stopped' ? sleep(10 * 60_000) : undefined;
  };
  const running = run();
  return {
    now: () => now,
    wake: () => {
      if (now.is === 'atRest') now = { ...now, is: 'working' };
      listener.abort();
      wakeUp();
    },
    stop: () => {
      isStopped = true;
      listener.abort();
      wakeUp();
      return running;
    },
  };
}

/** A disk that fails ends a step, never the runner: the next one meets the same failure, or none. */
async function oneStep(parts: RunnerParts, wait: number | undefined, signal: AbortSignal): Promise<Step | 'failed'> {
  try {
    const step = await parts.link.step(wait, signal);
    if (step.is === 'went' && step.streams.length > 0) parts.changed(step.streams);
    return step;
  } catch (error) {
    if (failureOf(error) === undefined && errorCode(error) === undefined) throw error;
    return 'failed';
  }
}

function shown({ ports }: DeskCore, step: Step | 'failed', before: LinkNow): LinkNow {
  const at = ports.clock.now();
  const kept = before.answeredAt === undefined ? {} : { answeredAt: before.answeredAt };
  if (step === 'failed') return { is: 'waiting', why: 'fault', until: at + 10 * pause, ...kept };
  if (step.is === 'waits') {
    const isAnswered = step.why !== 'unreached';
    return { is: 'waiting', why: step.why, until: at + step.milliseconds, ...(isAnswered ? { answeredAt: at } : kept) };
  }
  if (step.is === 'stopped') return { is: 'stopped', stop: step.stop, ...kept };
  return { is: step.is === 'atRest' ? 'atRest' : 'working', answeredAt: at };
}
