/** 公示: a list of people for the notice board, masked by the local pattern, and let out only when the finished file is clean. */
import { z } from 'zod';
import { publicColumns, publicScopes } from '../publish/columns.ts';
import { publicPatternSchema } from '../publish/mask.ts';
import * as base from './base.ts';

const { procedure, id, nothing, plainDate } = base;
const line = z.string().trim().max(200);

const list = {
  matter: z.string().min(1).max(64),
  from: plainDate,
  to: plainDate,
  scope: z.enum(publicScopes),
  columns: z.array(z.enum(publicColumns)).min(1).max(publicColumns.length),
  title: line.min(1),
  /** 公示期, where to object; a telephone goes into `phone`. */
  note: z.string().trim().max(1000),
  /** 监督电话: the one number that may stand in the file. */
  phone: z.string().trim().max(40),
};
export const publicAsked = z.strictObject(list);
export type PublicAsked = z.infer<typeof publicAsked>;

const file = { ...list, act: id, form: z.enum(['xlsx', 'docx', 'pdf']) };

const decided = {
  /** The document of the county or city that prescribes it. */
  basis: line.min(1),
  decidedBy: z.string().trim().min(1).max(60),
};
const patternVersion = z.strictObject({
  pattern: publicPatternSchema,
  ...decided,
  byName: z.string(),
  at: base.instant,
});

export const publishContract = {
  /** As it will stand in the file, and how many were left out. Refusals: publish.none, publish.tooMany. */
  preview: procedure(
    'case.reveal',
    publicAsked,
    z.strictObject({
      heads: z.array(z.string()),
      rows: z.array(z.array(z.string())),
      notes: z.array(z.string()),
      /** Under eighteen: never published. */
      minors: z.int(),
    }),
  ),
  /** The file, for a page that hands it to its browser. Refusal: publish.found with the places, and nothing leaves. */
  export: procedure('case.reveal', z.strictObject(file), z.strictObject({ data: z.base64() })),
  save: procedure(
    'case.reveal',
    z.strictObject({ ...file, name: z.string().trim().min(1).max(120) }),
    z.strictObject({ saved: z.boolean() }),
  ),
  /** How names and numbers are masked in what goes public from this desk, and every version before, the newest first. */
  pattern: procedure(
    'case.reveal',
    nothing,
    z.strictObject({ pattern: publicPatternSchema, versions: z.array(patternVersion) }),
  ),
  /** A new version of it. It is in force at once, for lists made from now on. */
  setPattern: procedure(
    'registry.write',
    z.strictObject({ act: id, pattern: publicPatternSchema, ...decided }),
    base.done,
  ),
};
