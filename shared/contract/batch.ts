/** Procedures on 上报批次: what can go up, sending it up in one act, keying in what came back row by row. */
import { z } from 'zod';
import { answerStates } from '../kinds/batch/answer-list.ts';
import { longestBatch } from '../kinds/batch/index.ts';
import { partBytes } from './attachment.ts';
import { drawnSheet, done, instant, id, look, nothing, paperSize, procedure } from './base.ts';
import { actAnswer } from './case.ts';

const rows = <T extends z.ZodType>(row: T) => z.array(row).min(1).max(longestBatch);
const line = (longest: number) => z.string().trim().min(1).max(longest);

/** One case of a batch: personal data masked. */
const batchRow = z.strictObject({
  stream: id,
  number: z.string(),
  petitioner: z.string(),
  /** `out`: no answer yet. `elsewhere`: no longer of this batch (taken back, voided). */
  state: z.enum(['out', 'agreed', 'disagreed', 'gaps', 'sentBack', 'passedOn', 'elsewhere']),
  answeredOn: instant.nullable(),
});
export type BatchRow = z.infer<typeof batchRow>;

const batchHead = {
  stream: id,
  number: z.string(),
  authority: z.string(),
  matter: z.string(),
  sentOn: instant,
  count: z.int(),
  out: z.int(),
};

const said = { stream: id };
export const batchAnswer = z.discriminatedUnion('answer', [
  z.strictObject({ ...said, answer: z.literal('agreed') }),
  z.strictObject({ ...said, answer: z.literal('disagreed'), reason: line(4000) }),
  z.strictObject({ ...said, answer: z.literal('gaps'), missing: line(200), standard: z.string().trim().max(500) }),
]);
export type BatchAnswer = z.infer<typeof batchAnswer>;

/** One line of an answer list. Of somebody who is not in the batch the name is masked. */
const compared = z.strictObject({
  line: z.int(),
  stream: id.nullable(),
  number: z.string(),
  petitioner: z.string(),
  state: z.enum(answerStates),
  /** What the list says; '' where that cannot be told. */
  answer: z.enum(['', 'agreed', 'disagreed', 'gaps']),
  /** Why not, or what is missing. */
  text: z.string(),
  /** As the list has it. */
  said: z.string(),
});
export type Compared = z.infer<typeof compared>;

export const batchContract = {
  /** 可上报: matters of which cases can go up now. */
  matters: procedure(
    'case.handle',
    nothing,
    z.strictObject({
      matters: z.array(z.strictObject({ code: z.string(), name: z.string(), authority: z.string(), count: z.int() })),
    }),
  ),
  /** Cases of one matter that can go up now, the oldest first, at most a batch. */
  candidates: procedure(
    'case.handle',
    z.strictObject({ matter: z.string().max(64) }),
    z.strictObject({
      rows: z.array(z.strictObject({ stream: id, number: z.string(), petitioner: z.string(), beganOn: instant })),
    }),
  ),
  /** All or none. Refusal: that of the first row that cannot, with `row` in its details; batch.otherMatter. */
  send: procedure(
    'case.handle',
    z.strictObject({
      act: id,
      authority: line(200),
      streams: rows(id).refine((streams) => new Set(streams).size === streams.length),
    }),
    z.strictObject({ stream: id, number: z.string() }),
  ),
  list: procedure('case.read', nothing, z.strictObject({ batches: z.array(z.strictObject(batchHead)) })),
  page: procedure(
    'case.read',
    z.strictObject({ stream: id }),
    z.strictObject({
      ...batchHead,
      rows: z.array(batchRow),
      /** 花名册 in the upper template, by the names its matter gives them. */
      rosters: z.array(z.string()),
    }),
  ),
  /** 花名册 to be looked at: full data, so it is written down as revealing is. Refusals: officialForm.notThere, roster.notXlsx, roster.noTags. */
  roster: procedure(
    'case.reveal',
    z.strictObject({ stream: id, form: line(100), look }),
    z.strictObject({
      texts: z.array(z.array(z.string())),
      /** Row from which on the cases stand, from 0. */
      from: z.int(),
      unknown: z.array(z.string()),
    }),
  ),
  /** The workbook; `data` is base64. It leaves the program and is written down in each of its cases. */
  rosterFile: procedure(
    'case.reveal',
    z.strictObject({ act: id, stream: id, form: line(100) }),
    z.strictObject({ data: z.base64() }),
  ),
  /** The same to a place the person chooses; only where the program has a window of its own. */
  saveRoster: procedure(
    'case.reveal',
    z.strictObject({ stream: id, form: line(100), name: line(120) }),
    z.strictObject({ saved: z.boolean() }),
  ),
  /** A file with the upper office's answers in parts, in order from 0. */
  answersPart: procedure(
    'case.handle',
    z.strictObject({
      file: id,
      index: z.int().min(0).max(100),
      data: z.base64().max(Math.ceil(partBytes / 3) * 4),
    }),
    done,
  ),
  /** What that list says of each row, held against the batch. Nothing is noted. Refusals: catalogue.gone, answers.noKey, answers.noResult. */
  compare: procedure(
    'case.handle',
    z.strictObject({ stream: id, file: id }),
    z.strictObject({
      lines: z.array(compared),
      /** Cases that are still out and not in the list. */
      absent: z.array(id),
    }),
  ),
  /** Answers of some rows in one act; of a row sent back for papers the new 补正告知 is issued. Refusal as above; batch.notOut. */
  answer: procedure(
    'case.handle',
    z.strictObject({ act: id, stream: id, rows: rows(batchAnswer), print: paperSize.exactOptional() }),
    z.strictObject({ answers: z.array(actAnswer) }),
  ),
  /** 移交清单: full names, so it is written down as revealing is. */
  handover: procedure('case.reveal', z.strictObject({ stream: id }), drawnSheet),
};
