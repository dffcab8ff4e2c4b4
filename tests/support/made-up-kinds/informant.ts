/** Who reported it (举报人): the sealed part of a work order, a stream of its own that only those with the permission know of. */
import { z } from 'zod';
import { text, textOf } from '#shared/kinds/common/fields.ts';
import { phone } from '#shared/kinds/common/identity.ts';
import { defineKind } from '#shared/kinds/mechanism/define.ts';
import { valueOf } from '#shared/kinds/mechanism/state.ts';

export const informant = defineKind({
  kind: 'madeUpInformant',
  form: 'part',
  rules: 1,
  read: 'case.seeInformant',
  rulesets: {
    1: {
      undoMinutes: 10,
      states: { sealed: 'open', released: 'done' },
      fields: {
        // The part knows its case; the case knows of no part.
        parent: { class: 'guarded', input: 'text', schema: z.uuid() },
        name: { ...text(100), isPersonal: true },
        phone: { class: 'guarded', input: 'text', schema: phone, isPersonal: true },
      },
      steps: {
        recorded: {
          v: 1,
          from: [],
          to: 'sealed',
          permission: 'case.take',
          sets: ['parent', 'name', 'phone'],
          requires: ['parent', 'name'],
        },
        released: { v: 1, from: ['sealed'], to: 'released', permission: 'case.seeInformant' },
      },
    },
  },
  row: (state) => ({
    title: '举报人',
    people: [{ role: 'informant', name: textOf(valueOf(state, 'name')), phone: textOf(valueOf(state, 'phone')) }],
    text: '密件',
  }),
  sample: ({ pick }) => [
    {
      type: 'recorded',
      data: { set: { parent: `00000000-0000-7000-8000-${String(pick(10 ** 9)).padStart(12, '0')}`, name: '甲' } },
    },
  ],
});
