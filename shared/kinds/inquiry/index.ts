/**
 * 咨询 (S0-05): somebody asked about a matter and was answered, or sent elsewhere. Counted, no name: three keys at the counter. What is asked
 * most is what a guide does not say well enough.
 */
import { z } from 'zod';
import { text, textOf } from '../common/fields.ts';
import { defineKind } from '../mechanism/define.ts';
import { onlyByWhoBegan } from '../mechanism/memo.ts';
import type { FieldSpec } from '../mechanism/spec.ts';
import { valueOf } from '../mechanism/state.ts';

/** Left out where the question was about nothing in the catalogue. */
const matter: FieldSpec = {
  class: 'guarded',
  input: 'matter',
  schema: z.strictObject({ code: z.string().min(1).max(64) }),
  isOptional: true,
};

const matterSchema = z.strictObject({ code: z.string() });

export const inquiry = defineKind({
  kind: 'inquiry',
  form: 'memo',
  rules: 1,
  read: 'case.read',
  rulesets: {
    1: {
      undoMinutes: 10,
      states: { answered: 'done', sentOn: 'done', takenBack: 'done' },
      fields: { matter, whereTo: text(200) },
      steps: {
        /** 已答复. */
        answered: { v: 1, from: [], to: 'answered', permission: 'case.take', sets: ['matter'] },
        /** 指引到别处: to whom, so that it can be seen where people are sent most. */
        sentOn: {
          v: 1,
          from: [],
          to: 'sentOn',
          permission: 'case.take',
          sets: ['matter', 'whereTo'],
          requires: ['whereTo'],
        },
        takenBack: {
          v: 1,
          from: ['answered', 'sentOn'],
          to: 'takenBack',
          permission: 'case.take',
          guard: onlyByWhoBegan,
        },
      },
    },
  },
  memo: (state) => {
    const chosen = matterSchema.safeParse(valueOf(state, 'matter')).data;
    return {
      title: textOf(valueOf(state, 'whereTo')),
      ...(chosen ? { matter: chosen.code } : {}),
      isCounted: state.core.status !== 'takenBack',
    };
  },
  sample: ({ pick }) => {
    const first =
      pick(2) === 0
        ? { type: 'answered', data: { set: { matter: { code: 'SAMPLE' } } } }
        : { type: 'sentOn', data: { set: { matter: { code: 'SAMPLE' }, whereTo: '县医保局' } } };
    return pick(3) === 0 ? [first, { type: 'takenBack', data: {} }] : [first];
  },
});
