/**
 * The link: one runner a desk, one message at a time, each step complete in itself: ask, then one transaction. Between two steps the
 * program may end; what is not on the disk is asked again.
 *
 *     HELLO → [RETURN …] → [OWN …] → PUSH … → FETCH … → PULL … → at rest: DIGEST, BLOB …
 */
import type { HelloAnswer, PushRequest } from '#shared/sync/messages.ts';
import { poisonAfter, pullLimit } from '#shared/sync/protocol.ts';
import type { WriterFacts } from '../core.ts';
import { refoldSome } from '../journal/refold-later.ts';
import { isCodeTaken } from '../journal/writer-codes.ts';
import { carryContents } from './carry-contents.ts';
import { cursorOf, differenceOf, digestHere, dueScope, fetchAnew, isMended, keepCompared } from './compare.ts';
import { endReturn, keepReturned, nextReturn, returningOf } from './give-back.ts';
import { greet } from './greet.ts';
import { isRightlySigned } from './hub-head.ts';
import { readCursor, readSetting, stopSetting } from './link-state.ts';
import {
  call,
  epochOf,
  failing,
  rest,
  standStill,
  went,
  type LinkParts,
  type Memory,
  type Step,
} from './link-parts.ts';
import { nextPush } from './queue.ts';
import { lostOwn, takeOwn } from './recover.ts';
import { settlePush } from './settle.ts';
import { streamsToFetch, takePage, takePageOf, type Taken } from './take-page.ts';
import { takeStreams } from './take-streams.ts';
import { isWitnessDue, witnessHub } from './witness.ts';

export type { Step } from './link-parts.ts';

export interface Link {
  /** `wait`: at rest, the hub may keep the question this long (seconds) until there is something; `signal` ends that early. */
  readonly step: (wait?: number, signal?: AbortSignal) => Promise<Step>;
  /** Something may have come in at the hub: asks again when at rest. */
  readonly ask: () => void;
}

/** Of a desk that runs; a stick has no use for more than `LinkParts`. */
export interface RunningParts extends LinkParts {
  /** Goes on as a new writer with another code, and answers it. */
  readonly renewWriter: () => WriterFacts;
}

export const newMemory = (): Memory => ({
  hello: null,
  failures: 0,
  isBehind: true,
  faults: 0,
  sending: [],
  contentsAfter: 0,
});

export function createLink(parts: RunningParts): Link {
  const memory = newMemory();
  return {
    step: (wait, signal) => step(parts, memory, wait, signal),
    ask: () => {
      memory.isBehind = true;
    },
  };
}

async function step(parts: RunningParts, memory: Memory, wait?: number, signal?: AbortSignal): Promise<Step> {
  const { read } = parts.core.store;
  const stop = readSetting(read, stopSetting);
  const { hello } = memory;
  if (stop !== '' || hello === null || !memory.isBehind) {
    const listed = await refoldSome(parts.core);
    if (listed.length > 0) return went(listed);
  }
  if (stop !== '') return { is: 'stopped', stop };
  if (!memory.isBehind && isCodeTaken(read, parts.core.writer)) return renew(parts, memory);
  if (hello === null) return greet(parts, memory);
  const returning = returningOf(read);
  if (returning !== null) return giveBack(parts, memory, hello);
  if (hello.state === 'collecting') return rest(parts, memory, 'collecting');
  const lost = lostOwn(read, parts.core.writer.id, hello.writers);
  if (lost !== undefined) return recover(parts, memory, lost);
  return (
    (await send(parts, memory)) ??
    (await mend(parts, memory)) ??
    (await compare(parts, memory)) ??
    witness(parts, memory) ??
    (await carryContents(parts, memory, signal)) ??
    (await receive(parts, memory, wait, signal))
  );
}

/** From the next number on; what is printed stays. The hub learns of the new life by HELLO, the former one vouches for it. */
function renew(parts: RunningParts, memory: Memory): Step {
  parts.core.writer = parts.renewWriter();
  memory.hello = null;
  return went([parts.core.writer.id]);
}

