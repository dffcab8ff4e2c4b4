/** Sample lives of a matter: published with a form and stages, revised to hold from a later day, hinted, retired. */
import type { JsonObject } from '../../kernel/json.ts';
import type { SampleCommand, SampleSeed } from '../mechanism/spec.ts';

const fields: readonly JsonObject[] = [
  { key: '申请类别', label: '申请类别', type: 'choice', options: ['首次', '续期'], isRequired: true },
  {
    key: '周岁',
    label: '周岁',
    type: 'computed',
    computed: { rule: 'age', birth: 'petitioner.birth', on: 'intake.date' },
  },
  {
    key: '原证号',
    label: '原证号',
    type: 'text',
    shownIf: { field: '申请类别', values: ['续期'] },
  },
];
const stages: readonly JsonObject[] = [
  { kind: 'preliminary', name: '初审', responsible: '民政窗口', limit: { amount: 3, unit: 'workingDay' } },
  { kind: 'report', name: '上报' },
];

export const sample = ({ pick }: SampleSeed): readonly SampleCommand[] => [
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
        decides: 'above',
        authority: '示例县民政局',
        fields,
        stages,
      },
    },
  },
  { type: 'hinted', data: { set: { hints: ['先问是不是首次'] } } },
  {
    type: 'revised',
    data: { set: { version: '2', effectiveFrom: '2027-01-01', promised: { amount: 1, unit: 'workingDay' } } },
  },
  { type: 'retired', data: {} },
];
