/**
 * The messages, strict in both directions. Entries travel as they were hashed: the header as JSON, the body as the very text whose
 * UTF-8 bytes were hashed, so what a newer program put into a body goes round untouched.
 */
import { z } from 'zod';
import { headerSchema, idSchema, instantSchema } from '../journal/entry.ts';
import { blobAnswer, blobRequest } from './blob-messages.ts';
import { carryAnswer, carryRequest, recipientSchema, signingKeySchema } from './carry.ts';
import { enrolAnswer, enrolRequest } from './enrol.ts';
import { returnPlaceSchema } from './return-place.ts';
import { actLimit, longestWait, pullLimit } from './protocol.ts';

export const hex32 = z.string().regex(/^[0-9a-f]{64}$/);
const base64 = z.base64();
export const scopeSchema = z.string().regex(/^[a-z]+(:[0-9A-Za-z-]{1,64})?$/);
const pos = z.int().min(0);

/** Salt and body are both null once the body was destroyed (销毁). */
export const wireEntrySchema = z.strictObject({
  header: headerSchema,
  salt: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullable(),
  body: z.string().max(actLimit.bytes).nullable(),
});
export type WireEntry = z.infer<typeof wireEntrySchema>;

/** `tag`: made by the hub with a key only it has, over stream, rev and hash; proves after a restore that it had given this rev. */
const placeShape = { rev: z.int().min(1), tag: base64.max(64) };

/** The hub's own chain over everything it ordered, in commit order; `signature` (Ed25519) over `n` and `chain`. */
export const hubHeadSchema = z.strictObject({ n: z.int().min(0), chain: hex32, signature: base64 });
export type HubHead = z.infer<typeof hubHeadSchema>;

export const helloRequest = z.strictObject({
  protocol: z.tuple([z.int(), z.int()]),
  /** Name and version of the program. */
  app: z.string().max(100),
  /** The desk's wall clock. */
  wall: instantSchema,
  /** The epoch the desk knows; null at its first contact. */
  epoch: z.string().max(64).nullable(),
  /** The lives of this desk, oldest first: each vouched for by the key of the one before. */
  introductions: z
    .array(z.strictObject({ writer: idSchema, publicKey: z.string().max(200), from: idSchema, signature: base64 }))
    .max(1024),
  /** Former lives of this desk, from when it stood alone too: the hub knows them by the word of a desk it let in. */
  former: z.array(z.strictObject({ writer: idSchema, publicKey: z.string().max(200) })).max(1024),
});
export type HelloRequest = z.infer<typeof helloRequest>;
export type Introduction = HelloRequest['introductions'][number];

export const helloAnswer = z.strictObject({
  epoch: z.string().min(1).max(64),
  protocol: z.int(),
  hubTime: instantSchema,
  /** `collecting`: restored from a backup, nothing new is ordered before the desks have returned what they hold. */
  state: z.enum(['open', 'collecting']),
  /** Who orders: the hub's own writer. */
  hub: idSchema,
  /** What it signs with, and what files on a stick are sealed for: believed because TLS is pinned. */
  keys: z.strictObject({ sign: signingKeySchema, stick: recipientSchema }),
  scopes: z.array(scopeSchema).max(200),
  /** The writers of this desk, former ones too: the next number the hub takes, and how far the hub's own backup reaches. */
  writers: z
    .array(
      z.strictObject({
        writer: idSchema,
        nextSeq: z.int().min(1),
        safeSeq: z.int().min(0),
        /** The hash of the entry before `nextSeq`: the desk holds its own chain against it. */
        head: hex32,
      }),
    )
    .max(1024),
  /** Told to a desk that knows another epoch: how far each scope's feed reached when this one began. */
  restored: z.record(scopeSchema, pos).optional(),
  /** Told while something is to be returned in this epoch: how far this desk's RETURN has come here, '' = nothing yet. */
  returned: returnPlaceSchema.optional(),
});
export type HelloAnswer = z.infer<typeof helloAnswer>;