/** A stick takes this step too, as the others that are exported (`stick/take-in.ts`). */
export async function giveBack(parts: LinkParts, memory: Memory, hello: HelloAnswer): Promise<Step> {
  const { core } = parts;
  const returning = returningOf(core.store.read);
  if (returning === null) return went();
  const { request, upto } = nextReturn(core.store.read, returning);
  const answered = await call(parts, 'RETURN', request);
  const failed = failing(parts, memory, answered);
  if (failed !== undefined || answered.is !== 'answer') return failed ?? went();
  if (request.isLast) {
    endReturn(core, returning, hello.writers);
    // The state may have changed with the last desk's answer.
    memory.hello = null;
  } else keepReturned(core, returning, upto);
  return went();
}

export async function recover(
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
export async function send(parts: LinkParts, memory: Memory): Promise<Step | undefined> {
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
export async function mend(parts: LinkParts, memory: Memory): Promise<Step | undefined> {
  const { core } = parts;
  const odd = streamsToFetch(core.store.read);
  const scope = odd[0]?.scope;
  if (scope === undefined) return undefined;
  const streams = odd.filter((one) => one.scope === scope).map(({ stream }) => stream);
  const answered = await call(parts, 'FETCH', { epoch: epochOf(core.store.read), scope, streams });
  const failed = failing(parts, memory, answered);
  if (failed !== undefined || answered.is !== 'answer') return failed ?? went();
  // They came as they are now, beyond the cursor too: it has to catch up before anything is compared.
  memory.isBehind = true;
  return stepOf(takeStreams(core, streams, scope, answered.value));
}

/** Undefined: nothing is to be compared now. Only when all was received and nothing fetched since, so that both sides speak of the same. */
async function compare(parts: LinkParts, memory: Memory): Promise<Step | undefined> {
  const { core } = parts;
  const scope = memory.isBehind ? undefined : dueScope(core);
  if (scope === undefined) return undefined;
  const epoch = epochOf(core.store.read);
  const ours = await digestHere(core, scope);
  const first = await call(parts, 'DIGEST', { epoch, scope, upto: cursorOf(core, scope) });
  const failed = failing(parts, memory, first);
  if (failed !== undefined || first.is !== 'answer') return failed ?? went();
  const difference = differenceOf(ours, first.value);
  if (difference.buckets.length === 0 || isMended(core, scope)) {
    keepCompared(core, scope, difference);
    return went();
  }
  const named = await call(parts, 'DIGEST', {
    epoch,
    scope,
    upto: cursorOf(core, scope),
    list: [...difference.buckets],
  });
  const unnamed = failing(parts, memory, named);
  if (unnamed !== undefined || named.is !== 'answer') return unnamed ?? went();
  fetchAnew(core, scope, difference.buckets, named.value.streams);
  return went();
}

/** Undefined: there is nothing new to note today. */
const witness = ({ core, isWithoutWitness }: LinkParts, memory: Memory): Step | undefined =>
  isWithoutWitness !== true && !memory.isBehind && isWitnessDue(core) && witnessHub(core)
    ? went([core.writer.id])
    : undefined;

export async function receive(parts: LinkParts, memory: Memory, wait?: number, signal?: AbortSignal): Promise<Step> {
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
  if (!isRightlySigned(parts, answered.value)) return standStill(parts, 'hubSignature');
  const taken =
    parts.saidAt === undefined ? takePage(core, answered.value) : takePageOf(core, answered.value, parts.saidAt);
  if (taken.is === 'taken') memory.isBehind = taken.more || streamsToFetch(core.store.read).length > 0;
  if (taken.is === 'taken' && isWaiting && taken.streams.length === 0 && !memory.isBehind) return { is: 'atRest' };
  return stepOf(taken);
}

/** What was for another moment is asked for again. */
const stepOf = (taken: Taken): Step =>
  taken.is === 'stopped' ? taken : went(taken.is === 'taken' ? taken.streams : []);
