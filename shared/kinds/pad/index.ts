/**
 * 空白应急单: a pad of numbered blank 收件凭证 for a power cut. The sheets' numbers are reserved in the writer's own series;
 * a sheet is used when a case is keyed in under its number; spoiled and missing ones are accounted for here.
 */
import { z } from 'zod';
import { hallFact } from '../../documents/facts.ts';
import { fieldsOf } from '../common/fields.ts';
import { defineKind } from '../mechanism/define.ts';
import type { FieldSpec } from '../mechanism/spec.ts';
import { valueOf } from '../mechanism/state.ts';

const numbers = z.array(z.string().min(1).max(40)).min(1).max(500);
/** The signed QR of each sheet. */
const codes = z.array(z.string().min(1).max(1000)).max(500);
const plain = (schema: FieldSpec['schema']): FieldSpec => ({ class: 'guarded', input: 'text', schema });
const sheetForm = {
  number: plain(z.string().min(1).max(40)),
  reason: plain(z.string().trim().min(1).max(500)),
};

export const pad = defineKind({
  kind: 'pad',
  form: 'registry',
  isOfDesk: true,
  rules: 1,
  read: 'registry.read',
  rulesets: {
    1: {
      undoMinutes: 0,
      states: { printed: 'open', closed: 'done' },
      fields: {
        numbers: { class: 'guarded', input: 'choices', schema: numbers },
        codes: { class: 'guarded', input: 'choices', schema: codes },
        /** What the head of each sheet says, as it was when they were signed. */
        hall: plain(hallFact),
        spoiled: { class: 'free', input: 'choices', schema: z.array(z.string()), isOptional: true },
      },
      steps: {
        reserved: {
          v: 1,
          from: [],
          to: 'printed',
          permission: 'pad.print',
          sets: ['numbers', 'codes', 'hall'],
          requires: ['numbers', 'codes', 'hall'],
        },
        sheetSpoiled: { v: 1, from: ['printed'], permission: 'pad.print', form: sheetForm },
        sheetMissing: { v: 1, from: ['printed'], permission: 'pad.print', form: sheetForm },
        accounted: {
          v: 1,
          from: ['printed'],
          to: 'closed',
          permission: 'pad.print',
          form: { note: plain(z.string().max(500)) },
        },
      },
    },
  },
  record: (state) => ({
    key: state.stream,
    label: (valueOf(state, 'numbers') as readonly string[] | undefined)?.[0] ?? '',
    value: { ...fieldsOf(state), isOpen: state.core.status === 'printed' },
  }),
  sample: () => [
    {
      type: 'reserved',
      data: {
        set: {
          numbers: ['SAMPLE1', 'SAMPLE2'],
          codes: ['TB2-SAMPLE1', 'TB2-SAMPLE2'],
          hall: { name: '示例便民服务中心' },
        },
      },
    },
    { type: 'sheetSpoiled', data: { number: 'SAMPLE1', reason: '写错' } },
    { type: 'sheetMissing', data: { number: 'SAMPLE2', reason: '找不到' } },
    { type: 'accounted', data: { note: '' } },
  ],
});