export const pushRequest = z.strictObject({
  epoch: z.string(),
  /** Whose entries: the signer, or a former writer of the same desk. */
  writer: idSchema,
  /** In writing order, whole acts. */
  entries: z.array(wireEntrySchema).min(1).max(actLimit.entries),
  /** The end of the writer's chain at the desk; the hub keeps it as a witness. */
  head: z.strictObject({ seq: z.int().min(0), hash: hex32 }),
  /** The hub failed at this one act again and again: put it aside raw. */
  isPoison: z.boolean().optional(),
});
export type PushRequest = z.infer<typeof pushRequest>;

/** Why the hub does not take an entry: never for a rule of the field, that is the fold's mark. */
export const entryRefusals = [
  /** Header or body hash do not fit, or the chain does not. */
  'hash',
  'chain',
  /** Station or writer are not the signer's; a staff nobody knows. */
  'notYours',
  'staff',
  /** The stream is not one this desk may write to. */
  'grant',
  /** One of its act was refused; acts are taken whole. */
  'act',
  /** The act had been settled before this entry of it came. */
  'actSplit',
  /** The same id came before with another hash. */
  'otherHash',
] as const;
export type EntryRefusal = (typeof entryRefusals)[number];

export const pushResult = z.strictObject({
  id: idSchema,
  result: z.enum(['taken', 'refused', 'deferred']),
  /** It had been settled before; this is the stored result. */
  isRepeat: z.boolean().optional(),
  code: z.enum(entryRefusals).optional(),
  rev: z.int().min(1).optional(),
});
export type PushResult = z.infer<typeof pushResult>;

export const pushAnswer = z.strictObject({
  /** The next number the hub takes of this writer. Beyond ours: it has entries of ours that we lost. */
  nextSeq: z.int().min(1),
  /** For the entries that were settled, in order; those behind a gap have none. */
  results: z.array(pushResult).max(actLimit.entries),
  gap: z.boolean().optional(),
});
export type PushAnswer = z.infer<typeof pushAnswer>;

export const cursorSchema = z.record(scopeSchema, pos);
export type Cursor = z.infer<typeof cursorSchema>;

export const pullRequest = z.strictObject({
  epoch: z.string(),
  cursor: cursorSchema,
  limit: z.int().min(1).max(pullLimit),
  /** Seconds the hub may keep the question while there is nothing to say. */
  wait: z.int().min(1).max(longestWait).optional(),
});
export type PullRequest = z.infer<typeof pullRequest>;

/**
 * One row of a feed. `own`: the desk has the entry, because the very life that asks wrote it or it came through another of its scopes.
 * `revoke`: the stream leaves this scope.
 */
export const feedRowSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('entry'), scope: scopeSchema, pos, ...placeShape, entry: wireEntrySchema }),
  z.strictObject({ is: z.literal('own'), scope: scopeSchema, pos, ...placeShape, stream: idSchema, id: idSchema }),
  z.strictObject({ is: z.literal('revoke'), scope: scopeSchema, pos, stream: idSchema }),
]);
export type FeedRow = z.infer<typeof feedRowSchema>;

export const pullAnswer = z.strictObject({
  /** The cursor this page starts at. */
  from: cursorSchema,
  /** By scope, in order of `pos`. Each is read by itself, so that one that cannot be read stops no other. */
  rows: z.array(z.unknown()),
  cursor: cursorSchema,
  more: z.boolean(),
  hubHead: hubHeadSchema,
});
export type PullAnswer = z.infer<typeof pullAnswer>;

/** A desk that was restored asks for what it had already sent: its own entries from a number on. */
export const ownRequest = z.strictObject({
  epoch: z.string(),
  writer: idSchema,
  fromSeq: z.int().min(1),
  limit: z.int().min(1).max(pullLimit),
});
export type OwnRequest = z.infer<typeof ownRequest>;
export const ownAnswer = z.strictObject({
  entries: z.array(
    z.strictObject({
      entry: wireEntrySchema,
      result: z.enum(['taken', 'refused', 'deferred']),
      code: z.enum(entryRefusals).optional(),
    }),
  ),
  more: z.boolean(),
});
export type OwnAnswer = z.infer<typeof ownAnswer>;

