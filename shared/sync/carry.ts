/** CARRY: a desk with a line hands on the file of one without (`stick.ts`). It reads neither the file nor the answer: both are sealed. */
import { z } from 'zod';

/** An Ed25519 key, raw, base64url. */
export const signingKeySchema = z.string().regex(/^[\w-]{43}$/);
/** An X25519 key as age writes it: files are sealed for it. */
export const recipientSchema = z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/);

/** Bytes of a file that is handed on over the line: as base64 it fits the hub's limit of a call. */
export const carryLimit = 11 * 1024 * 1024;

export const carryRequest = z.strictObject({ file: z.base64().max(Math.ceil(carryLimit / 3) * 4) });
export type CarryRequest = z.infer<typeof carryRequest>;

/** Why the hub does not read such a file at all; nothing was changed then. */
export const stickRefusals = [
  'notOne',
  /** Sealed for another hub, or altered, or cut. */
  'notForHere',
  /** An answer, chosen in place of what a desk wrote. */
  'wrongWay',
  'newer',
  'signature',
  'unknownWriter',
  'revoked',
  'clone',
] as const;
export type StickRefusal = (typeof stickRefusals)[number];

export const carryAnswer = z.strictObject({
  state: z.enum(['answered', 'refused']),
  why: z.enum(stickRefusals).optional(),
  /** '' where it refuses. */
  file: z.base64(),
});
export type CarryAnswer = z.infer<typeof carryAnswer>;
