/** Procedures on the whole catalogue of matters (服务事项库): in from a workbook or JSON, looked at before anything changes, and out again. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { partBytes } from './attachment.ts';
import { done, id, json, plainDate, procedure, refusalSchema, streamProcedure } from './base.ts';
import { progress } from './work.ts';

export const catalogueForms = ['xlsx', 'json'] as const;
export const previewParts = ['new', 'changed', 'same', 'missing', 'errors'] as const;
export type PreviewPart = (typeof previewParts)[number];

const code = z.string().max(64);
const codes = z.array(code).max(10_000);
const base64 = z.base64();

const summary = z.strictObject({
  /** Matters by what the import would do with them. */
  new: z.int(),
  changed: z.int(),
  same: z.int(),
  /** In use here and not in the file. */
  missing: z.int(),
  /** What is wrong, row by row, and how many matters are not taken because of it. */
  errors: z.int(),
  wrong: z.int(),
  /** How many of those that are new or changed go in the first act. */
  fits: z.int(),
});
export type CatalogueSummary = z.infer<typeof summary>;

const page = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        changes: z
          .array(z.strictObject({ field: z.string(), before: json.nullable(), after: json.nullable() }).readonly())
          .readonly(),
      }),
    )
    .readonly(),
  errors: z
    .array(z.strictObject({ sheet: z.string(), row: z.int(), column: z.string(), refusal: refusalSchema }).readonly())
    .readonly(),
});
export type CataloguePage = z.infer<typeof page>;

const readEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('progress'), progress }),
  z.strictObject({ type: z.literal('summary'), summary }),
  z.strictObject({ type: z.literal('refused'), refusal: refusalSchema }),
]);
export type CatalogueReadEvent = z.infer<typeof readEvent>;

export const catalogueContract = {
  /** `file` is minted by the screen; parts in order from 0. */
  part: procedure(
    'registry.write',
    z.strictObject({
      file: id,
      index: z.int().min(0).max(1000),
      data: base64.max(Math.ceil(partBytes / 3) * 4),
    }),
    done,
  ),
  /** Reads the file and holds it against the registry; changes nothing. Ends when the connection does. */
  read: streamProcedure
    .meta({ access: 'registry.write', needsStore: true, isStream: true, inspectors: 'closed' })
    .input(z.strictObject({ file: id }))
    .output(eventIterator(readEvent)),
  /** A hundred lines of what was found. */
  preview: procedure(
    'registry.write',
    z.strictObject({ file: id, part: z.enum(previewParts), page: z.int().min(0).max(100_000) }),
    page,
  ),
  /** What is wrong, as a workbook. */
  errorList: procedure(
    'registry.write',
    z.strictObject({ file: id, language: z.enum(['zh-CN', 'en']) }),
    z.strictObject({ data: base64 }),
  ),
  /** The same to a place outside that the person chooses now; only where the program has a window of its own. */
  saveErrors: procedure(
    'registry.write',
    z.strictObject({ file: id, language: z.enum(['zh-CN', 'en']), name: z.string().trim().min(1).max(120) }),
    z.strictObject({ saved: z.boolean() }),
  ),
  /** 导入: publishes what is new, revises what changed from the day given on, retires what was ticked. One act. */
  take: procedure(
    'registry.write',
    z.strictObject({
      act: id,
      file: id,
      effectiveFrom: plainDate,
      version: z.string().trim().min(1).max(40),
      retire: codes,
    }),
    z.strictObject({
      ...{ published: z.int(), revised: z.int(), retired: z.int() },
      /** How many of the file wait for the next act. */
      left: z.int(),
      /** The township's server was asked, which registers them. */
      isAsked: z.boolean(),
    }),
  ),
  /** For a page that hands it to its browser as a download; all matters in use, or those named. */
  export: procedure(
    'registry.read',
    z.strictObject({ form: z.enum(catalogueForms), codes: codes.exactOptional() }),
    z.strictObject({ data: base64 }),
  ),
  /** To a place outside that the person chooses now; only where the program has a window of its own. */
  save: procedure(
    'registry.read',
    z.strictObject({
      form: z.enum(catalogueForms),
      codes: codes.exactOptional(),
      name: z.string().trim().min(1).max(120),
    }),
    z.strictObject({ saved: z.boolean() }),
  ),
};
