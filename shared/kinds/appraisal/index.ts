/**
 * 档案鉴定: files whose 保管期限 has passed are looked at by a group, each is either kept longer (续存) or to be destroyed (拟销毁), and only what
 * stands on a signed 销毁清册 is destroyed, by an act of its own (档案法实施条例 art. 24). What a line says of a file is what a 清册 prints: no
 * petitioner, because the row goes to other desks and stays when the file is gone.
 */
import { z } from 'zod';
import { retentions } from '../../archive/retention.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { optionalText, text } from '../common/fields.ts';
import { listRecord } from '../common/lists.ts';
import { defineKind } from '../mechanism/define.ts';
import type { FieldSpec } from '../mechanism/spec.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';

/** More nobody looks at in one sitting, and one act takes. */
export const longestAppraisal = 200;

const name = z.string().trim().min(1).max(100);
export const memberSchema = z.strictObject({ name, duty: z.string().trim().min(1).max(100) });
const day = z.iso.date();
export const appraisedFileSchema = z.strictObject({
  stream: z.uuid(),
  number: z.string().max(64),
  title: z.string().max(400),
  matter: z.string().max(64),
  began: day,
  closed: day,
  retention: z.enum(retentions),
  /** The last day it had to be kept. */
  until: day,
  /** Papers that were issued, and attachments: what goes into the 清册. */
  papers: z.int().min(0),
  attachments: z.int().min(0),
});
export type AppraisedFile = z.infer<typeof appraisedFileSchema>;
export const opinionSchema = z.strictObject({
  stream: z.uuid(),
  opinion: z.enum(['keep', 'destroy']),
  /** Of what is kept: the last day, or null for ever. */
  until: day.nullable(),
  reason: z.string().trim().min(1).max(300),
});
export type Opinion = z.infer<typeof opinionSchema>;

const list = (schema: z.ZodType): FieldSpec => ({ class: 'guarded', input: 'choices', schema });
const rows = z.array(appraisedFileSchema).min(1).max(longestAppraisal);
const opinions = z.array(opinionSchema).min(1).max(longestAppraisal);
const names = z.array(name).length(2);

export const appraisalValueSchema = z.object({
  number: z.string(),
  title: z.string(),
  group: z.array(memberSchema),
  rows,
  opinions: opinions.optional(),
  approver: z.string().optional(),
  approvedOn: z.string().optional(),
  witnesses: z.array(z.string()).optional(),
  sheets: z.array(z.string()).optional(),
  note: z.string().optional(),
});
export type AppraisalValue = z.infer<typeof appraisalValueSchema>;

const given = (data: JsonObject): JsonObject => (data['set'] ?? {}) as JsonObject;

/** Two of the group at least, and not the same person twice. */
function guardGroup(_state: StreamState, _by: string, data: JsonObject | null): RefusalCode | null {
  if (data === null) return null;
  const members = (given(data)['group'] ?? []) as readonly { readonly name: string }[];
  return areDifferent(members.map((one) => one.name)) ? null : 'appraisal.samePeople';
}

const areDifferent = (people: readonly string[]): boolean =>
  new Set(people.map((one) => one.trim())).size === people.length;

/** An opinion about every file of the list, and about no other. */
function guardOpinions(state: StreamState, _by: string, data: JsonObject | null): RefusalCode | null {
  if (data === null) return null;
  const said = (given(data)['opinions'] ?? []) as unknown as readonly Opinion[];
  const files = new Set(
    ((valueOf(state, 'rows') ?? []) as unknown as readonly AppraisedFile[]).map((row) => row.stream),
  );
  const about = new Set(said.map(({ stream }) => stream));
  const isComplete = about.size === said.length && about.size === files.size;
  return isComplete && [...about].every((stream) => files.has(stream)) ? null : 'appraisal.notAll';
}

/** 批准人 and two 监销人 are three people: who approves does not also watch. */
function guardSigned(state: StreamState, _by: string, data: JsonObject | null): RefusalCode | null {
  if (data === null) return null;
  const { approver, witnesses } = given(data);
  const watching = (witnesses ?? []) as readonly string[];
  if (watching.length === 0) return hasAnyToDestroy(state) ? 'appraisal.samePeople' : null;
  return areDifferent([approver as string, ...watching]) ? null : 'appraisal.samePeople';
}

