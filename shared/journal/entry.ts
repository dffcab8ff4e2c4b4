/**
 * The entry: the one thing the journal holds. Shapes fixed here never change.
 *
 * An entry is a header, whose hash chains it to the writer's entry before, and a body of JSON bytes that are stored and sent
 * exactly as hashed. `bodyHash = SM3(salt ‖ body bytes)`, `hash = SM3(header in RFC 8785 form)`.
 */
import canonicalize from 'canonicalize';
import { z } from 'zod';
import type { Json, JsonObject } from '../kernel/json.ts';
import type { Sm3 } from '../kernel/ports.ts';
import { hlcSchema } from './hlc.ts';

const hex32 = z.string().regex(/^[0-9a-f]{64}$/);
export const idSchema = z.uuid();
export const instantSchema = z.iso.datetime({ precision: 3 });
const nameSchema = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);

export const headerSchema = z.strictObject({
  id: z.uuidv7(),
  stream: idSchema,
  kind: nameSchema,
  type: nameSchema,
  /** Version of the entry type. */
  v: z.int().min(1),
  /** The `rules` number of the kind under which the stream was begun. */
  rules: z.int().min(1),
  act: idSchema,
  /** For each guarded field the entry sets: id of the entry that last set it in the state the person saw; '' = empty. */
  seen: z.record(z.string(), z.string()),
  /** HLC, when it was typed. */
  at: hlcSchema,
  /**
   * Instant it happened (UTC): what the desk's clock said, or a day that a person named (补录). The wall part of `at` can be later: that
   * does not go back with a clock that is set back, and follows what the desk heard.
   */
  on: instantSchema,
  by: z.string().min(1).max(64),
  station: z.string().regex(/^\d{12}$/),
  writer: idSchema,
  /** Gapless per writer, from 1. */
  writerSeq: z.int().min(1),
  bodyHash: hex32,
  prev: hex32,
});
export type EntryHeader = z.infer<typeof headerSchema>;

/** `data` is what the person said, `facts` what `decide` learnt from other streams, `late` why it is entered later (补录). */
export interface EntryBody {
  readonly data: JsonObject;
  readonly facts: JsonObject;
  readonly late?: { readonly reason: string };
}

/** What a fold reads of an entry. `body` is null when it was erased (销毁). `rev` is the hub's order, null while unordered. */
export type FoldEntry = Omit<EntryHeader, 'writerSeq' | 'bodyHash' | 'prev'> & {
  readonly body: EntryBody | null;
  readonly rev: number | null;
};

export const firstPrev = '0'.repeat(64);
export const saltLength = 16;

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** By table: every entry asks twice, and a walk over a million of them would spend minutes formatting numbers. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += hexOfByte[byte] ?? '';
  return text;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

export const bodyToBytes = (body: EntryBody): Uint8Array => encoder.encode(JSON.stringify(body));

/** Throws where the bytes are not a body this program wrote: stored bytes are checked by hash before they come here. */
export function bodyFromBytes(bytes: Uint8Array): EntryBody {
  const parsed: unknown = JSON.parse(decoder.decode(bytes));
  if (isBody(parsed)) return parsed;
  throw new TypeError('not the body of an entry');
}

/** By hand: every fold asks it of every entry, and what came out of JSON.parse is JSON all the way down. */
function isBody(value: unknown): value is EntryBody {
  if (!isObject(value) || !isObject(value['data']) || !isObject(value['facts'])) return false;
  const { data: _data, facts: _facts, late, ...more } = value;
  return Object.keys(more).length === 0 && (late === undefined || isLate(late));
}

const isLate = (late: unknown): boolean =>
  isObject(late) && Object.keys(late).length === 1 && typeof late['reason'] === 'string' && late['reason'] !== '';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function hashBody(sm3: Sm3, salt: Uint8Array, bytes: Uint8Array): string {
  const joined = new Uint8Array(salt.length + bytes.length);
  joined.set(salt);
  joined.set(bytes, salt.length);
  return toHex(sm3(joined));
}

/** RFC 8785 (JSON Canonicalization Scheme), then SM3; hex. */
export function hashHeader(sm3: Sm3, header: EntryHeader): string {
  return toHex(sm3(encoder.encode(canonical(header))));
}

/** RFC 8785 text of a JSON value; used for hashes and for comparing requests. */
export function canonical(value: Json | EntryHeader): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}
