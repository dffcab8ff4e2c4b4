/**
 * What a newcomer should find on every page of a demonstration and what the drawn lives (`lives.ts`) do not bring: 投诉, 容缺, 呈批, 村站代收,
 * 上报批次 and the like, each told as it went, by days before today. The data of `resources/demo/scenes.json`; everybody in it is invented.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { actors } from './lives.ts';

/** Working days before today, and the time of that day. With a Spring Festival between, thirty of them lie within the days of a demonstration. */
const when = { day: z.int().min(0).max(30), time: z.string().regex(/^\d\d:\d\d$/u) };
const by = z.enum(actors).default('window');
/** In texts `@staff:chief` is the id of that member of staff, `@case:name` of that case, `@day:3` the third working day before today. */
const data = z.record(z.string(), z.json());

const stepSchema = z.strictObject({ ...when, by, type: z.string(), data: data.default({}) });

const sceneSchema = z.strictObject({
  ...when,
  by,
  /** By this name lists and other scenes find it. */
  name: z.string().optional(),
  kind: z.string().default('service'),
  type: z.string().default('received'),
  /** Its matter; of a 服务办件 the papers and the form follow from it. */
  matter: z.string().optional(),
  /** Youngest and oldest petitioner; absent: nobody is drawn. */
  ages: z.tuple([z.int(), z.int()]).optional(),
  /** Papers that are not handed in. */
  lacking: z.array(z.string()).default([]),
  /** Originals that stay, and where. */
  kept: z.record(z.string(), z.string()).default({}),
  /** What is said beside or instead of what is drawn; `petitioner` is laid over the one that was drawn. */
  set: data.default({}),
  /** Beside `set`. */
  data: data.default({}),
  /** Taken in at a village station. */
  isAtVillage: z.boolean().default(false),
  steps: z.array(stepSchema).default([]),
});
export type Scene = z.infer<typeof sceneSchema>;

const cases = z.array(z.string()).min(1);

const batchSchema = z.strictObject({
  ...when,
  authority: z.string(),
  cases,
  answers: z.array(
    z.strictObject({
      ...when,
      case: z.string(),
      answer: z.enum(['agreed', 'disagreed', 'gaps']),
      reason: z.string().default(''),
      missing: z.string().default(''),
      standard: z.string().default(''),
    }),
  ),
});
const handoverSchema = z.strictObject({
  ...when,
  carrier: z.string(),
  cases,
  /** When they were counted at the township, and what was not in order. */
  arrived: z.strictObject({ ...when, note: z.string().optional() }).optional(),
});
/** 批量收件: one matter, several people. */
const listSchema = z.strictObject({
  ...when,
  matter: z.string(),
  people: z.array(z.tuple([z.int(), z.int()])).min(1),
});
/** 挂起: whose form lies aside, since so many minutes. */
const parkedSchema = z.strictObject({ minutes: z.int().positive(), values: data });

const scenesSchema = z.strictObject({
  about: z.string(),
  /** 本镇规定. */
  rules: z.array(data),
  scenes: z.array(sceneSchema),
  batches: z.array(batchSchema),
  handovers: z.array(handoverSchema),
  lists: z.array(listSchema),
  parked: z.array(parkedSchema),
});
export type DemoScenes = z.infer<typeof scenesSchema>;

/** `resources` is the folder the program ships. */
export const readScenes = (resources: string): DemoScenes =>
  scenesSchema.parse(JSON.parse(readFileSync(join(resources, 'demo', 'scenes.json'), 'utf8')));
