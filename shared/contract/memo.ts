/** Procedures on what happens at a counter beside cases: 咨询, 来电, 转介. They are written by `case.begin` and `case.step` like everything else. */
import { z } from 'zod';
import * as base from './base.ts';

const { procedure, id, instant, jsonObject } = base;

/** open: something of it waits; today: begun today; all: the newest first. Without what was taken back. */
export const memoFilters = ['open', 'today', 'all'] as const;

/** A line: a telephone masked, and nobody's name. */
const memoLine = z.strictObject({
  stream: id,
  kind: z.string(),
  status: z.string(),
  isOpen: z.boolean(),
  title: z.string(),
  matter: z.string(),
  matterName: z.string(),
  phone: z.string(),
  about: z.string(),
  beganOn: instant,
  byName: z.string(),
  stationName: z.string(),
  /** Steps this person may take now. */
  allowed: z.array(z.string()),
});
export type MemoLine = z.infer<typeof memoLine>;

const kind = z.string().max(40);

export const memoContract = {
  list: procedure(
    'case.read',
    z.strictObject({
      kind,
      filter: z.enum(memoFilters),
      /** Code of one matter; '' = those about none. */
      matter: z.string().max(64).exactOptional(),
      /** Case it belongs to. */
      about: id.exactOptional(),
    }),
    z.strictObject({
      lines: z.array(memoLine),
      /** There are more than a list shows. */
      isMore: z.boolean(),
      /** How many by matter, the most frequent first; of the filter, whatever matter was chosen. */
      byMatter: z.array(z.strictObject({ code: z.string(), name: z.string(), count: z.int() })),
    }),
  ),
  /** One of them in full, with the telephone: a look at personal data, written to the audit chain. */
  page: procedure(
    'case.reveal',
    z.strictObject({ stream: id, look: base.look }),
    z.strictObject({ kind: z.string(), status: z.string(), fields: jsonObject }),
  ),
};
