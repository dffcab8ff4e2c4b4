/** What is said and done at a made-up counter: `resources/demo/counter.json`. Everybody in it is invented. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { roles } from '#shared/kernel/permissions.ts';

const texts = z.array(z.string().min(1)).min(1);
const weights = z.record(z.string(), z.number().positive());
const bySex = z.strictObject({ male: texts, female: texts });

const matterSchema = z.strictObject({
  code: z.string(),
  weight: z.number().positive(),
  /** Youngest and oldest petitioner. */
  ages: z.tuple([z.int(), z.int()]),
  /** Working days from acceptance to decision, least and most. */
  days: z.tuple([z.int(), z.int()]),
  steps: z.array(z.string()),
  requests: texts,
  results: texts,
  /** Reasons why it is not granted, where that happens. */
  rejections: texts.optional(),
  /** The authority above, where it decides. */
  above: z.string(),
});

const counterWordsSchema = z.strictObject({
  about: z.string(),
  surnames: weights,
  givenNames: z.strictObject({ old: bySex, middle: bySex, young: bySex }),
  rareNames: texts,
  groups: texts,
  relations: texts,
  /** `HH:MM` → how many come in that half hour. */
  halfHours: weights,
  /** The same for evenings and days off (错时延时). */
  offHours: weights,
  /** 1 Monday … 5 Friday; make-up days count as a Wednesday. */
  weekdays: weights,
  dayOff: z.number(),
  staff: z.array(
    z.strictObject({ key: z.string(), name: z.string(), login: z.string(), roles: z.array(z.enum(roles)).min(1) }),
  ),
  printer: z.string(),
  matters: z.array(matterSchema).min(1),
  /** Two who answer for stages, and what comes of one. */
  stageStaff: z.tuple([z.string(), z.string()]),
  stageResults: z.array(z.string()).min(1),
  gapStandards: texts,
  notes: texts,
  spotFixes: texts,
  refusals: z.array(z.strictObject({ reason: z.string(), basis: z.string(), whereTo: z.string() })).min(1),
  sentBack: texts,
  redo: texts,
  withdrawals: texts,
  voidings: z.array(z.strictObject({ cause: z.enum(['duplicate', 'mistake', 'trial']), reason: z.string() })).min(1),
  corrections: z.tuple([z.string(), z.string()]),
  undo: z.string(),
  merges: texts,
  late: texts,
  byVillage: z.string(),
});
export type CounterWords = z.infer<typeof counterWordsSchema>;
export type MatterWords = z.infer<typeof matterSchema>;

/** `resources` is the folder the program ships. */
export const readCounterWords = (resources: string): CounterWords =>
  counterWordsSchema.parse(JSON.parse(readFileSync(join(resources, 'demo', 'counter.json'), 'utf8')));
