/**
 * 示例事项 as the program ships them: `catalogue/sample/`, a file a domain, so that one can be read and edited at a time. What most matters
 * say alike (places, telephones) stands once in `catalogue/common.json`, and so do common papers: `{"use": "户口簿"}` asks for one of them, and
 * what stands beside `use` differs.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { JsonObject } from '#shared/kernel/json.ts';
import { textOf } from '#shared/kinds/common/fields.ts';

const record = z.record(z.string(), z.json());

const commonSchema = z.strictObject({ about: z.string(), defaults: record, materials: z.record(z.string(), record) });
const domainSchema = z.strictObject({
  /** Of matters that name none of their own. */
  category: z.string(),
  matters: z.array(
    z.looseObject({
      code: z.string(),
      materials: z.array(z.union([z.looseObject({ use: z.string() }), record])).optional(),
    }),
  ),
});
type Common = z.infer<typeof commonSchema>;

/** Fields of a matter's `published`, by code. `resources` is the folder the program ships. Throws where a file is not what it should be. */
export function readCatalogue(resources: string): readonly JsonObject[] {
  const folder = join(resources, 'catalogue');
  const json = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));
  const common = commonSchema.parse(json('common.json'));
  return readdirSync(join(folder, 'sample'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => domainSchema.parse(json(`sample/${name}`)))
    .flatMap(({ category, matters }) => matters.map((matter) => whole(common, category, matter as JsonObject)))
    .toSorted((one, other) => (textOf(one['code']) < textOf(other['code']) ? -1 : 1));
}

function whole({ defaults, materials }: Common, category: string, matter: JsonObject): JsonObject {
  const own = matter['materials'] as readonly JsonObject[] | undefined;
  const papers = own?.map(({ use, ...differs }) => {
    if (use === undefined) return differs;
    const shared = materials[textOf(use)];
    if (shared === undefined)
      throw new Error(`catalogue: ${textOf(matter['code'])} uses ${textOf(use)}, which is not there`);
    return { ...shared, ...differs };
  });
  return { category, ...defaults, ...matter, ...(papers ? { materials: papers } : {}) };
}
