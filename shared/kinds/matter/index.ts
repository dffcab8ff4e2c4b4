/** 服务事项: one matter of the service catalogue, with its limits, materials and basis. A case keeps the version it was taken in under. */
import { z } from 'zod';
import { defineKind } from '../mechanism/define.ts';
import { limitSchema } from '../../time/limits.ts';
import type { FieldSpec } from '../mechanism/spec.ts';
import { choice, fieldsOf, optional, optionalText, text, textOf } from '../common/fields.ts';

const limit: FieldSpec = { class: 'guarded', input: 'text', schema: limitSchema };

/** Legal types (国务院令716号 art. 4; 政务服务事项 by 依申请类). */
export const matterTypes = [
  'permit',
  'levy',
  'grant',
  'confirmation',
  'reward',
  'ruling',
  'otherPower',
  'publicService',
  'preliminary',
] as const;

export const matterMaterialSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  form: z.enum(['original', 'copy', 'electronic']),
  copies: z.int().min(1).max(99),
  isNecessary: z.boolean(),
  standard: z.string().trim().max(500).optional(),
});

/** What a case learns of its matter and keeps (`core.learnt.matter`). */
export const matterFactsSchema = z.object({
  code: z.string(),
  name: z.string(),
  version: z.string(),
  type: z.enum(matterTypes),
  promised: limitSchema.optional(),
  statutory: limitSchema.optional(),
  basis: z.string().optional(),
  isInstant: z.boolean().optional(),
  materials: z.array(matterMaterialSchema).optional(),
});
export type MatterFacts = z.infer<typeof matterFactsSchema>;

const fields: Readonly<Record<string, FieldSpec>> = {
  code: text(64),
  name: text(200),
  category: text(100),
  type: choice(matterTypes),
  version: text(40),
  promised: optional(limit),
  statutory: optional(limit),
  isInstant: { class: 'guarded', input: 'choice', schema: z.boolean(), isOptional: true },
  basis: optionalText(2000),
  materials: { class: 'guarded', input: 'materials', schema: z.array(matterMaterialSchema).max(100), isOptional: true },
};
const names = Object.keys(fields);

export const matter = defineKind({
  kind: 'matter',
  form: 'registry',
  rules: 1,
  read: 'registry.read',
  rulesets: {
    1: {
      undoMinutes: 10,
      states: { active: 'open', retired: 'done' },
      fields,
      steps: {
        published: {
          v: 1,
          from: [],
          to: 'active',
          permission: 'registry.write',
          sets: names,
          requires: ['code', 'name', 'category', 'type', 'version'],
        },
        revised: {
          v: 1,
          from: ['active', 'retired'],
          to: 'active',
          permission: 'registry.write',
          sets: names.filter((name) => name !== 'code'),
          requires: ['version'],
          isReversible: true,
        },
        retired: { v: 1, from: ['active'], to: 'retired', permission: 'registry.write', isReversible: true },
      },
    },
  },
  record: (state) => ({
    key: textOf(state.core.fields['code']?.value),
    label: textOf(state.core.fields['name']?.value),
    value: { ...fieldsOf(state), isActive: state.core.status === 'active' },
  }),
  sample: ({ pick }) => [
    {
      type: 'published',
      data: {
        set: {
          code: `SAMPLE-${String(pick(1_000_000))}`,
          name: '示例事项',
          category: '示例',
          type: 'publicService',
          version: '1',
          promised: { amount: 3, unit: 'workingDay' },
        },
      },
    },
    { type: 'revised', data: { set: { version: '2', promised: { amount: 1, unit: 'workingDay' } } } },
    { type: 'retired', data: {} },
  ],
});
