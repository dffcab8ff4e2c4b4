/** Programs of three ages: what each of them knows. And a hub that fails at one thing. */
import { z } from 'zod';
import { text, textOf } from '#shared/kinds/common/fields.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { defineKind, type Kind } from '#shared/kinds/mechanism/define.ts';
import { valueOf, type StreamState } from '#shared/kinds/mechanism/state.ts';
import { kinds as present } from '../support/made-up-kinds/registry.ts';
import { workOrder } from '../support/made-up-kinds/work-order.ts';

export type Age = 'older' | 'present' | 'newer';
export const ages: readonly Age[] = ['older', 'present', 'newer'];

/** A kind nobody knew before. */
const loan = defineKind({
  kind: 'madeUpLoan',
  form: 'case',
  rules: 1,
  read: 'case.read',
  rulesets: {
    1: {
      undoMinutes: 10,
      states: { lent: 'open', back: 'done' },
      fields: { thing: text(100) },
      steps: {
        lent: {
          v: 1,
          from: [],
          to: 'lent',
          permission: 'case.take',
          numbered: true,
          sets: ['thing'],
          requires: ['thing'],
        },
        back: { v: 1, from: ['lent'], to: 'back', permission: 'case.handle' },
      },
    },
  },
  row: (state) => ({ title: textOf(valueOf(state, 'thing')), people: [], text: '' }),
  sample: () => [{ type: 'lent', data: { set: { thing: '轮椅' } } }],
});

/** The answer to an order says now how content they were. */
const newerOrder = (): Kind => {
  const ruleset = workOrder.rulesets[1];
  const answered = ruleset?.steps['answered'];
  if (ruleset === undefined || answered === undefined) throw new Error('bug: no orders');
  const grade = { class: 'guarded', input: 'number', schema: z.int().min(1).max(5), isOptional: true } as const;
  const steps = {
    ...ruleset.steps,
    answered: { ...answered, v: 2, form: { ...answered.form, grade }, upgrade: (data: JsonObject) => data },
  };
  const sample = [
    { type: 'received', data: { set: { complaint: '路灯不亮' } } },
    { type: 'answered', data: { answer: '修好了', grade: 5 } },
  ];
  return defineKind({ ...workOrder, rulesets: { 1: { ...ruleset, steps } }, sample: () => sample });
};

export const kindsOf: Readonly<Record<Age, readonly Kind[]>> = {
  older: present.filter(({ kind }) => kind !== 'lostAndFound'),
  present,
  newer: [...present.filter((kind) => kind !== workOrder), newerOrder(), loan],
};

/** What makes a hub with a fault fail. */
export const poison = '毒';
const isPoison = (state: StreamState): boolean => textOf(valueOf(state, 'complaint')).includes(poison);

/** Of these kinds, orders that a hub cannot digest: whom they concern cannot be found out. `struck` is told. */
export const withFault = (kinds: readonly Kind[], struck: () => void): readonly Kind[] =>
  kinds.map((kind) => {
    if (kind.kind !== workOrder.kind) return kind;
    const concerns = (state: StreamState): readonly string[] => {
      if (!isPoison(state)) return kind.concerns?.(state) ?? [];
      struck();
      throw new Error('poison');
    };
    return { ...kind, concerns };
  });
