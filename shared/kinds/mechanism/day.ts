import { beijingDate, type Instant } from '../../time/instant.ts';
import type { PlainDate } from '../../time/plain-date.ts';

/** Beijing date of an entry's instant; the header schema has checked its form. */
export const dayOf = (instant: string): PlainDate => beijingDate(instant as Instant);
