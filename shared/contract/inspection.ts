/** 迎检: drawing a sample, its list and the files of its cases; and 检查人员, who look for some days. */
import { z } from 'zod';
import * as base from './base.ts';

const { procedure, id, instant, nothing, done, plainDate, secret } = base;

const code = z.string().min(1).max(64);
const line = z.string().trim().min(1).max(200);
const population = {
  /** By the day a case was taken in. */
  from: plainDate,
  to: plainDate,
  /** Empty: all. */
  matters: z.array(code).max(200),
  stations: z.array(z.string().regex(/^\d{12}$/)).max(200),
};
const populationAsked = z.strictObject(population);
export type PopulationAsked = z.infer<typeof populationAsked>;

const drawAsked = z.strictObject({
  ...population,
  act: id,
  title: line,
  /** 检查单位. */
  body: line,
  method: z.enum(['simple', 'byMatter']),
  seed: z.string().trim().min(1).max(40),
  wish: z.union([
    z.strictObject({ count: z.int().min(1).max(100_000) }),
    z.strictObject({ percent: z.number().gt(0).max(100) }),
  ]),
});
export type DrawAsked = z.infer<typeof drawAsked>;

const inspectionLine = z.strictObject({
  stream: id,
  number: z.string(),
  title: z.string(),
  body: z.string(),
  from: plainDate,
  to: plainDate,
  matters: z.array(z.string()),
  stations: z.array(z.string()),
  method: z.enum(['simple', 'byMatter']),
  seed: z.string(),
  population: z.int(),
  populationHash: z.string(),
  note: z.string(),
  size: z.int(),
  at: instant,
  by: z.string(),
  isFinished: z.boolean(),
});
export type InspectionLine = z.infer<typeof inspectionLine>;

const inspectedCase = z.strictObject({
  stream: id,
  number: z.string(),
  title: z.string(),
  day: plainDate,
  petitioner: z.string(),
  status: z.string(),
});
export type InspectedCase = z.infer<typeof inspectedCase>;

export const inspectionContract = {
  population: procedure('inspection.run', populationAsked, z.strictObject({ size: z.int() })),
  /** Refusals: inspection.none, inspection.tooMany. */
  draw: procedure('inspection.run', drawAsked, z.strictObject({ stream: id })),
  finish: procedure('inspection.run', z.strictObject({ act: id, stream: id, note: z.string().trim().max(1000) }), done),
  /** Those whom an inspector may be let in for too: no petitioner stands in them. */
  list: procedure('inspector.manage', nothing, z.strictObject({ lines: z.array(inspectionLine) })),
  page: procedure(
    'inspection.run',
    z.strictObject({ stream: id }),
    z.strictObject({ line: inspectionLine, cases: z.array(inspectedCase) }),
  ),
  /** 抽样清单. */
  paper: procedure('inspection.run', z.strictObject({ stream: id }), base.drawnSheet),
  /** 检查人员: begins today, ends by itself. Refusals: record.exists (the login name), inspection.unknown. */
  admit: procedure(
    'inspector.manage',
    z.strictObject({
      act: id,
      name: z.string().trim().min(1).max(100),
      body: line,
      login: z.string().trim().min(1).max(64),
      password: secret,
      /** Today counts. */
      days: z.int().min(1).max(90),
      sample: id.exactOptional(),
    }),
    z.strictObject({ staff: id, until: plainDate }),
  ),
  end: procedure('inspector.manage', z.strictObject({ act: id, staff: id }), done),
};
