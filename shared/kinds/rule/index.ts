/**
 * 本镇规定: limits that no law gives and the township sets for itself (domain: 时限 "must be data, per area"), such as by when a complaint is
 * answered. One row a rule; where the township has not said anything, the usual one of `limits.ts` holds. A case keeps the limit it began under.
 */
import { limitSchema } from '../../time/limits.ts';
import { choice, fieldsOf, optionalText, text, textOf } from '../common/fields.ts';
import { defineKind } from '../mechanism/define.ts';
import type { FieldSpec } from '../mechanism/spec.ts';
import { ruleNames } from './limits.ts';

const fields: Readonly<Record<string, FieldSpec>> = {
  code: choice(ruleNames),
  name: text(100),
  limit: { class: 'guarded', input: 'text', schema: limitSchema },
  /** The township's own document. */
  basis: optionalText(200),
};

export const rule = defineKind({
  kind: 'rule',
  form: 'registry',
  rules: 1,
  read: 'registry.read',
  rulesets: {
    1: {
      undoMinutes: 10,
      states: { active: 'open', retired: 'done' },
      fields,
      steps: {
        declared: {
          v: 1,
          from: [],
          to: 'active',
          permission: 'registry.write',
          sets: ['code', 'name', 'limit', 'basis'],
          requires: ['code', 'name', 'limit'],
        },
        changed: {
          v: 1,
          from: ['active', 'retired'],
          to: 'active',
          permission: 'registry.write',
          sets: ['name', 'limit', 'basis'],
          isReversible: true,
        },
        /** The usual one holds again. */
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
      type: 'declared',
      data: {
        set: {
          code: ruleNames[pick(ruleNames.length)] ?? ruleNames[0],
          name: '示例规定',
          limit: { amount: 3, unit: 'workingDay' },
          basis: '示例镇服务承诺办法',
        },
      },
    },
    { type: 'changed', data: { set: { limit: { amount: 10, unit: 'workingDay' } } } },
    { type: 'retired', data: {} },
  ],
});
