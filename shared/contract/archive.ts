/** 办件档案: what the file of a case has and lacks, the file itself, and whether a package that came back is still what left. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { gapCodes, partSorts } from '../archive/parts.ts';
import { retentions } from '../archive/retention.ts';
import { partBytes } from './attachment.ts';
import { id, instant, nothing, plainDate, procedure, refusalSchema, streamProcedure } from './base.ts';
import { progress } from './work.ts';

const contents = z.strictObject({
  parts: z.array(z.strictObject({ sort: z.enum(partSorts), title: z.string() })),
  gaps: z.array(z.strictObject({ code: z.enum(gapCodes), name: z.string() })),
  /** The day of 归档; null while it is open. */
  closed: plainDate.nullable(),
  retention: z.enum(retentions).nullable(),
  /** The last day it is kept; null: for ever, not closed, or nobody has said how long. */
  until: plainDate.nullable(),
});
export type FileContents = z.infer<typeof contents>;

const made = z.strictObject({
  /** Held for whoever made it until they make the next, or leave. */
  file: id,
  name: z.string(),
  pages: z.int(),
  bookmarks: z.int(),
  gaps: z.int(),
  /** Parts that lie in the package in their own format only. */
  unbound: z.array(z.string()),
});
export type MadeFileView = z.infer<typeof made>;

export const fileForms = ['zip', 'pdf'] as const;

const makeEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('progress'), progress }),
  z.strictObject({ type: z.literal('made'), made }),
  z.strictObject({ type: z.literal('refused'), refusal: refusalSchema }),
]);
export type MakeEvent = z.infer<typeof makeEvent>;

const dueFiles = z.strictObject({
  /** The oldest first; no more than a page holds. */
  rows: z.array(
    z.strictObject({
      ...{ stream: id, number: z.string(), title: z.string(), petitioner: z.string(), matter: z.string() },
      ...{ closed: plainDate, retention: z.enum(retentions), until: plainDate },
      /** What else than 办结 it ended by; `closed` is that day. */
      ended: z.enum(['', 'voided', 'merged']),
      /** Number of the appraisal it stands in, '' = none. */
      appraisal: z.string(),
    }),
  ),
  count: z.int(),
  /** Matters with closed cases and without a period. */
  unset: z.array(z.strictObject({ code: z.string(), name: z.string(), count: z.int() })),
});
export type DueFiles = z.infer<typeof dueFiles>;

const seal = z.strictObject({
  verdict: z.enum(['signed', 'forged', 'unknownSigner', 'retiredKey', 'none']),
  desk: z.string(),
  station: z.string(),
});
export type PackageSeal = z.infer<typeof seal>;

export const archiveContract = {
  contents: procedure('case.read', z.strictObject({ stream: id }), contents),
  /** Draws, binds and packs; given up by going away. Nothing leaves by it. `inspection`: the sample it is made for, which must hold the case. */
  make: streamProcedure
    .meta({ access: 'case.reveal', needsStore: true, isStream: true, inspectors: 'closed' })
    .input(z.strictObject({ stream: id, inspection: id.exactOptional() }))
    .output(eventIterator(makeEvent)),
  /** The made file part by part, for a page that hands it to its browser; part 0 is written on the case and in the audit chain. */
  take: procedure(
    'case.reveal',
    z.strictObject({ act: id, file: id, as: z.enum(fileForms), part: z.int().min(0).max(1000) }),
    z.strictObject({ parts: z.int(), data: z.base64().max(Math.ceil(partBytes / 3) * 4) }),
  ),
  /** To a place that the person chooses; only where the program has a window of its own. */
  save: procedure(
    'case.reveal',
    z.strictObject({ file: id, as: z.enum(fileForms) }),
    z.strictObject({ saved: z.boolean() }),
  ),
  /** 到期档案, to be appraised. */
  due: procedure('case.read', nothing, dueFiles),
  /** Who signed the manifest of a package. `on`: when it says it was made. */
  judge: procedure(
    'case.read',
    z.strictObject({ manifest: z.string().max(4_000_000), signature: z.string().max(400), on: instant }),
    seal,
  ),
};
