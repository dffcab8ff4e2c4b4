/**
 * A way from this computer to a printer: bytes go in, and what is known of the paper comes back. `printed`: the printer (or the
 * system's queue) took everything and said so. `failed`: surely nothing came out. `unknown`: nobody can tell, so a person looks.
 */

/** Why a paper did not come out, or may not have; the sentence for each stands with the words of the screen. */
export const troubles = [
  'paperOut',
  'coverOpen',
  'offline',
  'refused',
  'unreachable',
  'cut',
  'silent',
  'missing',
  'notDevice',
  'notAllowed',
  'busy',
  'io',
  'rejected',
  'noProgram',
  'browser',
] as const;
export type Trouble = (typeof troubles)[number];

export type Sent = { readonly state: 'printed' } | { readonly state: 'failed' | 'unknown'; readonly reason: Trouble };

export type PrinterState = 'ready' | 'paperOut' | 'coverOpen' | 'offline' | 'unknown';

export interface Way {
  /** Never rejects. An aborted send is `failed` while nothing went out, else `unknown`. */
  readonly send: (bytes: Uint8Array, signal: AbortSignal) => Promise<Sent>;
  /** Never rejects; gives up quickly where the way cannot tell. */
  readonly state: (signal: AbortSignal) => Promise<PrinterState>;
}

/** How long each wait of a way may last, in milliseconds. */
export interface Patience {
  /** Until a printer takes the call. */
  readonly connectMs: number;
  /** Without a byte more being taken, and for the last word after the last byte. */
  readonly stillMs: number;
  /** For one question about its state. */
  readonly askMs: number;
  /** For a print system to say that the job is done. */
  readonly jobMs: number;
  /** Between two looks at a job. */
  readonly lookMs: number;
}

export const usualPatience: Patience = {
  connectMs: 5_000,
  stillMs: 20_000,
  askMs: 600,
  jobMs: 60_000,
  lookMs: 500,
};

export const printed: Sent = { state: 'printed' };
export const failed = (reason: Trouble): Sent => ({ state: 'failed', reason });
export const unknown = (reason: Trouble): Sent => ({ state: 'unknown', reason });

/** What a printer in that state prints: nothing until somebody has seen to it. */
export const troubleOf = (state: PrinterState): Trouble | undefined =>
  state === 'ready' || state === 'unknown' ? undefined : state;
