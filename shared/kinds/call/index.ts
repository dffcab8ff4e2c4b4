/** 来电: what was said on the telephone while somebody stood at the counter. 待回电 stays open until it was done. */
import { phone } from '../common/identity.ts';
import { optionalText, text, textOf } from '../common/fields.ts';
import { isCounted, matterOfMemo, memoMatter, takenBack } from '../common/memo.ts';
import { defineKind } from '../mechanism/define.ts';
import type { FieldSpec, StepSpec } from '../mechanism/spec.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';

const fields: Readonly<Record<string, FieldSpec>> = {
  phone: { class: 'guarded', input: 'text', schema: phone, isPersonal: true, isOptional: true },
  matter: memoMatter,
  text: text(20_000),
};

const rang = (to: string): StepSpec => ({
  ...{ v: 1, from: [], to, permission: 'case.take' },
  ...{ sets: ['phone', 'matter', 'text'], requires: ['text'] },
});

/** In lists; the rest is on its own page. */
const shown = 80;

export const call = defineKind({
  kind: 'call',
  form: 'memo',
  rules: 1,
  read: 'case.read',
  rulesets: {
    1: {
      undoMinutes: 10,
      states: { awaiting: 'open', noted: 'done', calledBack: 'done', takenBack: 'done' },
      fields,
      steps: {
        /** 记下, 待回电. */
        awaited: rang('awaiting'),
        /** 只记下. */
        noted: rang('noted'),
        calledBack: {
          v: 1,
          from: ['awaiting'],
          to: 'calledBack',
          permission: 'case.take',
          form: { result: optionalText(2000) },
          isReversible: true,
        },
        takenBack: takenBack('awaiting', 'noted'),
      },
    },
  },
  memo: (state) => {
    const matter = matterOfMemo(state);
    const number = textOf(valueOf(state, 'phone'));
    return {
      title: shortText(state),
      ...(matter === undefined ? {} : { matter }),
      ...(number === '' ? {} : { phone: number }),
      isCounted: isCounted(state),
    };
  },
  sample: ({ pick }) => {
    const set = { text: '问高龄津贴什么时候发，请回个电话', phone: '13900000003', matter: { code: 'SAMPLE' } };
    const ways = [
      [{ type: 'noted', data: { set } }],
      [
        { type: 'awaited', data: { set } },
        { type: 'calledBack', data: { result: '已告知' } },
      ],
      [
        { type: 'awaited', data: { set } },
        { type: 'takenBack', data: {} },
      ],
    ];
    return ways[pick(ways.length)] ?? [];
  },
});

/** Whole characters: a rare one is two units of UTF-16. */
function shortText(state: StreamState): string {
  const whole = [...textOf(valueOf(state, 'text')).replaceAll(/\s+/gu, ' ')];
  return whole.length > shown ? `${whole.slice(0, shown).join('')}…` : whole.join('');
}
