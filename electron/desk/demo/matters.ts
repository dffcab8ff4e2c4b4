/** What the made-up counter knows of a matter of the catalogue. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { matterFactsSchema, type MatterFacts } from '#shared/kinds/matter/facts.ts';
import { formFieldsSchema, type FormField } from '#shared/kinds/matter/form-field.ts';
import { materialsAskedBy, type MatterMaterial } from '#shared/kinds/matter/material.ts';

export interface DemoMatter {
  readonly facts: MatterFacts;
  readonly materials: readonly MatterMaterial[];
  readonly fields: readonly FormField[];
}

export const mattersByCode = (catalogue: readonly JsonObject[]): ReadonlyMap<string, DemoMatter> =>
  new Map(
    catalogue.map((record) => {
      const facts = matterFactsSchema.parse(record);
      const fields = formFieldsSchema.parse(record['fields'] ?? []);
      return [facts.code, { facts, materials: materialsAskedBy(record), fields }];
    }),
  );
