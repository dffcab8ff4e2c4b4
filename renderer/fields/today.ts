import { beijingDate, instantFromMillis, type Instant } from '#shared/time/instant.ts';
import type { PlainDate } from '#shared/time/plain-date.ts';

export const now = (): Instant => instantFromMillis(Date.now());
/** The present day in Beijing, wherever the machine thinks it is. */
export const today = (): PlainDate => beijingDate(now());
