/** Procedures on what cases owe and hold: 欠缺材料 by what is to be done about it, and the book of originals. Written by `case.step` like everything else. */
import { z } from 'zod';
import * as base from './base.ts';
import { custodyView } from './custody.ts';

const { procedure, id, instant, plainDate } = base;

/**
 * check 待核验, fetch 代取, photo 待看原件, tolerate 容缺, pledge 待签承诺, comeBack 待补正; tolerateLate 容缺逾期 and lapse 可视为撤回: the applicant's day
 * has passed, and a person decides.
 */
export const owedViews = [
  'check',
  'fetch',
  'photo',
  'pledge',
  'tolerate',
  'tolerateLate',
  'comeBack',
  'lapse',
] as const;
export type OwedView = (typeof owedViews)[number];

/** One missing paper of one case: personal data masked. */
const owedLine = z.strictObject({
  stream: id,
  kind: z.string(),
  number: z.string(),
  petitioner: z.string(),
  title: z.string(),
  status: z.string(),
  material: z.string(),
  way: z.string(),
  who: z.string(),
  /** By when; null where nobody said. */
  until: plainDate.nullable(),
  isPast: z.boolean(),
  on: instant,
  /** Calls since it was undertaken. */
  calls: z.int(),
});
export type OwedLine = z.infer<typeof owedLine>;

const originalLine = z.strictObject({
  stream: id,
  number: z.string(),
  petitioner: z.string(),
  title: z.string(),
  material: z.string(),
  copies: z.int(),
  since: instant,
  /** Shelf or drawer, and the station it lies at. */
  place: z.string(),
  stationName: z.string(),
  /** On the day asked for, or later. */
  returnedOn: instant.nullable(),
  /** 张*. */
  returnedTo: z.string(),
  ...custodyView,
});
export type OriginalLine = z.infer<typeof originalLine>;

const day = z.strictObject({ day: plainDate });

export const owedContract = {
  list: procedure(
    'case.read',
    z.strictObject({ view: z.enum(owedViews) }),
    z.strictObject({
      lines: z.array(owedLine),
      /** There are more than a list shows. */
      isMore: z.boolean(),
      counts: z.record(z.enum(owedViews), z.int()),
    }),
  ),
  /** 原件保管簿: every original that was here at some time of that day. */
  originals: procedure('case.read', day, z.strictObject({ rows: z.array(originalLine), isMore: z.boolean() })),
  originalsBook: procedure('case.read', day, base.drawnSheet),
};
