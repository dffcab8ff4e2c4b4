/** Procedures on the link to the township's server (镇服务器): joining it, what waits, what it did not take, what a person has to decide. */
import { z } from 'zod';
import * as base from './base.ts';

const { procedure, done, id, instant, nothing } = base;

/** Why nothing goes on until a person has looked. */
export const linkStops = [
  'unknown',
  'revoked',
  'clone',
  'tooManyGone',
  'hubWentBack',
  'hubSignature',
  'protocol',
  'signature',
  'malformed',
] as const;

export const linkState = z.strictObject({
  /** alone: no server. joining: the six digits wait to be compared. Else what the one runner does now. */
  is: z.enum(['alone', 'joining', 'starting', 'working', 'atRest', 'waiting', 'stopped']),
  address: z.string(),
  /** The six digits, while joining; '' else. */
  comparison: z.string(),
  /** Acts that the server has not answered yet, and when the oldest was written. */
  waiting: z.int().min(0),
  oldest: instant.nullable(),
  /** Acts it did not take and that nobody has looked at. */
  refused: z.int().min(0),
  /** While waiting: unreached, or what the server said; and until when. */
  why: z.string(),
  until: instant.nullable(),
  stop: z.enum(linkStops).nullable(),
  answeredAt: instant.nullable(),
  /** This computer's clock is off by more than two minutes: how many seconds the server's is ahead. */
  clockOff: z.int().nullable(),
  /** Days without the server after which a chief allows each login; 0 = never. And when this desk last met it. */
  awayLimit: z.int(),
  metAt: instant.nullable(),
  /** The nightly comparison found another content on the two sides, and nobody has looked at it: where, and the hashes (16 hex). */
  differs: z.strictObject({ at: instant, place: z.string(), ours: z.string(), theirs: z.string() }).nullable(),
});
export type LinkState = z.infer<typeof linkState>;

/** An act, said by its first entry. `title` is what lists show of the case; '' where it cannot be told or must not. */
const actLine = z.strictObject({
  act: id,
  at: instant,
  kind: z.string(),
  type: z.string(),
  byName: z.string(),
  stream: id,
  number: z.string(),
  title: z.string(),
});
export type WaitingAct = z.infer<typeof actLine>;

export const refusedAct = actLine.extend({
  /** Why, as the server says it. */
  code: z.string(),
  /** What was written, masked as on its case's page; by the entry's own names. */
  data: base.jsonObject,
  /** It can be written again as a new act. */
  isRepeatable: z.boolean(),
});
export type RefusedAct = z.infer<typeof refusedAct>;

export const linkContract = {
  state: procedure('login', nothing, linkState, 'open'),
  /** With the code of an invitation and the address beside it, or with all that its QR holds. */
  join: procedure(
    'desk.manage',
    z.strictObject({ code: z.string().trim().min(1).max(300), address: z.string().trim().max(300) }),
    z.strictObject({ comparison: z.string(), address: z.string() }),
  ),
  /** The person here has compared the digits; asked again until the server's operator has, too. */
  confirm: procedure('desk.manage', nothing, z.strictObject({ state: z.enum(['waiting', 'joined']) })),
  cancel: procedure('desk.manage', nothing, done),
  /** Now, whatever it is waiting for. */
  retry: procedure('login', nothing, done),
  waiting: procedure('case.read', nothing, z.strictObject({ acts: z.array(actLine), total: z.int() })),
  refused: procedure('case.read', nothing, z.strictObject({ acts: z.array(refusedAct) })),
  /** Written again as it stands, as a new act of whoever does it; what was refused is settled by that. */
  repeat: procedure('case.handle', z.strictObject({ act: id, refused: id }), z.strictObject({ stream: id })),
  /** Looked at: it need not be written again. */
  settle: procedure('case.correct', z.strictObject({ refused: id, reason: z.string().trim().min(1).max(500) }), done),
  /** After a stop: a person has looked, and it may go on. For tooManyGone: yes, those cases are to leave this desk. */
  goOn: procedure('desk.manage', z.strictObject({ stop: z.enum(linkStops) }), done),
  setAwayLimit: procedure('desk.manage', z.strictObject({ days: z.int().min(0).max(365) }), done),
  /** A person has looked at what the comparison of `at` found. */
  looked: procedure('desk.manage', z.strictObject({ at: instant }), done),
};
