/** 代办员 as the form of a 帮办代办 offers them. */
import { z } from 'zod';
import { refusalCodes } from '../kernel/refusals.ts';
import { rankReasons } from '../kinds/agent/rank.ts';

export const rankedAgent = z.strictObject({
  key: z.string(),
  name: z.string(),
  phone: z.string(),
  /** Why they might be asked: codes with what fits. */
  reasons: z.array(z.strictObject({ why: z.enum(rankReasons), what: z.string() })),
  /** Why they cannot be asked that day; null: they can. */
  refusal: z.enum(refusalCodes).nullable(),
});
export type RankedAgent = z.infer<typeof rankedAgent>;
