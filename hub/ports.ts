/** What the hub's composition root (`main.ts`) passes in. Nothing else of the hub reads the clock or draws random numbers. */
import type { Clock, Random, Sm3 } from '#shared/kernel/ports.ts';
import type { Call, Reply } from '#shared/sync/call.ts';
import type { Database } from './store/database.ts';

export interface HubPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly sm3: Sm3;
}

/** Never given personal data: names of calls, codes, counts, ids. */
export interface HubLog {
  readonly info: (facts: object, text: string) => void;
  readonly warn: (facts: object, text: string) => void;
  readonly error: (facts: object, text: string) => void;
}

/**
 * Gives up the caller's place among the calls being answered while `until` is awaited, and takes one again after. A desk at rest waits at
 * the hub all the time: sixty of them must not fill the places of those who have something to say.
 */
export type StepAside = (until: Promise<void>) => Promise<void>;

/** The hub as the server sees it: a signed call in, a reply out; whatever carried it. Rejects only on bugs. */
export interface HubService {
  readonly answer: (call: Call, stepAside?: StepAside) => Promise<Reply>;
}

export type { Database };
