/** 工作日历: one year of the State Council's notice, as imported or typed in. The latest version of a year is in force. */
import { z } from 'zod';
import { fieldsOf, text, textOf } from '../common/fields.ts';
import { defineKind } from '../mechanism/define.ts';
import type { FieldSpec } from '../mechanism/spec.ts';

const days = z.array(z.string().min(5).max(40)).max(120);
const fields: Readonly<Record<string, FieldSpec>> = {
  year: { class: 'guarded', input: 'text', schema: z.string().regex(/^\d{4}$/) },
  version: text(64),
  /** 放假: dates or ranges `MM-DD..MM-DD`, the holiday's name behind a blank; 补班: dates. */
  off: { class: 'guarded', input: 'choices', schema: days },
  work: { class: 'guarded', input: 'choices', schema: days },
  status: {
    class: 'guarded',
    input: 'choice',
    schema: z.enum(['official', 'estimated']),
    values: ['official', 'estimated'],
  },
  source: text(500),
};
const names = Object.keys(fields);

export const calendar = defineKind({
  kind: 'calendar',
  form: 'registry',
  rules: 1,
  read: 'registry.read',
  rulesets: {
    1: {
      undoMinutes: 10,
      states: { active: 'open' },
      fields,
      steps: {
        imported: { v: 1, from: [], to: 'active', permission: 'registry.write', sets: names, requires: names },
        replaced: {
          v: 1,
          from: ['active'],
          permission: 'registry.write',
          sets: names.filter((name) => name !== 'year'),
          requires: ['version', 'off', 'work', 'status', 'source'],
          isReversible: true,
        },
      },
    },
  },
  record: (state) => ({
    key: textOf(state.core.fields['year']?.value),
    label: textOf(state.core.fields['version']?.value),
    value: fieldsOf(state),
  }),
  sample: ({ pick }) => [
    {
      type: 'imported',
      data: {
        set: {
          year: String(2100 + pick(800)),
          version: 'sample',
          off: ['01-01'],
          work: [],
          status: 'estimated',
          source: '示例',
        },
      },
    },
    {
      type: 'replaced',
      data: { set: { version: 'sample-2', off: ['01-01', '05-01'], work: [], status: 'official', source: '示例' } },
    },
  ],
});
