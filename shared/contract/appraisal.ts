/** 档案鉴定: opened over files that are due, judged, signed, carried out. */
import { z } from 'zod';
import { appraisedFileSchema, longestAppraisal, memberSchema, opinionSchema } from '../kinds/appraisal/index.ts';
import { done, drawnSheet, id, instant, nothing, plainDate, procedure } from './base.ts';

const name = z.string().trim().min(1).max(100);
const opened = z.strictObject({
  act: id,
  title: z.string().trim().min(1).max(200),
  group: z.array(memberSchema).min(2).max(20),
  streams: z.array(id).min(1).max(longestAppraisal),
});
export type AppraisalOpened = z.infer<typeof opened>;

const signed = z.strictObject({
  act: id,
  stream: id,
  /** The opinions that were printed and signed: `judged` of the page. */
  judged: id,
  approver: name,
  approvedOn: plainDate,
  /** 监销人: two, or none where nothing is to be destroyed. */
  witnesses: z.union([z.tuple([]), z.tuple([name, name])]),
  /** Attachments of the appraisal: the signed sheets as they were scanned. */
  sheets: z.array(id).max(40),
  note: z.string().trim().max(1000),
});
export type AppraisalSigned = z.infer<typeof signed>;

export const appraisalStates = ['opened', 'judged', 'approved', 'carriedOut', 'cancelled'] as const;
const line = z.strictObject({
  stream: id,
  number: z.string(),
  title: z.string(),
  status: z.enum(appraisalStates),
  at: instant,
  by: z.string(),
  files: z.int(),
  kept: z.int(),
  toDestroy: z.int(),
});
export type AppraisalLine = z.infer<typeof line>;

const file = appraisedFileSchema.extend({
  /** Absent while nobody has said anything. */
  opinion: opinionSchema.omit({ stream: true }).exactOptional(),
  /** What became of it: destroyed here; destroyed, and the township's server has not said so yet; kept; or void, because it changed meanwhile. */
  fate: z.enum(['none', 'kept', 'destroyed', 'waiting', 'undone']),
});
export type AppraisalFile = z.infer<typeof file>;
const page = z.strictObject({
  line,
  group: z.array(memberSchema),
  files: z.array(file),
  /** The entry that said the opinions; '' before. */
  judged: z.string(),
  approver: z.string(),
  approvedOn: z.string(),
  witnesses: z.array(z.string()),
  note: z.string(),
  sheets: z.array(z.strictObject({ id, name: z.string(), isSigned: z.boolean() })),
});
export type AppraisalPage = z.infer<typeof page>;

export const appraisalPapers = ['appraisalList', 'destructionList'] as const;
const may = 'archive.appraise';

export const appraisalContract = {
  list: procedure(may, nothing, z.strictObject({ lines: z.array(line) })),
  /** Refusal: appraisal.unknown. */
  page: procedure(may, z.strictObject({ stream: id }), page),
  open: procedure(may, opened, z.strictObject({ stream: id, number: z.string() })),
  judge: procedure(
    may,
    z.strictObject({ act: id, stream: id, opinions: z.array(opinionSchema).min(1).max(longestAppraisal) }),
    done,
  ),
  sign: procedure(may, signed, done),
  cancel: procedure(may, z.strictObject({ act: id, stream: id, note: z.string().trim().min(1).max(1000) }), done),
  /** 执行: what can not be taken back. `word`: the number of the list, typed once more. */
  carryOut: procedure(
    may,
    z.strictObject({ act: id, stream: id, word: z.string().trim().max(64) }),
    z.strictObject({ kept: z.int(), destroyed: z.int() }),
  ),
  /** 档案鉴定清册, 档案销毁清册. */
  paper: procedure(may, z.strictObject({ stream: id, paper: z.enum(appraisalPapers) }), drawnSheet),
};
