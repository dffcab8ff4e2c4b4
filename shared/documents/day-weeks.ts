/** The days of a limit as weeks of a calendar on paper: what each day did stands in it as a word, because a sheet is printed black. */
import { z } from 'zod';
import { dateFact } from './facts.ts';
import { addDays, daysBetween, getPlainDate, weekdayOf, type PlainDate } from '../time/plain-date.ts';

export const dayFact = z.strictObject({
  date: dateFact,
  nature: z.enum(['workday', 'makeUp', 'weekend', 'holiday']),
  role: z.enum(['first', 'counted', 'skipped', 'postponed', 'running', 'paused']),
  n: z.int().nullable(),
  isEstimated: z.boolean(),
  /** Of a day off: 春节, 国庆节 …, where the calendar says which. */
  holiday: z.string().max(20).exactOptional(),
  pause: z.int().min(0).exactOptional(),
});
export type DayFact = z.infer<typeof dayFact>;

const natures = { workday: '', makeUp: '补班', weekend: '周末', holiday: '放假' } as const;
const circled = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';
/** Ties a paused day to its line in the table of pauses. */
export const mark = (index: number): string => circled[index] ?? `(${String(index + 1)})`;

/** What the day did, in words: on the sheet nothing is told by colour. */
function roleText({ role, nature, n, pause, holiday }: DayFact, amount: number, isEnd: boolean): string {
  const last = isEnd ? ['到期'] : [];
  const named = [...(holiday === undefined ? [] : [holiday]), natures[nature]].join(' ');
  switch (role) {
    case 'first':
      return ['起算', ...last].join(' ');
    case 'counted':
      return [named, `第${String(n ?? 0)}${(n ?? 0) > amount ? '延' : ''}`, ...last].join(' ').trim();
    case 'skipped':
      return named;
    case 'postponed':
      return [named, '顺延', ...last].join(' ').trim();
    case 'running':
      return ['计时', ...last].join(' ');
    case 'paused':
      return `停${mark(pause ?? 0)}`;
  }
}

const cellText = (day: DayFact, amount: number, isEnd: boolean): string =>
  `${String(Number(day.date.slice(8)))} ${roleText(day, amount, isEnd)}${day.isEstimated ? '(估)' : ''}`;

/** `amount`: the limit without extensions. Monday to Sunday, a row a week, its months before it: `9月`, `9–10月`, with the year in the first row and where it changes. */
export function weekRows(days: readonly DayFact[], amount: number, hasEnd: boolean): string[][] {
  const cells = new Map(
    days.map((day, index) => [day.date, cellText(day, amount, hasEnd && index === days.length - 1)]),
  );
  const first = getPlainDate(days[0]?.date ?? '');
  const last = getPlainDate(days.at(-1)?.date ?? '');
  const monday = addDays(first, -((weekdayOf(first) + 6) % 7));
  const weeks = Math.floor(daysBetween(monday, last) / 7) + 1;
  return Array.from({ length: weeks }, (_, index) => {
    const week = Array.from({ length: 7 }, (_day, at) => addDays(monday, index * 7 + at));
    return [monthsOf(week, index === 0), ...week.map((date) => cells.get(date) ?? '')];
  });
}

function monthsOf(week: readonly PlainDate[], isFirst: boolean): string {
  const [from, to] = [week[0], week.at(-1)].map((date) => ({
    year: date?.slice(0, 4),
    month: Number(date?.slice(5, 7)),
  }));
  const months = from?.month === to?.month ? String(from?.month) : `${String(from?.month)}–${String(to?.month)}`;
  return `${isFirst || from?.year !== to?.year ? `${String(from?.year)}年` : ''}${months}月`;
}
