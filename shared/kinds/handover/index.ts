/**
 * 村级交接清单: papers of cases a village station took in for the township, that went there together, with a list both sides sign. It holds
 * which ones and who carried them; whether each arrived is the case's own (`core.course.village` of 服务办件).
 */
import { z } from 'zod';
import { text } from '../common/fields.ts';
import { listFields, listRecord } from '../common/lists.ts';
import { defineKind } from '../mechanism/define.ts';

/** More are not carried, nor counted over a counter, at one time. */
export const longestHandover = 200;

export const handoverValueSchema = z.object({
  number: z.string(),
  station: z.string(),
  carrier: z.string(),
  rows: z.array(z.string()),
});

const names = ['number', 'station', 'carrier', 'rows'];

export const handover = defineKind({
  kind: 'handover',
  form: 'registry',
  isOfDesk: true,
  rules: 1,
  read: 'registry.read',
  rulesets: {
    1: {
      undoMinutes: 0,
      states: { sent: 'open' },
      fields: {
        ...listFields(longestHandover),
        station: { class: 'guarded', input: 'text', schema: z.string().regex(/^\d{12}$/) },
        carrier: text(100),
      },
      steps: {
        handedOver: { v: 1, from: [], to: 'sent', permission: 'case.handle', sets: names, requires: names },
      },
    },
  },
  record: listRecord('carrier'),
  sample: ({ pick }) => [
    {
      type: 'handedOver',
      data: {
        set: {
          number: `SAMPLE-${String(pick(1_000_000))}`,
          station: '360732108215',
          carrier: '示例代办员',
          rows: ['00000000-0000-7000-8000-00000000aaaa'],
        },
      },
    },
  ],
});