/** Streams whole, as the hub has them: where a desk's own ordered part does not fit what comes in. */
export const fetchRequest = z.strictObject({
  epoch: z.string(),
  scope: scopeSchema,
  streams: z.array(idSchema).min(1).max(50),
});
export type FetchRequest = z.infer<typeof fetchRequest>;
export const fetchAnswer = z.strictObject({
  /** Those of the asked ones that belong to the scope. */
  streams: z.array(idSchema),
  /** As in a page, by stream and rev; `pos` is the last of the stream in the scope. */
  rows: z.array(z.unknown()),
});
export type FetchAnswer = z.infer<typeof fetchAnswer>;

/** After the hub was restored: ordered entries the desk holds beyond the restored position, of any author. */
export const returnRequest = z.strictObject({
  epoch: z.string(),
  /** Where the message before ended. A hub that has not come as far (it was put back meanwhile) answers `epoch`: all is returned anew. */
  after: returnPlaceSchema,
  entries: z.array(z.strictObject({ entry: wireEntrySchema, ...placeShape })).max(pullLimit),
  /** Nothing more to return. */
  isLast: z.boolean(),
});
export type ReturnRequest = z.infer<typeof returnRequest>;
export const returnAnswer = z.strictObject({ kept: z.int().min(0), state: z.enum(['open', 'collecting']) });
export type ReturnAnswer = z.infer<typeof returnAnswer>;

/** `list`: buckets whose streams are to be named, because they differed. */
export const digestRequest = z.strictObject({
  epoch: z.string(),
  scope: scopeSchema,
  upto: pos,
  list: z.array(z.int().min(0).max(255)).max(256).optional(),
});
export type DigestRequest = z.infer<typeof digestRequest>;
export const digestAnswer = z.strictObject({
  buckets: z.array(z.string().regex(/^[0-9a-f]{32}$/)).length(256),
  streams: z.array(idSchema),
});
export type DigestAnswer = z.infer<typeof digestAnswer>;

/** What the hub says no to as a whole; nothing was changed, except where it says so. */
export const refusalCodes = [
  'malformed',
  'tooLarge',
  'unknownWriter',
  'revoked',
  'clone',
  'signature',
  'stale',
  'replayed',
  'protocol',
  'epoch',
  'collecting',
  'scope',
  'busy',
  'fault',
] as const;
export type HubRefusal = (typeof refusalCodes)[number];
export const refusalAnswer = z.strictObject({
  refused: z.enum(refusalCodes),
  /** The hub's clock, so that a desk whose call was stale can sign again. */
  hubTime: instantSchema.optional(),
  protocol: z.tuple([z.int(), z.int()]).optional(),
});

/** Every message by its name: what the server routes by and the schema's hash is made of. */
export const messages = {
  HELLO: { request: helloRequest, answer: helloAnswer },
  PUSH: { request: pushRequest, answer: pushAnswer },
  PULL: { request: pullRequest, answer: pullAnswer },
  OWN: { request: ownRequest, answer: ownAnswer },
  RETURN: { request: returnRequest, answer: returnAnswer },
  DIGEST: { request: digestRequest, answer: digestAnswer },
  FETCH: { request: fetchRequest, answer: fetchAnswer },
  BLOB: { request: blobRequest, answer: blobAnswer },
  CARRY: { request: carryRequest, answer: carryAnswer },
  ENROL: { request: enrolRequest, answer: enrolAnswer },
} as const;
export type MessageName = keyof typeof messages;
export type RequestOf<N extends MessageName> = z.infer<(typeof messages)[N]['request']>;
export type AnswerOf<N extends MessageName> = z.infer<(typeof messages)[N]['answer']>;
