/** 多跑一次登记 and 一次办成率: read from what cases and questions say; nothing is typed into it. */
import { z } from 'zod';
import { tripCauses, tripReasons } from '../kinds/mechanism/trips.ts';
import * as base from './base.ts';

const { procedure, id, plainDate } = base;

const counts = <Name extends string>(names: readonly Name[]) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, z.int()])) as Record<Name, z.ZodInt>);

const sentHome = tripCauses.filter((cause) => cause !== 'once');

/** One matter under one version. */
const ledgerRow = z.strictObject({
  matter: z.string(),
  name: z.string(),
  version: z.string(),
  /** Of the cases taken in within the period and examined: how many needed one visit. */
  once: z.int(),
  cases: z.int(),
  /** Second trips within the period, by the day on which somebody was sent home. */
  trips: z.int(),
  causes: counts(sentHome),
  reasons: counts(tripReasons),
  /** What was missing, the most frequent first. */
  papers: z.array(z.strictObject({ name: z.string(), count: z.int() })),
});
export type LedgerRow = z.infer<typeof ledgerRow>;

const period = { from: plainDate, to: plainDate };

/** One visit: a case (its person masked), or a question without a name. */
const tripLine = z.strictObject({
  stream: id,
  /** Key of the kind's words. */
  kind: z.string(),
  /** '' of a question. */
  number: z.string(),
  petitioner: z.string(),
  title: z.string(),
  status: z.string(),
  day: plainDate,
  cause: z.enum(tripCauses),
  reason: z.enum(['', ...tripReasons]),
  papers: z.array(z.string()),
  isOpen: z.boolean(),
});
export type TripLine = z.infer<typeof tripLine>;

/** A notice that is still open. */
const openNotice = z.strictObject({
  stream: id,
  number: z.string(),
  kind: z.string(),
  title: z.string(),
  petitioner: z.string(),
  day: plainDate,
  papers: z.array(z.string()),
});
export type OpenNotice = z.infer<typeof openNotice>;

export const tripContract = {
  /** Of a period that ends before it begins: nothing. */
  ledger: procedure('case.read', z.strictObject(period), z.strictObject({ rows: z.array(ledgerRow) })),
  /** The visits behind a number, the last first; the first 200 of them. */
  list: procedure(
    'case.read',
    z.strictObject({
      ...period,
      matter: z.string().max(64),
      version: z.string().max(40),
      paper: z.string().max(200).exactOptional(),
    }),
    z.strictObject({ lines: z.array(tripLine), isMore: z.boolean() }),
  ),
  /** 二次来访: notices of this person, or of this case, that wait for what was missing. */
  returning: procedure(
    'case.read',
    z.strictObject({
      stream: id.exactOptional(),
      idNumber: z.string().max(40).exactOptional(),
      phone: z.string().max(40).exactOptional(),
    }),
    z.strictObject({ notices: z.array(openNotice) }),
  ),
  /** As a workbook, for a page that hands it to its browser as a download. */
  export: procedure('case.read', z.strictObject(period), z.strictObject({ data: z.base64() })),
  /** The same to a place outside that the person chooses now; only where the program has a window of its own. */
  save: procedure(
    'case.read',
    z.strictObject({ ...period, name: z.string().trim().min(1).max(120) }),
    z.strictObject({ saved: z.boolean() }),
  ),
};
