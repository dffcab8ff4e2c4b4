/** Procedures on matters (事项) as somebody needs them who takes a case in: what is in force, and the version a case keeps. */
import { z } from 'zod';
import { matterTypes } from '../kinds/matter/facts.ts';
import { deciders, villageWays } from '../kinds/matter/stage.ts';
import { limitSchema } from '../time/limits.ts';
import { partBytes } from './attachment.ts';
import { done, id, jsonObject, paperSize, procedure } from './base.ts';

const matterLine = z.strictObject({
  code: z.string(),
  name: z.string(),
  category: z.string(),
  type: z.enum(matterTypes),
  version: z.string(),
  versionId: z.string(),
  isInstant: z.boolean(),
  promised: limitSchema.nullable(),
  statutory: limitSchema.nullable(),
  decides: z.enum(deciders),
  village: z.enum(villageWays),
});
export type MatterLine = z.infer<typeof matterLine>;

const formName = z.string().trim().min(1).max(100);
const isRoster = z.boolean();
/** Tags that the matter does not have: with one of them the form is not kept. */
const unknownTags = z.array(z.string());
/** What was found in a form, and the form filled with what belongs to nobody. */
const lookedAtForm = z.discriminatedUnion('file', [
  z.strictObject({
    file: z.literal('docx'),
    /** As they are written, each once. */
    tags: z.array(z.string()),
    unknown: unknownTags,
    html: z.string(),
    size: paperSize,
    /** What only Word prints. */
    notDrawn: z.array(z.string()),
  }),
  /** 花名册: its sheet as texts. */
  z.strictObject({
    file: z.literal('xlsx'),
    unknown: unknownTags,
    texts: z.array(z.array(z.string())),
    /** Row in which the sample case stands, from 0. */
    from: z.int(),
  }),
]);
export type LookedAtForm = z.infer<typeof lookedAtForm>;

export const matterContract = {
  /** Matters in force today whose name, code or pinyin fits; those of `codes` where it is given. */
  find: procedure(
    'registry.read',
    z.strictObject({ search: z.string().max(100), codes: z.array(z.string().max(64)).max(100).exactOptional() }),
    z.strictObject({ lines: z.array(matterLine) }),
    'open',
  ),
  /** The whole version: the one a case keeps (`versionId`), or the one in force today. Null: there is none. */
  get: procedure(
    'registry.read',
    z.strictObject({ code: z.string().max(64), versionId: z.string().max(64).exactOptional() }),
    z.strictObject({ matter: jsonObject.nullable() }),
    'open',
  ),
  /** The matter as the registry has it, with every version; null: there is none of that code. */
  row: procedure(
    'registry.read',
    z.strictObject({ code: z.string().max(64) }),
    z.strictObject({ row: z.strictObject({ stream: id, value: jsonObject }).nullable() }),
    'open',
  ),
  /** Tags that a form of this matter may use (官方表格), as the matter is being written. */
  formTags: procedure(
    'registry.write',
    z.strictObject({ version: jsonObject }),
    z.strictObject({
      tags: z.array(z.strictObject({ name: z.string(), written: z.array(z.string()) })),
      /** Those that only a 花名册 has, as they are written. */
      ofRoster: z.array(z.string()),
    }),
  ),
  /** A form that somebody brings; `upload` is minted by the screen, parts in order from 0. */
  formPart: procedure(
    'registry.write',
    z.strictObject({
      upload: id,
      index: z.int().min(0).max(100),
      data: z.base64().max(Math.ceil(partBytes / 3) * 4),
    }),
    done,
  ),
  /** Before it is kept: whether it can be filled, and what it will look like. `isRoster`: a 花名册 (.xlsx), else a form of one case (.docx). */
  lookAtForm: procedure(
    'registry.write',
    z.strictObject({ upload: id, name: formName, version: jsonObject, isRoster }),
    lookedAtForm,
  ),
  /** The same of a form the matter has; `stream`: null of one that is still to be published. */
  lookAtKeptForm: procedure(
    'registry.write',
    z.strictObject({ stream: id.nullable(), file: z.string().max(200), name: formName, version: jsonObject, isRoster }),
    lookedAtForm,
  ),
  /** Kept with the matter, or (`stream` null) with its draft until it is published; to be named by its next version as `id`. */
  keepForm: procedure(
    'registry.write',
    z.strictObject({ act: id, stream: id.nullable(), upload: id, name: formName, version: jsonObject, isRoster }),
    z.strictObject({ id: z.string().max(200) }),
  ),
};
