/**
 * 迎检: a sample of cases drawn for an inspection, so that anybody can draw it again: the seed, what was drawn from (how many, and the hash of
 * all their ids), by which method, and what came out. It holds only ids: a registry goes to other desks, so no petitioner may stand here.
 */
import { z } from 'zod';
import { choice, optionalText, text } from '../common/fields.ts';
import { listFields, listRecord, listRows } from '../common/lists.ts';
import { defineKind } from '../mechanism/define.ts';
import type { FieldSpec } from '../mechanism/spec.ts';

/** More nobody reads through in an inspection. */
export const longestSample = 500;

const rows = listRows(longestSample);
const day: FieldSpec = { class: 'guarded', input: 'date', schema: z.iso.date() };
/** Codes; empty = all. */
const codes: FieldSpec = { class: 'guarded', input: 'choices', schema: z.array(z.string().min(1).max(64)).max(200) };
const whole = (least: number): FieldSpec => ({ class: 'guarded', input: 'number', schema: z.int().min(least) });

export const inspectionValueSchema = z.object({
  number: z.string(),
  title: z.string(),
  body: z.string(),
  from: z.string(),
  to: z.string(),
  matters: z.array(z.string()),
  stations: z.array(z.string()),
  method: z.enum(['simple', 'byMatter']),
  seed: z.string(),
  population: z.int(),
  populationHash: z.string(),
  note: z.string().optional(),
  rows,
});

const names = [
  ...['number', 'title', 'body', 'from', 'to', 'matters', 'stations', 'method', 'seed', 'population'],
  ...['populationHash', 'rows'],
];

export const inspection = defineKind({
  kind: 'inspection',
  form: 'registry',
  isOfDesk: true,
  rules: 1,
  read: 'registry.read',
  rulesets: {
    1: {
      undoMinutes: 0,
      states: { drawn: 'open', finished: 'done' },
      fields: {
        ...listFields(longestSample),
        title: text(200),
        body: text(200),
        from: day,
        to: day,
        matters: codes,
        stations: codes,
        /** 简单随机, 按事项分层. */
        method: choice(['simple', 'byMatter']),
        seed: text(40),
        population: whole(1),
        populationHash: text(64),
        note: optionalText(1000),
      },
      steps: {
        drawn: {
          v: 1,
          from: [],
          to: 'drawn',
          permission: 'inspection.run',
          sets: [...names, 'note'],
          requires: names,
        },
        finished: { v: 1, from: ['drawn'], to: 'finished', permission: 'inspection.run', sets: ['note'] },
      },
    },
  },
  record: listRecord('title'),
  sample: ({ pick }) => [
    {
      type: 'drawn',
      data: {
        set: {
          ...{ number: `SAMPLE-${String(pick(1_000_000))}`, title: '示例专项检查', body: '示例县政务服务管理局' },
          ...{ from: '2026-01-01', to: '2026-06-30', matters: ['SAMPLE'], stations: [], method: 'byMatter' },
          ...{ seed: '20261122', population: 40, populationHash: 'ab12', note: '半年检查' },
          rows: ['00000000-0000-7000-8000-00000000aaaa'],
        },
      },
    },
    { type: 'finished', data: { set: { note: '已反馈' } } },
  ],
});
