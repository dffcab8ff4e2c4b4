/**
 * 转介 (首问负责制, 上海条例 2024; S3-31, S3-49): somebody is handed on to another unit. Whoever was asked first stays responsible until that
 * unit says by name who has taken it; a referral that was only uttered ends nothing.
 */
import { z } from 'zod';
import { text, textOf } from '../common/fields.ts';
import { isCounted, takenBack } from '../common/memo.ts';
import { defineKind } from '../mechanism/define.ts';
import { valueOf } from '../mechanism/state.ts';

export const referral = defineKind({
  kind: 'referral',
  form: 'memo',
  rules: 1,
  read: 'case.read',
  rulesets: {
    1: {
      undoMinutes: 10,
      states: { waiting: 'open', takenOver: 'done', sentBack: 'done', takenBack: 'done' },
      fields: {
        unit: text(200),
        why: text(2000),
        /** The case it is about, where there is one. */
        about: { class: 'guarded', input: 'text', schema: z.uuid(), isOptional: true },
      },
      steps: {
        referred: {
          v: 1,
          from: [],
          to: 'waiting',
          permission: 'case.take',
          sets: ['unit', 'why', 'about'],
          requires: ['unit', 'why'],
        },
        /** 对方已接: who there. */
        takenOver: {
          v: 1,
          from: ['waiting'],
          to: 'takenOver',
          permission: 'case.take',
          form: { by: text(100) },
          isReversible: true,
        },
        /** 对方不接: it is still ours. */
        sentBack: {
          v: 1,
          from: ['waiting'],
          to: 'sentBack',
          permission: 'case.take',
          form: { reason: text(2000) },
          isReversible: true,
        },
        takenBack: takenBack('waiting'),
      },
    },
  },
  memo: (state) => {
    const about = textOf(valueOf(state, 'about'));
    return {
      title: `${textOf(valueOf(state, 'unit'))}：${textOf(valueOf(state, 'why'))}`.slice(0, 300),
      ...(about === '' ? {} : { about }),
      isCounted: isCounted(state),
    };
  },
  sample: ({ pick }) => {
    const referred = { type: 'referred', data: { set: { unit: '县人社局', why: '失业金由县里发放' } } };
    const ends = [
      { type: 'takenOver', data: { by: '县人社局窗口 示例' } },
      { type: 'sentBack', data: { reason: '不归他们管' } },
      { type: 'takenBack', data: {} },
    ];
    const chosen = ends[pick(ends.length)];
    return chosen === undefined ? [referred] : [referred, chosen];
  },
});
