/**
 * 批量收件: one matter, many persons, each with a case and a number of its own. It holds which cases it is to have, by ids fixed before the
 * first of them is taken in: whoever goes on after a power cut takes in what is not there yet, and nothing twice. Who they are stands in the
 * cases; a registry goes to every desk of the township, so no name may ever stand here.
 */
import { z } from 'zod';
import { longestList } from '../../documents/intake-list.ts';
import { text } from '../common/fields.ts';
import { listFields, listRecord, listRows } from '../common/lists.ts';
import { defineKind } from '../mechanism/define.ts';

export { longestList };

export const listRowsSchema = listRows(longestList);
export const listValueSchema = z.object({ number: z.string(), matter: z.string(), rows: listRowsSchema });

export const intakeList = defineKind({
  kind: 'intakeList',
  form: 'registry',
  isOfDesk: true,
  rules: 1,
  read: 'registry.read',
  rulesets: {
    1: {
      undoMinutes: 0,
      states: { opened: 'open' },
      fields: {
        ...listFields(longestList),
        matter: text(64),
      },
      steps: {
        listOpened: {
          v: 1,
          from: [],
          to: 'opened',
          permission: 'case.take',
          sets: ['number', 'matter', 'rows'],
          requires: ['number', 'matter', 'rows'],
        },
        listExtended: { v: 1, from: ['opened'], permission: 'case.take', sets: ['rows'], requires: ['rows'] },
      },
    },
  },
  record: listRecord('matter'),
  sample: ({ pick }) => [
    {
      type: 'listOpened',
      data: {
        set: {
          number: `SAMPLE-LIST-${String(pick(1_000_000))}`,
          matter: 'SAMPLE',
          rows: ['00000000-0000-7000-8000-00000000bbbb'],
        },
      },
    },
    {
      type: 'listExtended',
      data: { set: { rows: ['00000000-0000-7000-8000-00000000bbbb', '00000000-0000-7000-8000-00000000cccc'] } },
    },
  ],
});
