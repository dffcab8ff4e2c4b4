/** Procedures on 上报批次: what can go up, sending it up in one act, keying in what came back row by row. */
import { z } from 'zod';
import { longestBatch } from '../kinds/batch/index.ts';
import { instant, id, nothing, paperSize, procedure } from './base.ts';
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
    z.strictObject({ ...batchHead, rows: z.array(batchRow) }),
  ),
  /** Answers of some rows in one act; of a row sent back for papers the new 补正告知 is issued. Refusal as above; batch.notOut. */
  answer: procedure(
    'case.handle',
    z.strictObject({ act: id, stream: id, rows: rows(batchAnswer), print: paperSize.exactOptional() }),
    z.strictObject({ answers: z.array(actAnswer) }),
  ),
  /** 移交清单: full names, so it is written down as revealing is. */
  handover: procedure('case.reveal', z.strictObject({ stream: id }), z.strictObject({ html: z.string() })),
};
