/** A small kind with a field of every class, dues, papers, a hub-owned step and every way out. For tests of the mechanism. */
import { z } from 'zod';
import { text } from '#shared/kinds/common/fields.ts';
import { textOf } from '#shared/kinds/common/fields.ts';
import { defineKind } from '#shared/kinds/mechanism/define.ts';
import type { KindSpec, Ruleset } from '#shared/kinds/mechanism/spec.ts';
import { valueOf } from '#shared/kinds/mechanism/state.ts';
import { ok, refuse } from '#shared/kernel/result.ts';

const days = (amount: number) => ({ amount, unit: 'workingDay' }) as const;

export const madeUpRules: Ruleset = {
  undoMinutes: 10,
  states: { open: 'open', working: 'open', done: 'done', gone: 'done' },
  fields: {
    name: { ...text(100), isPersonal: true },
    amount: { class: 'guarded', input: 'number', schema: z.int().min(0) },
    tags: { class: 'free', input: 'choices', schema: z.array(z.string()).max(9) },
    assignee: { class: 'hub', input: 'text', schema: z.string().min(1) },
    limitDays: { class: 'guarded', input: 'number', schema: z.int().min(1).max(60), isOptional: true },
  },
  papers: {
    receipt: {
      shows: ['name'],
      keeps: ['remark'],
      facts: ({ state, data, learnt, number, qr, replaces }) => ({
        hall: { name: learnt.station.name },
        number,
        qr,
        petitioner: { name: textOf(valueOf(state, 'name')) },
        matter: `示例 ${textOf(data['remark'])}`,
        materials: [],
        receivedBy: learnt.staff.name,
        receivedAt: '2026-11-23 09:00',
        custody: 'desk',
        next: [],
        ...(replaces ? { replaces: { number, issuedOn: '2026-11-23', changes: ['姓名'] } } : {}),
      }),
    },
  },
  // Facts go by the field they were learnt for.
  learn: ({ field }) => {
    const amount = field('amount');
    if (amount === undefined) return ok({});
    return Number(amount) > 1_000_000
      ? refuse('input.tooLarge', { limitMb: 1 })
      : ok({ amount: { isLarge: Number(amount) > 1000 } });
  },
  recount: ({ state, field, learnt }) => {
    const owed = state.core.dues['answer'];
    if (owed === undefined || owed.met !== undefined) return [];
    return [learnt.due('answer', owed.from, days(Number(field('limitDays') ?? 5)), 'overdue')];
  },
  redo: { done: { to: 'working', reopens: ['answer'], ends: ['delivery'] } },
  withdrawal: { from: ['open', 'working'], to: 'gone' },
  steps: {
    taken: {
      v: 1,
      from: [],
      to: 'open',
      permission: 'case.take',
      numbered: true,
      sets: ['name', 'amount', 'tags', 'limitDays'],
      requires: ['name'],
      form: { remark: { ...text(50), isOptional: true } },
      dues: ({ learnt, on, field }) => [learnt.due('answer', on, days(Number(field('limitDays') ?? 5)), 'overdue')],
      issues: ['receipt'],
    },
    begun: { v: 1, from: ['open'], to: 'working', permission: 'case.handle', isReversible: true },
    priced: {
      v: 1,
      from: ['open', 'working'],
      permission: 'case.handle',
      sets: ['amount', 'tags'],
      isReversible: true,
    },
    finished: {
      v: 1,
      from: ['working'],
      to: 'done',
      permission: 'case.decide',
      sets: ['amount'],
      meets: ['answer'],
      dues: ({ learnt, on }) => [learnt.due('delivery', on, days(10), 'overdue')],
      isReversible: true,
    },
    assignmentAsked: { v: 1, from: ['open', 'working'], permission: 'case.handle', form: { whom: text(50) } },
    assigned: {
      v: 1,
      from: ['open', 'working'],
      permission: 'dispatch.assign',
      sets: ['assignee'],
      requires: ['assignee'],
      authority: { request: 'assignmentAsked' },
    },
  },
};

export const madeUpSpec: KindSpec = {
  kind: 'madeUp',
  form: 'case',
  rules: 1,
  read: 'case.read',
  rulesets: { 1: madeUpRules },
  row: (state) => {
    const name = textOf(valueOf(state, 'name'));
    return { title: '示例', people: [{ role: 'petitioner', name }], text: '' };
  },
  sample: ({ pick }) => [
    { type: 'taken', data: { set: { name: '张三', amount: pick(2000), limitDays: 3 + pick(9) } } },
    { type: 'priced', data: { set: { amount: pick(2000), tags: ['急'] } } },
    { type: 'assignmentAsked', data: { whom: '县民政局' } },
    { type: 'assigned', data: { set: { assignee: '县民政局' } } },
    { type: 'begun', data: {} },
    { type: 'finished', data: {} },
  ],
};
export const madeUp = defineKind(madeUpSpec);
export const taken = { type: 'taken', data: { set: { name: '李桂花', amount: 500 } } } as const;
