/**
 * 咨询 (S0-05): somebody asked about a matter and was answered, sent elsewhere, or sent home for a missing paper. Counted, no name: three keys
 * at the counter. What is asked most, and what is missing most, is what a guide does not say well enough.
 */
import { z } from 'zod';
import { text, textOf } from '../common/fields.ts';
import { isCounted, matterIn, matterOfMemo, memoMatter, takenBack } from '../common/memo.ts';
import { defineKind } from '../mechanism/define.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { matterInForce } from '../matter/in-force.ts';
import { dayOf } from '../mechanism/day.ts';
import type { FactsContext, FieldSpec } from '../mechanism/spec.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';

/** What was not there, as the guide names it. */
const lacks: FieldSpec = {
  class: 'guarded',
  input: 'choices',
  schema: z.array(z.string().trim().min(1).max(200)).min(1).max(50),
};

const lackedIn = (state: StreamState): readonly string[] =>
  (valueOf(state, 'lacks') as readonly string[] | undefined) ?? [];

/** Which version of the guide it was that did not say it well enough. */
function learnVersion({ field, learnt, on }: FactsContext): Result<JsonObject> {
  const code = matterIn(field('matter'));
  const row = code !== undefined && field('lacks') !== undefined ? learnt.record('matter', code) : undefined;
  const version = row && matterInForce(row, dayOf(on));
  return ok(version === undefined ? {} : { version: textOf(version['version']) });
}

export const inquiry = defineKind({
  kind: 'inquiry',
  form: 'memo',
  rules: 1,
  read: 'case.read',
  rulesets: {
    1: {
      undoMinutes: 10,
      learn: learnVersion,
      states: { answered: 'done', sentOn: 'done', lacking: 'done', takenBack: 'done' },
      fields: { matter: memoMatter, whereTo: text(200), lacks },
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
        /** 材料不齐，回去拿: a trip that failed before it became a case (多跑一次登记). */
        lacking: {
          v: 1,
          from: [],
          to: 'lacking',
          permission: 'case.take',
          sets: ['matter', 'lacks'],
          requires: ['matter', 'lacks'],
        },
        takenBack: takenBack('answered', 'sentOn', 'lacking'),
      },
    },
  },
  memo: (state) => {
    const matter = matterOfMemo(state);
    return {
      title: textOf(valueOf(state, 'whereTo')) || lackedIn(state).join('、').slice(0, 300),
      ...(matter === undefined ? {} : { matter }),
      isCounted: isCounted(state),
    };
  },
  trips: (state) =>
    state.core.status === 'lacking'
      ? [
          {
            ...{ entry: state.history[0]?.entry ?? '', cause: 'inquiry', on: state.beganOn, reason: '', isOpen: false },
            ...{
              matter: matterOfMemo(state) ?? '',
              version: textOf(state.core.learnt['version']),
              papers: lackedIn(state),
            },
          },
        ]
      : [],
  sample: ({ pick }) => {
    const matter = { code: 'SAMPLE' };
    const ways = [
      { type: 'answered', data: { set: { matter } } },
      { type: 'sentOn', data: { set: { matter, whereTo: '县医保局' } } },
      { type: 'lacking', data: { set: { matter, lacks: ['户口簿'] } } },
    ] as const;
    const first = ways[pick(ways.length)] ?? ways[0];
    return pick(3) === 0 ? [first, { type: 'takenBack', data: {} }] : [first];
  },
});
