/** 验真: what a paper in somebody's hand is worth, as far as this desk can tell without a line. */
import { z } from 'zod';
import * as base from './base.ts';

const { procedure, id, instant, plainDate } = base;

/**
 * valid, corrected, voided: signed by a desk of the township, and the case is here. elsewhere: signed, and nothing of its case is here.
 * blank: a signed sheet of a pad. contradicted: signed, but what is kept here under its token says something else. forged: the signature
 * does not hold. unknownSigner: nobody known here has that key. retiredKey: dated after its key was given up. unsigned: of the time
 * before signatures. numberOnly: somebody typed a number.
 */
export const verdicts = [
  'valid',
  'corrected',
  'voided',
  'elsewhere',
  'blank',
  'contradicted',
  'forged',
  'unknownSigner',
  'retiredKey',
  'unsigned',
  'numberOnly',
] as const;
export type Verdict = (typeof verdicts)[number];

export const paperVerdict = z.strictObject({
  verdict: z.enum(verdicts),
  number: z.string(),
  /** Name of the form, where its code is known here. */
  spec: z.string().nullable(),
  on: plainDate.nullable(),
  signer: z.strictObject({ desk: z.string(), station: z.string() }).nullable(),
  /** Of what the paper said, as its code has it. */
  digest: z.string().nullable(),
  /** The case, where it is here and the person may see it. */
  case: z
    .strictObject({
      stream: id,
      matter: z.string(),
      /** Masked. */
      petitioner: z.string(),
      /** The stored paper, to lay beside the one in hand. */
      paper: z.strictObject({ id, status: z.enum(['valid', 'void', 'superseded']) }).nullable(),
      /** When and why it lost its worth. */
      ended: z.strictObject({ on: instant, reason: z.string(), byName: z.string() }).nullable(),
      /** The paper that holds in its place. */
      successor: z.strictObject({ id, spec: z.string(), on: instant }).nullable(),
    })
    .nullable(),
  sheet: z.enum(['free', 'used', 'sheetSpoiled', 'sheetMissing']).nullable(),
});
export type PaperVerdict = z.infer<typeof paperVerdict>;

/** A scanned or typed code, or a receipt number. Refusals: those of a code or number that does not read, and number.unknown. */
export const verify = procedure('case.read', z.strictObject({ code: z.string().max(2000) }), paperVerdict);
