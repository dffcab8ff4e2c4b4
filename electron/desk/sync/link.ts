/**
 * The link: one runner a desk, one message at a time, each step complete in itself: ask, then one transaction. Between two steps the
 * program may end; what is not on the disk is asked again.
 *
 *     HELLO → [RETURN …] → [OWN …] → PUSH … → FETCH … → PULL … → at rest
 */
import { waitAfter } from '#shared/sync/back-off.ts';
import type { HelloAnswer, HubRefusal, Introduction, PushRequest } from '#shared/sync/messages.ts';
import { poisonAfter, protocols, pullLimit } from '#shared/sync/protocol.ts';
import type { DeskCore } from '../core.ts';
import type { Ed25519 } from '../keys/ed25519.ts';
import { all, run, sql, transact, type ReadHandle, type Transaction } from '../store/handles.ts';
import { callHub, type Answered, type Carrier } from './call-hub.ts';
import { beginReturn, endReturn, keepReturned, nextReturn, returningOf } from './give-back.ts';
import {
  epochSetting,
  offsetSetting,
  readCursor,
  readSetting,
  scopesSetting,
  stopSetting,
  writeSetting,
  type Stop,
} from './link-state.ts';
import { nextPush } from './queue.ts';
import { lostOwn, takeOwn } from './recover.ts';
import { settlePush } from './settle.ts';
import { dropScopes, streamsToFetch, takePage, type Taken } from './take-page.ts';
import { takeStreams } from './take-streams.ts';

