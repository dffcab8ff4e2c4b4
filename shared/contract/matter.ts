/** Procedures on matters (事项) as somebody needs them who takes a case in: what is in force, and the version a case keeps. */
import { z } from 'zod';
import { matterTypes } from '../kinds/matter/facts.ts';
import { deciders, villageWays } from '../kinds/matter/stage.ts';
import { limitSchema } from '../time/limits.ts';
import { id, jsonObject, procedure } from './base.ts';

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

export const matterContract = {
  /** Matters in force today whose name, code or pinyin fits; those of `codes` where it is given. */
  find: procedure(
    'registry.read',
    z.strictObject({ search: z.string().max(100), codes: z.array(z.string().max(64)).max(100).exactOptional() }),
    z.strictObject({ lines: z.array(matterLine) }),
  ),
  /** The whole version: the one a case keeps (`versionId`), or the one in force today. Null: there is none. */
  get: procedure(
    'registry.read',
    z.strictObject({ code: z.string().max(64), versionId: z.string().max(64).exactOptional() }),
    z.strictObject({ matter: jsonObject.nullable() }),
  ),
  /** The matter as the registry has it, with every version; null: there is none of that code. */
  row: procedure(
    'registry.read',
    z.strictObject({ code: z.string().max(64) }),
    z.strictObject({ row: z.strictObject({ stream: id, value: jsonObject }).nullable() }),
  ),
};
