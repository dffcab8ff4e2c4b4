/** Dates and times as the screen shows them: always Beijing's, whatever the machine's time zone. */
import { useTranslation } from 'react-i18next';
import { formatChineseDateAndWeekday } from '#shared/time/chinese-format.ts';
import { parseInstant, toBeijing } from '#shared/time/instant.ts';
import { parsePlainDate, partsOf, type PlainDate } from '#shared/time/plain-date.ts';
import { currentLanguage } from './words.ts';

const english = new Intl.DateTimeFormat('en-GB', {
  ...({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const),
});

export interface Dates {
  /** 2026年11月22日 星期日 / Sunday 22 November 2026. */
  readonly longDay: (date: string) => string;
  /** 2026-11-22. */
  readonly day: (instant: string) => string;
  /** 2026-11-22 09:05. */
  readonly moment: (instant: string) => string;
  /** 09:05. */
  readonly time: (instant: string) => string;
}

const dayOf = (text: string): PlainDate | undefined => {
  const parsed = parsePlainDate(text);
  return parsed.ok ? parsed.value : undefined;
};

function longDay(text: string): string {
  const date = dayOf(text);
  if (!date) return text;
  if (currentLanguage() === 'zh-CN') return formatChineseDateAndWeekday(date);
  const { year, month, day } = partsOf(date);
  return english.format(Date.UTC(year, month - 1, day));
}

function momentOf(text: string): { date: string; time: string } {
  const instant = parseInstant(text);
  if (!instant.ok) return { date: text, time: '' };
  const { date, time } = toBeijing(instant.value);
  return { date, time: time.slice(0, 5) };
}

const dates: Dates = {
  longDay,
  day: (instant) => momentOf(instant).date,
  moment: (instant) => `${momentOf(instant).date} ${momentOf(instant).time}`.trim(),
  time: (instant) => momentOf(instant).time,
};

/** Follows the language of the window. */
export function useDates(): Dates {
  useTranslation('screens');
  return dates;
}
