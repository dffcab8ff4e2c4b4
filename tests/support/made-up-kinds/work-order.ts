/** A work order (工单) whose assignment belongs to the hub: elsewhere it can only be asked for. */
import { z } from 'zod';
import { text, textOf } from '#shared/kinds/common/fields.ts';
import { defineKind } from '#shared/kinds/mechanism/define.ts';
import { valueOf } from '#shared/kinds/mechanism/state.ts';

export const workOrder = defineKind({
  kind: 'madeUpOrder',
  form: 'case',
  rules: 1,
  read: 'case.read',
  rulesets: {
    1: {
      undoMinutes: 10,
      states: { received: 'open', assigned: 'open', answered: 'done' },
      fields: {
        complaint: text(2000),
        assignee: { class: 'hub', input: 'text', schema: z.string().trim().min(1).max(100) },
        /** The station it was dispatched to: its desks receive the order. */
        station: { class: 'hub', input: 'text', schema: z.string().regex(/^\d{12}$/), isOptional: true },
      },
      steps: {
        received: {
          v: 1,
          from: [],
          to: 'received',
          permission: 'case.take',
          numbered: true,
          sets: ['complaint'],
          requires: ['complaint'],
        },
        assignmentAsked: { v: 1, from: ['received', 'assigned'], permission: 'case.handle', form: { whom: text(100) } },
        assigned: {
          v: 1,
          from: ['received', 'assigned'],
          to: 'assigned',
          permission: 'dispatch.assign',
          sets: ['assignee', 'station'],
          requires: ['assignee'],
          authority: { request: 'assignmentAsked' },
        },
        answered: { v: 1, from: ['assigned'], to: 'answered', permission: 'case.handle', form: { answer: text(2000) } },
      },
    },
  },
  row: (state) => ({ title: textOf(valueOf(state, 'complaint')), people: [], text: '' }),
  concerns: (state) => {
    const station = textOf(valueOf(state, 'station'));
    return station === '' ? [] : [station];
  },
  sample: () => [{ type: 'received', data: { set: { complaint: '路灯不亮' } } }],
});