export const opinionsOf = (state: StreamState): readonly Opinion[] =>
  (valueOf(state, 'opinions') ?? []) as unknown as readonly Opinion[];
const hasAnyToDestroy = (state: StreamState): boolean => opinionsOf(state).some(({ opinion }) => opinion === 'destroy');

export const appraisal = defineKind({
  kind: 'appraisal',
  form: 'registry',
  isOfDesk: true,
  takesFiles: true,
  rules: 1,
  read: 'registry.read',
  rulesets: {
    1: {
      undoMinutes: 0,
      states: { opened: 'open', judged: 'open', approved: 'open', carriedOut: 'done', cancelled: 'done' },
      fields: {
        number: text(40),
        title: text(200),
        /** 鉴定小组. */
        group: list(z.array(memberSchema).min(2).max(20)),
        rows: list(rows),
        opinions: list(opinions),
        approver: text(100),
        approvedOn: { class: 'guarded', input: 'date', schema: day },
        /** 监销人. */
        witnesses: { ...list(names), isOptional: true },
        /** Attachments of this row: the signed sheets that were scanned. */
        sheets: { ...list(z.array(z.uuid()).max(40)), isOptional: true },
        note: optionalText(1000),
      },
      steps: {
        opened: {
          v: 1,
          from: [],
          to: 'opened',
          permission: 'archive.appraise',
          sets: ['number', 'title', 'group', 'rows'],
          requires: ['number', 'title', 'group', 'rows'],
          guard: guardGroup,
        },
        judged: {
          v: 1,
          from: ['opened', 'judged'],
          to: 'judged',
          permission: 'archive.appraise',
          sets: ['opinions'],
          requires: ['opinions'],
          guard: guardOpinions,
        },
        /** 签批: the sheets came back signed, or who signed them was keyed in from the paper. */
        signedOff: {
          v: 1,
          from: ['judged'],
          to: 'approved',
          permission: 'archive.appraise',
          sets: ['approver', 'approvedOn', 'witnesses', 'sheets', 'note'],
          requires: ['approver', 'approvedOn'],
          guard: guardSigned,
        },
        carriedOut: { v: 1, from: ['approved'], to: 'carriedOut', permission: 'archive.appraise' },
        cancelled: {
          v: 1,
          from: ['opened', 'judged', 'approved'],
          to: 'cancelled',
          permission: 'archive.appraise',
          sets: ['note'],
          requires: ['note'],
        },
      },
    },
  },
  record: (state) => {
    const row = listRecord('title')(state);
    return { ...row, value: { ...row.value, status: state.core.status } };
  },
  sample: ({ pick }) => {
    const stream = '00000000-0000-7000-8000-00000000aaaa';
    const file = {
      ...{ stream, number: '108201A72611220001K', title: '示例事项', matter: 'SAMPLE', began: '2015-03-02' },
      ...{ closed: '2015-03-20', retention: 'years10', until: '2025-12-31', papers: 3, attachments: 2 },
    };
    const isKept = pick(2) === 0;
    const opinion = isKept
      ? { stream, opinion: 'keep', until: '2035-12-31', reason: '仍有查考价值' }
      : { stream, opinion: 'destroy', until: null, reason: '无保存价值' };
    const group = [
      { name: '示例甲', duty: '负责人' },
      { name: '示例乙', duty: '档案员' },
    ];
    return [
      {
        type: 'opened',
        data: { set: { number: `SAMPLE-${String(pick(1_000_000))}`, title: '示例鉴定', group, rows: [file] } },
      },
      { type: 'judged', data: { set: { opinions: [opinion] } } },
      {
        type: 'signedOff',
        data: {
          set: { approver: '示例丙', approvedOn: '2026-11-22', witnesses: ['示例丁', '示例戊'] },
        },
      },
      pick(4) === 0 ? { type: 'cancelled', data: { set: { note: '重新鉴定' } } } : { type: 'carriedOut', data: {} },
    ];
  },
});
