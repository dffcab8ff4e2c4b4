/** One call to the hub: signed with the writer's key, dated by the hub's clock as far as it is known, read by its schema. */
import { signedBytes, type Call, type Reply } from '#shared/sync/call.ts';
import {
  messages,
  refusalAnswer,
  type AnswerOf,
  type HubRefusal,
  type MessageName,
  type RequestOf,
} from '#shared/sync/messages.ts';
import type { DeskCore } from '../core.ts';
import type { Ed25519 } from '../keys/ed25519.ts';
import { keyOf } from '../journal/writers.ts';
import { offsetSetting, readSetting } from './link-state.ts';

/** What carries calls: HTTPS, or whatever a test puts in its place. Rejects where no whole answer came. */
export interface Carrier {
  readonly send: (call: Call, signal?: AbortSignal) => Promise<Reply>;
}

export type Answered<T> =
  | { readonly is: 'answer'; readonly value: T }
  /** The hub said no to the message as a whole. */
  | { readonly is: 'refused'; readonly refused: HubRefusal; readonly status: number; readonly retryAfter?: number }
  /** Nothing is known of what became of it. */
  | { readonly is: 'unreached'; readonly retryAfter?: number; readonly cause?: unknown };

export async function callHub<N extends MessageName>(
  core: DeskCore,
  ed25519: Ed25519,
  carrier: Carrier,
  name: N,
  request: RequestOf<N>,
  signal?: AbortSignal,
): Promise<Answered<AnswerOf<N>>> {
  const body = new TextEncoder().encode(JSON.stringify(request));
  let reply: Reply;
  try {
    reply = await carrier.send(signed(core, ed25519, name, body), signal);
  } catch (cause) {
    return { is: 'unreached', cause };
  }
  return readReply(name, reply);
}

function signed(core: DeskCore, ed25519: Ed25519, name: MessageName, body: Uint8Array): Call {
  const { clock, random, sm3 } = core.ports;
  const key = keyOf(core.store.read, core.writer.id);
  if (key === undefined) throw new Error('bug: a writer without its key');
  const time = new Date(clock.now() + readSetting(core.store.read, offsetSetting)).toISOString();
  const nonce = Buffer.from(random.bytes(18)).toString('base64url');
  const head = { writer: core.writer.id, time, nonce };
  const signature = Buffer.from(ed25519.sign(key, signedBytes(sm3, name, head, body))).toString('base64');
  return { name, head: { ...head, signature }, body };
}

/** An answer that is none (cut, of another program in between) counts as not reached. */
function readReply<N extends MessageName>(name: N, { status, body, retryAfter }: Reply): Answered<AnswerOf<N>> {
  const later = retryAfter === undefined ? {} : { retryAfter };
  try {
    const said: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    if (status === 200) return { is: 'answer', value: messages[name].answer.parse(said) as AnswerOf<N> };
    return { is: 'refused', refused: refusalAnswer.parse(said).refused, status, ...later };
  } catch {
    return { is: 'unreached', ...later };
  }
}
