/** What every step of the link works on: what it is made of, what it remembers, how it calls, and what follows from no answer. */
import { isWorthRepeating, waitAfter } from '#shared/sync/back-off.ts';
import type { HelloAnswer, HubRefusal } from '#shared/sync/messages.ts';
import type { DeskCore } from '../core.ts';
import type { Ed25519 } from '../keys/ed25519.ts';
import { transact, type ReadHandle } from '../store/handles.ts';
import { callHub, type Answered, type Carrier } from './call-hub.ts';
import { epochSetting, readSetting, stopSetting, writeSetting, type Stop } from './link-state.ts';

export interface LinkParts {
  readonly core: DeskCore;
  readonly ed25519: Ed25519;
  readonly carrier: Carrier;
  /** `0.1.0`: told to the hub. */
  readonly app: string;
  /** Contents of attachments are left where they are: only for the simulator, whose attachments have none. */
  readonly isWithoutContents?: boolean;
  /** The hub's head is not noted (`witness.ts`): only for runs that compare what people wrote. */
  readonly isWithoutWitness?: boolean;
  /** Of a file: when the hub had written it (milliseconds since 1970, by this desk's clock). Left out: what is said is said now. */
  readonly saidAt?: number;
}

/** What a step did, and when the next one is due. */
export type Step =
  | { readonly is: 'went'; readonly streams: readonly string[] }
  /** Everything is sent and received, as far as the hub said. */
  | { readonly is: 'atRest' }
  /** Milliseconds to wait: nobody answered, or the hub is not ready. */
  | { readonly is: 'waits'; readonly milliseconds: number; readonly why: 'unreached' | HubRefusal }
  /** Until a person has looked. */
  | { readonly is: 'stopped'; readonly stop: Stop };

/** Gone with the program: what is here is asked anew. */
export interface Memory {
  hello: HelloAnswer | null;
  failures: number;
  /** There may be more to receive. */
  isBehind: boolean;
  /** How often the hub failed at the act that stands first. */
  faults: number;
  /** Contents the hub said it lacks, and from where on. */
  sending: readonly { readonly blob: string; readonly offset: number }[];
  /** Something was wrong with contents: they are left alone until then (milliseconds since 1970), and stop nothing else. */
  contentsAfter: number;
}

export const went = (streams: readonly string[] = []): Step => ({ is: 'went', streams });

export const call = <N extends Parameters<typeof callHub>[3]>(
  { core, ed25519, carrier }: LinkParts,
  name: N,
  request: Parameters<typeof callHub<N>>[4],
  signal?: AbortSignal,
) => callHub(core, ed25519, carrier, name, request, signal);

export const epochOf = (read: ReadHandle): string => readSetting(read, epochSetting);

/** The answer, or the step that follows from there being none. */
export function failing<T>(parts: LinkParts, memory: Memory, answered: Answered<T>): Step | undefined {
  if (answered.is === 'answer') {
    memory.failures = 0;
    return undefined;
  }
  if (answered.is === 'unreached') return rest(parts, memory, 'unreached', answered.retryAfter);
  // What is too large is one act's trouble, not the link's (`send` puts it aside in the end).
  const isLasting = !isWorthRepeating(answered.status) && answered.refused !== 'tooLarge';
  const stop = isLasting ? (stops[answered.refused] ?? 'malformed') : undefined;
  // A hub that was put back may have forgotten this life of ours: HELLO introduces it again.
  const isForgotten = answered.refused === 'unknownWriter' && memory.hello !== null;
  if (stop === undefined || isForgotten) return rest(parts, memory, answered.refused, answered.retryAfter);
  return standStill(parts, stop);
}

/** Written down: whoever says 「go on」 has to find it, also after a start. */
export function standStill({ core }: LinkParts, stop: Stop): Step {
  transact(core.store.write, (transaction) => {
    writeSetting(transaction, stopSetting, stop);
  });
  return { is: 'stopped', stop };
}

/** What no repeating mends. */
const stops: Partial<Readonly<Record<HubRefusal, Stop>>> = {
  unknownWriter: 'unknown',
  revoked: 'revoked',
  clone: 'clone',
  protocol: 'protocol',
  signature: 'signature',
  malformed: 'malformed',
};

export function rest(parts: LinkParts, memory: Memory, why: 'unreached' | HubRefusal, retryAfter?: number): Step {
  memory.hello = null;
  memory.failures += 1;
  const [high = 0, low = 0] = parts.core.ports.random.bytes(2);
  const milliseconds = waitAfter(memory.failures, (high * 256 + low) / 65_536, retryAfter);
  return { is: 'waits', milliseconds, why };
}
