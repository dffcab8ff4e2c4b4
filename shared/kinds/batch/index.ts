/**
 * 上报批次: cases of one matter that went up together, with a 移交清单 both sides sign. It holds which ones and where to; what came of each
 * is the case's own (`core.course` of 服务办件), so that an answer keyed in on the case's page is the same answer.
 */
import { z } from 'zod';
import { text } from '../common/fields.ts';
import { listFields, listRecord } from '../common/lists.ts';
import { defineKind } from '../mechanism/define.ts';

/** More do not go into one act, nor on one list that somebody signs. */
export const longestBatch = 500;

export const batchValueSchema = z.object({
  number: z.string(),
  authority: z.string(),
  matter: z.string(),
  rows: z.array(z.string()),
});

export const batch = defineKind({
  kind: 'batch',
  form: 'registry',
  isOfDesk: true,
  rules: 1,
  read: 'registry.read',
  rulesets: {
    1: {
      undoMinutes: 0,
      states: { sent: 'open' },
      fields: {
        ...listFields(longestBatch),
        authority: text(200),
        matter: text(64),
      },
      steps: {
        sentUp: {
          v: 1,
          from: [],
          to: 'sent',
          permission: 'case.handle',
          sets: ['number', 'authority', 'matter', 'rows'],
          requires: ['number', 'authority', 'matter', 'rows'],
        },
      },
    },
  },
  record: listRecord('authority'),
  sample: ({ pick }) => [
    {
      type: 'sentUp',
      data: {
        set: {
          number: `SAMPLE-${String(pick(1_000_000))}`,
          authority: '示例县民政局',
          matter: 'SAMPLE',
          rows: ['00000000-0000-7000-8000-00000000aaaa'],
        },
      },
    },
  ],
});
