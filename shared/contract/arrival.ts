/** 到证登记: certificates that came together are ticked off a list, in one act. */
import { z } from 'zod';
import { id, instant, nothing, plainDate, procedure } from './base.ts';

/** More do not go into one act: it holds the desk's one pen, and whoever stands at another window waits for it. */
export const longestArrival = 500;
/** More are not listed at once. */
export const longestWaiting = 5000;
const line = (longest: number) => z.string().trim().min(1).max(longest);

/** A case whose certificate has not come: personal data masked. */
const waitingRow = z.strictObject({
  stream: id,
  number: z.string(),
  petitioner: z.string(),
  matter: z.string(),
  title: z.string(),
  /** Since it was decided. */
  since: plainDate,
  beganOn: instant,
});
export type WaitingRow = z.infer<typeof waitingRow>;

export const arrivalContract = {
  /** 待到证, the oldest first. `total`: how many there are, of which at most `longestWaiting` are shown. */
  waiting: procedure(
    'case.handle',
    nothing,
    z.strictObject({ rows: z.array(waitingRow).max(longestWaiting), total: z.int() }),
  ),
  /** 制证到件 of each. All or none. Refusal: that of the first row that cannot, with `row` in its details; arrival.notOpen. */
  note: procedure(
    'case.handle',
    z.strictObject({
      act: id,
      arrivedOn: plainDate,
      responsible: line(100),
      rows: z
        .array(z.strictObject({ stream: id, certificate: line(100) }))
        .min(1)
        .max(longestArrival)
        .refine((rows) => new Set(rows.map(({ stream }) => stream)).size === rows.length),
    }),
    z.strictObject({ count: z.int() }),
  ),
};
