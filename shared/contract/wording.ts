/** 文书用语: what a township says in its own words on its papers; one version a change, in force from a day on. */
import { z } from 'zod';
import { faultCodes } from '../documents/wording.ts';
import { wordsSchema } from '../kinds/wording/index.ts';
import * as base from './base.ts';

const { procedure, id, instant, nothing, paperSize, plainDate } = base;

const paper = z.string().min(1).max(40);
const reason = z.string().trim().min(1).max(200);
const fault = z.strictObject({ paper, passage: z.string(), code: z.enum(faultCodes), detail: z.string() });

const version = z.strictObject({
  version: z.string(),
  words: z.record(z.string(), z.string()),
  effectiveFrom: plainDate,
  reason: z.string(),
  byName: z.string(),
  at: instant,
});
export type WordingOfPaper = z.infer<typeof version>;

/** As a file carries it to another township or another desk: only words. */
export const wordingFile = z.strictObject({
  tongban: z.literal('wording'),
  version: z.literal(1),
  papers: z.record(paper, wordsSchema),
});

const written = z.strictObject({
  /** How many papers are worded anew. */
  papers: z.int(),
  /** Asked of the township's server, which has not answered yet. */
  isAsked: z.boolean(),
});

export const wordingContract = {
  /** Papers that have versions: what is in force today, what comes next. */
  list: procedure(
    'registry.read',
    nothing,
    z.strictObject({
      papers: z.array(
        z.strictObject({ paper, passages: z.int(), since: plainDate.nullable(), coming: plainDate.nullable() }),
      ),
    }),
  ),
  /** Newest first; none where the program words it. `inForce`: the version of today. */
  versions: procedure(
    'registry.read',
    z.strictObject({ paper }),
    z.strictObject({ inForce: z.string().nullable(), versions: z.array(version) }),
  ),
  /** The real paper with one of its samples; a passage that does not fit stays as the program words it. Refusals: paper.unknown, paper.size. */
  preview: procedure(
    'registry.read',
    z.strictObject({ paper, sample: z.string().max(40), size: paperSize, words: wordsSchema }),
    z.strictObject({ html: z.string() }),
  ),
  /** All words of it, those not named as the program has them. Refusals: wording.fixed, wording.faulty, wording.past. */
  write: procedure(
    'registry.write',
    z.strictObject({ act: id, paper, words: wordsSchema, effectiveFrom: plainDate, reason }),
    written,
  ),
  /** What is in force today, as a file. */
  export: procedure('registry.read', nothing, z.strictObject({ text: z.string() })),
  save: procedure(
    'registry.read',
    z.strictObject({ name: z.string().trim().min(1).max(120) }),
    z.strictObject({ saved: z.boolean() }),
  ),
  /** What a file would change, before it counts. Refusal: wording.file. */
  readFile: procedure(
    'registry.write',
    z.strictObject({ text: z.string().max(1_000_000) }),
    z.strictObject({
      papers: z.array(z.strictObject({ paper, passages: z.int() })),
      faults: z.array(fault),
    }),
  ),
  /** In one act: all its papers or none. Refusals: wording.file, and those of `write`. */
  takeFile: procedure(
    'registry.write',
    z.strictObject({ act: id, text: z.string().max(1_000_000), effectiveFrom: plainDate, reason }),
    written,
  ),
};
