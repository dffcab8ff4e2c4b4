/** How every procedure is declared: a permission, a strict input, an answer that is a `Result`. */
import { oc } from '@orpc/contract';
import { z, type ZodType } from 'zod';
import { isWellFormed } from '../kernel/json.ts';
import { refusalCodes } from '../kernel/refusals.ts';
import type { Permission } from '../kernel/permissions.ts';

/**
 * What a caller must be. public: anybody at the machine, also before the store is open. login: any member of staff who is logged
 * in. Otherwise the permission itself.
 */
export type Access = 'public' | 'login' | Permission;

/** Whether 检查人员 may call it: not at all; because every screen does; or so that each look is written to the audit chain. */
export type ForInspectors = 'closed' | 'open' | 'logged';

export interface ProcedureMeta extends Record<string, unknown> {
  readonly access: Access;
  /** It needs the open store (all but set-up, login and restore do). */
  readonly needsStore: boolean;
  /** Answers a stream of messages; a refusal is its only one. */
  readonly isStream: boolean;
  readonly inspectors: ForInspectors;
}

const base = oc.$meta<ProcedureMeta>({ access: 'login', needsStore: true, isStream: false, inspectors: 'closed' });

export const refusalSchema = z.strictObject({
  code: z.enum(refusalCodes),
  details: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
  field: z.string().exactOptional(),
});

const resultSchema = <T extends ZodType>(value: T) =>
  z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), refusal: refusalSchema }),
  ]);

/** A procedure of the open desk. Closed to inspectors unless it says otherwise: a new one that writes can not be forgotten. */
export const procedure = <I extends ZodType, O extends ZodType>(
  access: Access,
  input: I,
  output: O,
  inspectors: ForInspectors = 'closed',
) => base.meta({ access, needsStore: true, isStream: false, inspectors }).input(input).output(resultSchema(output));

/** A procedure that works while the store is closed. */
export const closedProcedure = <I extends ZodType, O extends ZodType>(access: Access, input: I, output: O) =>
  base
    .meta({ access, needsStore: false, isStream: false, inspectors: 'open' })
    .input(input)
    .output(resultSchema(output));

/** Answers many messages; each schema has `refused` among them. */
export const streamProcedure = base;

export const nothing = z.strictObject({});
export const done = z.strictObject({});
export const id = z.uuid();
export const shortText = z.string().max(200);
export const instant = z.iso.datetime({ precision: 3 });
export const plainDate = z.iso.date();
export const json = z.json();
/** Half a character (a lone surrogate) is refused here, before anything is hashed. */
export const jsonObject = z.record(z.string(), z.json()).refine(isWellFormed);
/** A paper of the moment as a page, and the name it is printed by (`paper.queue`). */
export const drawnSheet = z.strictObject({
  html: z.string(),
  sheet: id,
  /** Code points that no face has: their places are left blank on it, to be written in by hand. */
  blanks: z.array(z.string()),
});
export const paperSize = z.enum(['80mm', 'A5', 'A4']);
/**
 * A look at full personal data, minted by the screen when it opens: asked again under the same id by the same login it is still the one
 * look that was written down. Without it every call is.
 */
export const look = id.exactOptional();
/** 补录: when it happened and why it is entered later. */
export const late = z.strictObject({ on: instant, reason: z.string().trim().min(1).max(500) });
/** Secrets a person types; long enough for any phrase, short enough to be cheap. */
export const secret = z.string().min(1).max(200);