export interface LinkParts {
  readonly core: DeskCore;
  readonly ed25519: Ed25519;
  readonly carrier: Carrier;
  /** `0.1.0`: told to the hub. */
  readonly app: string;
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

export interface Link {
  /** `wait`: at rest, the hub may keep the question this long (seconds) until there is something; `signal` ends that early. */
  readonly step: (wait?: number, signal?: AbortSignal) => Promise<Step>;
  /** Something may have come in at the hub: asks again when at rest. */
  readonly ask: () => void;
}

/** Gone with the program: what is here is asked anew. */
interface Memory {
  hello: HelloAnswer | null;
  failures: number;
  /** There may be more to receive. */
  isBehind: boolean;
  /** How often the hub failed at the act that stands first. */
  faults: number;
}

const went = (streams: readonly string[] = []): Step => ({ is: 'went', streams });

export function createLink(parts: LinkParts): Link {
  const memory: Memory = { hello: null, failures: 0, isBehind: true, faults: 0 };
  return {
    step: (wait, signal) => step(parts, memory, wait, signal),
    ask: () => {
      memory.isBehind = true;
    },
  };
}

async function step(parts: LinkParts, memory: Memory, wait?: number, signal?: AbortSignal): Promise<Step> {
  const { read } = parts.core.store;
  const stop = readSetting(read, stopSetting);
  if (stop !== '') return { is: 'stopped', stop };
  const { hello } = memory;
  if (hello === null) return greet(parts, memory);
  const returning = returningOf(read);
  if (returning !== null) return giveBack(parts, memory, hello);
  if (hello.state === 'collecting') return rest(parts, memory, 'collecting');
  const lost = lostOwn(read, parts.core.writer.id, hello.writers);
  if (lost !== undefined) return recover(parts, memory, lost);
  return (await send(parts, memory)) ?? (await mend(parts, memory)) ?? (await receive(parts, memory, wait, signal));
}

const call = <N extends Parameters<typeof callHub>[3]>(
  { core, ed25519, carrier }: LinkParts,
  name: N,
  request: Parameters<typeof callHub<N>>[4],
  signal?: AbortSignal,
) => callHub(core, ed25519, carrier, name, request, signal);

const epochOf = (read: ReadHandle): string => readSetting(read, epochSetting);

/** The answer, or the step that follows from there being none. */
function failing<T>(parts: LinkParts, memory: Memory, answered: Answered<T>): Step | undefined {
  if (answered.is === 'answer') {
    memory.failures = 0;
    return undefined;
  }
  if (answered.is === 'unreached') return rest(parts, memory, 'unreached', answered.retryAfter);
  const stop = stops[answered.refused];
  // A hub that was put back may have forgotten this life of ours: HELLO introduces it again.
  const isForgotten = answered.refused === 'unknownWriter' && memory.hello !== null;
  if (stop === undefined || isForgotten) return rest(parts, memory, answered.refused, answered.retryAfter);
  return standStill(parts, stop);
}

/** Written down: whoever says 「go on」 has to find it, also after a start. */
function standStill({ core }: LinkParts, stop: Stop): Step {
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

function rest(parts: LinkParts, memory: Memory, why: 'unreached' | HubRefusal, retryAfter?: number): Step {
  memory.hello = null;
  memory.failures += 1;
  const [high = 0, low = 0] = parts.core.ports.random.bytes(2);
  const milliseconds = waitAfter(memory.failures, (high * 256 + low) / 65_536, retryAfter);
  return { is: 'waits', milliseconds, why };
}

async function greet(parts: LinkParts, memory: Memory): Promise<Step> {
  const { core } = parts;
  const { read } = core.store;
  const epoch = epochOf(read);
  const wall = core.ports.clock.now();
  const answered = await call(parts, 'HELLO', {
    protocol: [...protocols],
    app: parts.app,
    wall: new Date(wall).toISOString(),
    epoch: epoch === '' ? null : epoch,
    introductions: introductionsOf(read),
  });
  const failed = failing(parts, memory, answered);
  if (failed !== undefined || answered.is !== 'answer') return failed ?? went();
  const hello = answered.value;
  // Half of the way there and back lies between the two clocks.
  const offset = Date.parse(hello.hubTime) - Math.round((wall + core.ports.clock.now()) / 2);
  return meet(parts, memory, hello, offset);
}

/** What HELLO said, written down; scopes that were taken from this desk are given up at once. */
function meet(parts: LinkParts, memory: Memory, hello: HelloAnswer, offset: number): Step {
  const { core } = parts;
  const { read } = core.store;
  const epoch = epochOf(read);
  const isOther = epoch !== '' && epoch !== hello.epoch;
  if (isOther && returningOf(read)?.epoch !== hello.epoch) beginReturn(core, hello);
  const gone = readSetting(read, scopesSetting).filter((scope) => !hello.scopes.includes(scope));
  const dropped: Taken = gone.length === 0 ? { is: 'elsewhere' } : dropScopes(core, gone);
  if (dropped.is === 'stopped') return dropped;
  transact(core.store.write, function meet(transaction) {
    writeSetting(transaction, offsetSetting, offset);
    writeSetting(transaction, scopesSetting, hello.scopes);
    if (epoch === '') writeSetting(transaction, epochSetting, hello.epoch);
    for (const { writer, safeSeq } of hello.writers) keepSafe(transaction, writer, safeSeq);
  });
  memory.hello = hello;
  memory.isBehind = true;
  return went(dropped.is === 'taken' ? dropped.streams : []);
}

const keepSafe = (transaction: Transaction, writer: string, safeSeq: number) =>
  run(transaction, sql`UPDATE writer SET safe_seq = max(safe_seq, ${safeSeq}) WHERE id = ${writer}`);

async function giveBack(parts: LinkParts, memory: Memory, hello: HelloAnswer): Promise<Step> {
  const { core } = parts;
  const returning = returningOf(core.store.read);
  if (returning === null) return went();
  const { request, after } = nextReturn(core.store.read, returning);
  const answered = await call(parts, 'RETURN', request);
  const failed = failing(parts, memory, answered);
  if (failed !== undefined || answered.is !== 'answer') return failed ?? went();
  if (request.isLast) {
    endReturn(core, returning, hello.writers);
    // The state may have changed with the last desk's answer.
    memory.hello = null;
  } else keepReturned(core, returning, after);
  return went();
}

async function recover(
  parts: LinkParts,
  memory: Memory,
  lost: { readonly writer: string; readonly fromSeq: number },
): Promise<Step> {
  const { core } = parts;
  const answered = await call(parts, 'OWN', { epoch: epochOf(core.store.read), ...lost, limit: pullLimit });
  const failed = failing(parts, memory, answered);
  if (failed !== undefined || answered.is !== 'answer') return failed ?? went();
  // Nothing where the hub said there was something: it does not know better; going on is better than standing still.
  if (answered.value.entries.length === 0) return standStill(parts, 'hubWentBack');
  return went(takeOwn(core, lost.writer, answered.value));
}

/** Undefined: nothing waits. */
async function send(parts: LinkParts, memory: Memory): Promise<Step | undefined> {
  const { core } = parts;
  const isAlone = memory.faults >= poisonAfter;
  const batch = nextPush(core.store.read, isAlone);
  if (batch === undefined) return undefined;
  const request: PushRequest = {
    epoch: epochOf(core.store.read),
    ...batch.request,
    ...(memory.faults >= 2 * poisonAfter ? { isPoison: true } : {}),
  };
  const answered = await call(parts, 'PUSH', request);
  const isFault = answered.is === 'refused' && (answered.refused === 'fault' || answered.refused === 'tooLarge');
  memory.faults = isFault ? memory.faults + 1 : answered.is === 'answer' ? 0 : memory.faults;
  const failed = failing(parts, memory, answered);
  if (failed !== undefined || answered.is !== 'answer') return failed ?? went();
  memory.isBehind = true;
  return went(settlePush(core, batch.request.writer, batch.lastSeq, answered.value));
}

/** Undefined: every stream fits. */
async function mend(parts: LinkParts, memory: Memory): Promise<Step | undefined> {
  const { core } = parts;
  const odd = streamsToFetch(core.store.read);
  const scope = odd[0]?.scope;
  if (scope === undefined) return undefined;
  const streams = odd.filter((one) => one.scope === scope).map(({ stream }) => stream);
  const answered = await call(parts, 'FETCH', { epoch: epochOf(core.store.read), scope, streams });
  const failed = failing(parts, memory, answered);
  if (failed !== undefined || answered.is !== 'answer') return failed ?? went();
  return went(takeStreams(core, streams, scope, answered.value));
}

async function receive(parts: LinkParts, memory: Memory, wait?: number, signal?: AbortSignal): Promise<Step> {
  if (!memory.isBehind && wait === undefined) return { is: 'atRest' };
  const { core } = parts;
  const cursor = readCursor(core.store.read);
  const isWaiting = !memory.isBehind && wait !== undefined;
  const request = { epoch: epochOf(core.store.read), cursor, limit: pullLimit, ...(isWaiting ? { wait } : {}) };
  const answered = await call(parts, 'PULL', request, signal);
  // Called away from waiting, because something is to be sent: that is no failure.
  if (answered.is === 'unreached' && signal?.aborted === true) return { is: 'atRest' };
  const failed = failing(parts, memory, answered);
  if (failed !== undefined || answered.is !== 'answer') return failed ?? went();
  const taken = takePage(core, answered.value);
  if (taken.is === 'stopped') return taken;
  if (taken.is === 'taken') memory.isBehind = taken.more || streamsToFetch(core.store.read).length > 0;
  if (taken.is === 'taken' && isWaiting && taken.streams.length === 0 && !memory.isBehind) return { is: 'atRest' };
  return went(taken.is === 'taken' ? taken.streams : []);
}

interface Life {
  readonly id: string;
  readonly public_key: string;
  readonly introduced: string | null;
}

function introductionsOf(read: ReadHandle): Introduction[] {
  const lives = all(
    read,
    sql<Life>`SELECT id, public_key, introduced FROM writer WHERE introduced IS NOT NULL ORDER BY id`,
  );
  return lives.flatMap(({ id, public_key: publicKey, introduced }) => {
    const said = introduced === null ? null : (JSON.parse(introduced) as { from: string; signature: string });
    return said === null ? [] : [{ writer: id, publicKey, from: said.from, signature: said.signature }];
  });
}
