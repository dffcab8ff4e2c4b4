/** Procedures on 村级收件: which cases stations took in for the township, where their papers are, handing them over and counting them in. */
import { z } from 'zod';
import { longestHandover } from '../kinds/handover/index.ts';
import { drawnSheet, id, instant, nothing, plainDate, procedure } from './base.ts';

const line = (longest: number) => z.string().trim().min(1).max(longest);
const rows = <T extends z.ZodType>(row: T) => z.array(row).min(1).max(longestHandover);

/** One case that a station took in for the township. Personal data masked. */
const villageRow = z.strictObject({
  stream: id,
  number: z.string(),
  petitioner: z.string(),
  matter: z.string(),
  station: z.string(),
  beganOn: instant,
  /** Where its papers are: at the station, under way in a list, at the township. */
  papers: z.enum(['here', 'underWay', 'arrived']),
  /** Number of the 交接清单 they went in last, and who carried it; '' where none. */
  list: z.string(),
  carrier: z.string(),
  /** What was not in order when they were counted. */
  note: z.string(),
  /** The last day on which somebody may be told what is missing: after it, it counts as accepted. Null: told, or accepted. */
  acceptBy: plainDate.nullable(),
  /** The last day for the papers. Null: they are there, or the matter names none. */
  papersBy: plainDate.nullable(),
  light: z.enum(['none', 'yellow', 'red']),
  maySend: z.boolean(),
  mayReceive: z.boolean(),
});
export type VillageRow = z.infer<typeof villageRow>;

const handoverHead = {
  stream: id,
  number: z.string(),
  station: z.string(),
  carrier: z.string(),
  sentOn: instant,
  count: z.int(),
  underWay: z.int(),
};

export const villageContract = {
  /** 村站代收: what is not accepted yet or whose papers are not at the township, the most urgent first; at most 500. */
  list: procedure('case.read', nothing, z.strictObject({ rows: z.array(villageRow) })),
  /** How many there are, and how many of them press (快到期、超期). */
  count: procedure('case.read', nothing, z.strictObject({ all: z.int(), pressing: z.int() })),
  /** All or none. Refusal: that of the first row that cannot, with `row` in its details. */
  send: procedure(
    'case.handle',
    z.strictObject({
      act: id,
      carrier: line(100),
      streams: rows(id).refine((streams) => new Set(streams).size === streams.length),
    }),
    z.strictObject({ stream: id, number: z.string() }),
  ),
  /** Papers that were counted in. All or none; refusal as above. */
  receive: procedure(
    'case.handle',
    z.strictObject({
      act: id,
      rows: rows(z.strictObject({ stream: id, note: line(500).exactOptional() })),
    }),
    z.strictObject({ count: z.int() }),
  ),
  /** 交接清单 that were made, newest first. */
  lists: procedure('case.read', nothing, z.strictObject({ lists: z.array(z.strictObject(handoverHead)) })),
  /** 交接清单 as a paper: full names, so it is written down as revealing is. */
  paper: procedure('case.reveal', z.strictObject({ stream: id }), drawnSheet),
};
