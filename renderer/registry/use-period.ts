/** From the first of January to today, until somebody says other days. */
import { useState } from 'react';
import { isPlainDate } from '#shared/time/plain-date.ts';
import { today } from '../fields/today.ts';

export interface Period {
  readonly from: string;
  readonly to: string;
}

export function usePeriod() {
  const [period, setPeriod] = useState<Period>(() => ({ from: `${today().slice(0, 4)}-01-01`, to: today() }));
  const isPeriod = isPlainDate(period.from) && isPlainDate(period.to) && period.from <= period.to;
  return { period, setPeriod, isPeriod };
}
