/**
 * The same messages in a file on a USB stick, for a station with no network. A desk writes all it would say, in the order it would say it,
 * as if each were taken; the hub answers all in one file. Both files are signed by who wrote them and sealed for who is to read them:
 *
 *     TONGBAN-STICK 1 out          (or `back`; the only line that can be read on the way)
 *     age( head ↵  message ↵ …  message ↵  signature )
 *
 * The signature (Ed25519) is over everything before it. The messages themselves are those of `messages.ts`; they carry no signature, time
 * or nonce of their own, for such a file is days old, and each of them is harmless when it comes again.
 */
import type { BlobAsk } from './blob-messages.ts';
import { z } from 'zod';
import { idSchema, instantSchema } from '../journal/entry.ts';
import { recipientSchema, signingKeySchema } from './carry.ts';
import { messages, type RequestOf } from './messages.ts';

export const stickFormat = 1;

/**
 * Bytes. `messages`: of what one file says, unless its first message alone is more; the rest goes with the next. `answers`: where an answer
 * has as much, no further page is begun. `file`: more is none of ours.
 */
export const stickLimit = { messages: 10 * 1024 * 1024, answers: 6 * 1024 * 1024, file: 32 * 1024 * 1024 } as const;

/** What may lie in a file; joining needs the line. */
export const stickNames = ['HELLO', 'RETURN', 'OWN', 'PUSH', 'FETCH', 'PULL', 'BLOB'] as const;
export type StickName = (typeof stickNames)[number];

/** How far the desk had heard of the hub when it wrote: comes back with the answer, and tells whether it heard anything since. */
const heardSchema = z.strictObject({ met: z.int().min(0), n: z.int().min(0) });
export type Heard = z.infer<typeof heardSchema>;

const headShape = {
  format: z.literal(stickFormat),
  /** Of the file that is sent; its answer names it too. */
  file: idSchema,
  /** The life of a desk that asks. */
  writer: idSchema,
  at: instantSchema,
  /** The hub, by the key it signs with. */
  hub: signingKeySchema,
  heard: heardSchema,
};
export const requestHeadSchema = z.strictObject({
  is: z.literal('request'),
  ...headShape,
  /** For whom the answer is sealed. */
  answerTo: recipientSchema,
});
export type RequestHead = z.infer<typeof requestHeadSchema>;
export const answerHeadSchema = z.strictObject({ is: z.literal('answer'), ...headShape });
export type AnswerHead = z.infer<typeof answerHeadSchema>;

export type StickCall = { readonly [N in StickName]: { readonly name: N; readonly request: RequestOf<N> } }[StickName];

/** Read further by the message's own schema (`readCall`). */
const callLineSchema = z.strictObject({ name: z.enum(stickNames), request: z.unknown() });

export const stickReplySchema = z.strictObject({
  name: z.enum(stickNames),
  /** Which question it answers (`questionOf`). */
  of: z.string().max(4096),
  status: z.int(),
  body: z.unknown(),
});
export type StickReply = z.infer<typeof stickReplySchema>;

/** Undefined for what is no message. */
export function readCall(line: string): StickCall | undefined {
  const raw = callLineSchema.safeParse(json(line));
  if (!raw.success) return undefined;
  const { name, request } = raw.data;
  const read = messages[name].request.safeParse(request);
  return read.success ? ({ name, request: read.data } as StickCall) : undefined;
}

export function readReply(line: string): StickReply | undefined {
  const read = stickReplySchema.safeParse(json(line));
  return read.success ? read.data : undefined;
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** What a question was about, in few words: the desk finds the answer to what it would ask now by it. */
export function questionOf({ name, request }: StickCall): string {
  if (name === 'PUSH') {
    const { writer, entries } = request;
    return [writer, entries[0]?.header.writerSeq, entries.at(-1)?.header.writerSeq].join(' ');
  }
  if (name === 'RETURN') {
    const { after, entries, isLast } = request;
    return [after, entries.length, entries.at(-1)?.entry.header.id ?? '-', isLast ? 'last' : 'more'].join(' ');
  }
  if (name === 'OWN') return `${request.writer} ${String(request.fromSeq)}`;
  if (name === 'FETCH') return [request.scope, ...request.streams].join(' ');
  if (name === 'BLOB') return contentAsked(request.ask);
  return '';
}

/** Of `has` all answers are one: what the hub holds. */
const contentAsked = (ask: BlobAsk): string => (ask.is === 'has' ? '' : `${ask.is} ${ask.blob} ${String(ask.offset)}`);

/** Writer, first and last number of a PUSH that was asked about as `of`. */
export function pushedRange(of: string): { readonly writer: string; readonly first: number; readonly last: number } {
  const [writer = '', first, last] = of.split(' ');
  return { writer, first: Number(first), last: Number(last) };
}

const encoder = new TextEncoder();
const newline = 10;

/** The bytes that are signed: head and messages, each in its line, behind a word that no other signature of ours begins with. */
const signedPart = (text: Uint8Array): Uint8Array => {
  const before = encoder.encode('tongban stick 1\n');
  const whole = new Uint8Array(before.length + text.length);
  whole.set(before);
  whole.set(text, before.length);
  return whole;
};

/** `sign` gives the signature as base64. */
export function writeText(
  head: RequestHead | AnswerHead,
  lines: readonly string[],
  sign: (bytes: Uint8Array) => string,
): Uint8Array {
  const text = [JSON.stringify(head), ...lines, ''].join('\n');
  return encoder.encode(text + sign(signedPart(encoder.encode(text))));
}

export interface StickText {
  readonly head: unknown;
  readonly lines: readonly string[];
  readonly signed: Uint8Array;
  /** base64 */
  readonly signature: string;
}

/** Undefined for what is no such text. */
export function readText(bytes: Uint8Array): StickText | undefined {
  const end = bytes.lastIndexOf(newline) + 1;
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const [head = '', ...lines] = decoder.decode(bytes.subarray(0, end)).split('\n').slice(0, -1);
    const signature = decoder.decode(bytes.subarray(end));
    return { head: json(head), lines, signed: signedPart(bytes.subarray(0, end)), signature };
  } catch {
    return undefined;
  }
}

/** `out`: from a desk to the hub. `back`: the hub's answer. */
export type Direction = 'out' | 'back';

const markOf = (direction: Direction): Uint8Array =>
  encoder.encode(`TONGBAN-STICK ${String(stickFormat)} ${direction}\n`);

export function wrap(direction: Direction, sealed: Uint8Array): Uint8Array {
  const mark = markOf(direction);
  const whole = new Uint8Array(mark.length + sealed.length);
  whole.set(mark);
  whole.set(sealed, mark.length);
  return whole;
}

export type Unwrapped =
  | { readonly is: Direction; readonly sealed: Uint8Array }
  /** Some other file; or one that a newer program wrote. */
  | { readonly is: 'notOne' | 'newer' };

export function unwrap(bytes: Uint8Array): Unwrapped {
  const line = new TextDecoder('latin1').decode(bytes.subarray(0, 40)).split('\n', 1)[0] ?? '';
  const [, format = '', direction = ''] = /^TONGBAN-STICK (\d{1,6}) (\w+)$/u.exec(line) ?? [];
  if (format === '') return { is: 'notOne' };
  if (Number(format) !== stickFormat) return { is: 'newer' };
  if (direction !== 'out' && direction !== 'back') return { is: 'notOne' };
  return { is: direction, sealed: bytes.subarray(line.length + 1) };
}
