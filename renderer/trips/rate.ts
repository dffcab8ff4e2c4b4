/** 一次办成率 as it is printed: with its numerator and denominator, never alone. */
import type { LedgerRow } from '#shared/contract/trip.ts';

export type Counted = Pick<LedgerRow, 'once' | 'cases'>;

/** Per cent with one decimal place; '—' where nothing was examined. */
export const percentOf = ({ once, cases }: Counted): string =>
  cases === 0 ? '—' : `${(Math.round((once / cases) * 1000) / 10).toFixed(1)}%`;

export const wholeOf = (rows: readonly LedgerRow[]): Counted & Pick<LedgerRow, 'trips'> => ({
  once: rows.reduce((sum, { once }) => sum + once, 0),
  cases: rows.reduce((sum, { cases }) => sum + cases, 0),
  trips: rows.reduce((sum, { trips }) => sum + trips, 0),
});
