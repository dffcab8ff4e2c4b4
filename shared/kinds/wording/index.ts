/**
 * 文书用语: how a township words a paper, one row a paper, one version a change. It begins to hold on a day; a paper issued before is never
 * touched, and one without a row is worded by the program. What may be worded and how is asked of the paper itself (`faultsOf`): the desk
 * decides strictly, and a program that comes later leaves out what no longer fits.
 */
import { z } from 'zod';
import { findPaper } from '../../documents/papers.ts';
import { faultsOf } from '../../documents/wording.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { fieldsOf, text, textOf } from '../common/fields.ts';
import { defineKind } from '../mechanism/define.ts';
import type { FieldSpec } from '../mechanism/spec.ts';
import type { StreamState } from '../mechanism/state.ts';

/** Passage → words; empty: as the program has it. */
export const wordsSchema = z.record(z.string().regex(/^[a-zA-Z]{1,40}$/), z.string().max(500));

const fields: Readonly<Record<string, FieldSpec>> = {
  paper: { class: 'guarded', input: 'text', schema: z.string().regex(/^[a-zA-Z]{1,40}$/) },
  words: { class: 'guarded', input: 'text', schema: wordsSchema },
  effectiveFrom: { class: 'guarded', input: 'date', schema: z.iso.date() },
  reason: text(200),
};
const names = Object.keys(fields);

export const wording = defineKind({
  kind: 'wording',
  form: 'registry',
  rules: 1,
  read: 'registry.read',
  rulesets: {
    1: {
      undoMinutes: 10,
      states: { active: 'open' },
      fields,
      // As it will stand after the step: a paper put right beside words that are not its own is as wrong as the words themselves.
      learn: ({ field }) => {
        const paper = findPaper(textOf(field('paper')));
        if (paper === undefined || paper.fixedBy !== undefined) return refuse('wording.fixed', {}, 'set.paper');
        const words = wordsSchema.safeParse(field('words') ?? {});
        const [fault] = faultsOf(paper, words.data ?? {});
        if (fault === undefined) return ok({});
        return refuse('wording.faulty', { fault: fault.code, detail: fault.detail }, `set.words.${fault.passage}`);
      },
      steps: {
        worded: {
          v: 1,
          from: [],
          to: 'active',
          permission: 'registry.write',
          sets: names,
          requires: names,
          startsVersion: true,
        },
        reworded: {
          v: 1,
          from: ['active'],
          permission: 'registry.write',
          sets: names.filter((name) => name !== 'paper'),
          requires: names.filter((name) => name !== 'paper'),
          isReversible: true,
          startsVersion: true,
        },
      },
    },
  },
  record: (state) => {
    const paper = textOf(state.core.fields['paper']?.value);
    return { key: paper, label: findPaper(paper)?.names['zh-CN'] ?? paper, value: rowOf(state) };
  },
  sample: ({ pick }) => {
    const paper = ['receipt', 'correctionNotice', 'progressSheet'][pick(3)] ?? 'receipt';
    // A passage that each of them has, so that a correction of the paper alone leaves nothing that is not its own.
    const begun = { paper, words: { closing: '扫码查进度' }, effectiveFrom: '2026-01-01', reason: '示例' };
    const again = { words: { closing: '咨询电话 0797-5350000' }, effectiveFrom: '2026-03-01', reason: '示例' };
    return [
      { type: 'worded', data: { set: begun } },
      { type: 'reworded', data: { set: again } },
    ];
  },
});

function rowOf(state: StreamState) {
  const { version = '', earlier = [] } = state.core;
  return {
    ...fieldsOf(state),
    versionId: version,
    ...(earlier.length === 0
      ? {}
      : { earlier: earlier.map(({ version: versionId, values }) => ({ ...values, versionId })) }),
  };
}
