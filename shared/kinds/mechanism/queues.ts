/**
 * Lists of work beside due dates: what becomes of a case once it is decided. A case stands in one of them at most, and its kind says in
 * which: so a list reads one index, however many cases are over.
 */
import { z } from 'zod';

/** certificate 待到证, toTell 待通知, toFetch 待领取 (told, and not fetched), onTheWay 在途 (posted, or with a village station). */
export const queueNames = ['certificate', 'toTell', 'toFetch', 'onTheWay'] as const;
export type QueueName = (typeof queueNames)[number];

/** Calls that reached nobody, in a row of a list. */
export const triesSchema = z.strictObject({
  count: z.int().min(0),
  /** Days on which somebody tried. */
  days: z.int().min(0),
  last: z.string(),
  lastDay: z.string(),
  /** 转村通知: the calls are enough, the village is asked next. */
  isForVillage: z.boolean(),
  /** Whom it was handed to; '' while nobody. */
  village: z.string(),
});
export type Tries = z.infer<typeof triesSchema>;
