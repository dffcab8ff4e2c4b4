/** 站点: the hall or a village station (便民服务站), by its 12-digit division code. */
import { z } from 'zod';
import { faculties } from '../common/faculties.ts';
import { choice, fieldsOf, optional, optionalText, text, textOf } from '../common/fields.ts';
import { defineKind } from '../mechanism/define.ts';
import type { FieldSpec } from '../mechanism/spec.ts';

const fields: Readonly<Record<string, FieldSpec>> = {
  code: { class: 'guarded', input: 'text', schema: z.string().regex(/^\d{12}$/) },
  name: text(100),
  township: text(100),
  form: choice(['hall', 'village']),
  phone: optionalText(40),
  /** 监督电话 of 帮办代办, as its slips name it. */
  supervisionPhone: optionalText(40),
  address: optionalText(200),
  /** 决定机关: in whose name decisions are made, where it is not the hall's own (兴国县永丰镇人民政府). */
  organ: optionalText(100),
  /** 复议机关 and 管辖法院, as decisions tell them (行政复议法 art. 24; 行政诉讼法 art. 14, 18). */
  reviewBody: optionalText(100),
  court: optionalText(100),
  /** Base address of the township's petitioner pages; the QR's prefix once it is there. */
  web: { class: 'guarded', input: 'text', schema: z.url({ protocol: /^https$/ }), isOptional: true },
  faculties: optional({ class: 'guarded', input: 'choices', schema: z.array(z.enum(faculties)), values: faculties }),
};
const names = Object.keys(fields);

export const station = defineKind({
  kind: 'station',
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
          sets: names,
          requires: ['code', 'name', 'township', 'form'],
        },
        changed: {
          v: 1,
          from: ['active'],
          permission: 'registry.write',
          sets: names.filter((name) => name !== 'code'),
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
      type: 'declared',
      data: {
        set: {
          code: `9${String(pick(10 ** 9)).padStart(11, '0')}`,
          name: '示例站',
          township: '示例镇',
          form: 'village',
        },
      },
    },
    { type: 'changed', data: { set: { phone: '0797-5000000' } } },
    { type: 'retired', data: {} },
  ],
});
