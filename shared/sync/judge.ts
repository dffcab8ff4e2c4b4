/**
 * What the hub takes, decided in pure code before anything is written. The hub refuses only what is no valid message; what the rules of
 * the field say is the fold's business. An act is taken whole or not at all; a refused entry keeps its number in the writer's chain.
 */
import { hashBody, hashHeader, type EntryHeader } from '../journal/entry.ts';
import { fromHex } from '../kernel/hex.ts';
import type { Sm3 } from '../kernel/ports.ts';
import type { EntryRefusal, WireEntry } from './messages.ts';

/** An entry as it came, with the hash its header has and whether the body is the one that was hashed. */
export interface Arrival {
  readonly wire: WireEntry;
  readonly header: EntryHeader;
  readonly hash: string;
  readonly salt: Uint8Array | null;
  readonly body: Uint8Array | null;
  readonly isBodyRight: boolean;
}

const encoder = new TextEncoder();

export function arrivalOf(sm3: Sm3, wire: WireEntry): Arrival {
  const { header } = wire;
  const salt = wire.salt === null ? null : fromHex(wire.salt);
  const body = wire.body === null ? null : encoder.encode(wire.body);
  // Erased bodies (销毁) have neither; one without the other is no entry.
  const isErased = salt === null && body === null;
  const isWhole = salt !== null && body !== null && hashBody(sm3, salt, body) === header.bodyHash;
  return { wire, header, hash: hashHeader(sm3, header), salt, body, isBodyRight: isErased || isWhole };
}

/** What was settled before, as the hub stored it. */
export interface Settled {
  readonly hash: string;
  readonly result: 'taken' | 'refused' | 'deferred';
  readonly code?: EntryRefusal;
  readonly rev?: number;
}

export interface JudgeFacts {
  readonly writer: {
    readonly id: string;
    readonly station: string;
    readonly nextSeq: number;
    readonly headHash: string;
    /** The act of the entry taken last. */
    readonly lastAct: string;
  };
  /** By entry id. */
  readonly settled: ReadonlyMap<string, Settled>;
  /** Whether the desk may add to, or begin, the stream of this header. */
  readonly mayWrite: (header: EntryHeader) => boolean;
  /** Whether `by` is somebody known: a member of staff, or the desk itself. */
  readonly isKnown: (by: string) => boolean;
}

export type Verdict =
  | { readonly is: 'repeat'; readonly arrival: Arrival; readonly settled: Settled }
  /** Came back by RETURN before the writer itself sent it. */
  | { readonly is: 'here'; readonly arrival: Arrival; readonly settled: Settled }
  | { readonly is: 'take'; readonly arrival: Arrival }
  | { readonly is: 'refuse'; readonly arrival: Arrival; readonly code: EntryRefusal };

export interface Judgement {
  readonly verdicts: readonly Verdict[];
  /** An entry beyond the next number came: what is between has to be sent first. Those from it on have no verdict. */
  readonly hasGap: boolean;
  /** The chain does not go on from what the hub has: two lives write under one name. Nothing of the message is taken. */
  readonly isFork: boolean;
}

const fork: Judgement = { verdicts: [], hasGap: false, isFork: true };

export function judge(facts: JudgeFacts, arrivals: readonly Arrival[]): Judgement {
  const verdicts: Verdict[] = [];
  let { nextSeq, headHash } = facts.writer;
  for (const arrival of arrivals) {
    const { header, hash } = arrival;
    const settled = facts.settled.get(header.id);
    if (settled !== undefined && settled.hash !== hash) return fork;
    if (header.writerSeq > nextSeq) return { verdicts: wholeActs(facts, verdicts), hasGap: true, isFork: false };
    if (header.writerSeq < nextSeq) {
      if (settled === undefined) return fork;
      verdicts.push({ is: 'repeat', arrival, settled });
      continue;
    }
    if (header.prev !== headHash) return fork;
    nextSeq += 1;
    headHash = hash;
    verdicts.push(settled === undefined ? verdictOn(facts, arrival) : { is: 'here', arrival, settled });
  }
  return { verdicts: wholeActs(facts, verdicts), hasGap: false, isFork: false };
}

function verdictOn(facts: JudgeFacts, arrival: Arrival): Verdict {
  const { header } = arrival;
  const refuse = (code: EntryRefusal): Verdict => ({ is: 'refuse', arrival, code });
  if (!arrival.isBodyRight) return refuse('hash');
  if (header.writer !== facts.writer.id || header.station !== facts.writer.station) return refuse('notYours');
  if (header.act === facts.writer.lastAct) return refuse('actSplit');
  if (!facts.isKnown(header.by)) return refuse('staff');
  return facts.mayWrite(header) ? { is: 'take', arrival } : refuse('grant');
}

/** One refused entry refuses its act. */
function wholeActs(facts: JudgeFacts, verdicts: readonly Verdict[]): readonly Verdict[] {
  const broken = new Set(verdicts.flatMap((verdict) => (verdict.is === 'refuse' ? [verdict.arrival.header.act] : [])));
  return verdicts.map((verdict) =>
    verdict.is === 'take' && broken.has(verdict.arrival.header.act)
      ? { is: 'refuse', arrival: verdict.arrival, code: 'act' }
      : verdict,
  );
}
