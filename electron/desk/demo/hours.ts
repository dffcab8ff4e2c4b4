/** When people come: the weekdays and half hours of a township hall, from the calendar and the profile in the counter words. */
import type { WorkCalendar } from '#shared/time/calendar.ts';
import { isWorkingDay, natureOf } from '#shared/time/calendar.ts';
import { fromBeijing, millisOf } from '#shared/time/instant.ts';
import { addDays, daysBetween, weekdayOf, type PlainDate } from '#shared/time/plain-date.ts';
import { unwrap } from '#shared/kernel/result.ts';
import type { CounterWords } from './counter-words.ts';
import { weighted, type Draw } from './draw.ts';

export interface Hours {
  /** A moment (milliseconds) somebody comes in, between the two days, both included. */
  readonly visit: (draw: Draw) => number;
  /** A moment of office work, `days` working days after a moment; the same day when 0 and time is left. */
  readonly later: (draw: Draw, from: number, days: number) => number;
}

const halfHour = 30 * 60_000;
const wednesday = '3';

export function hallHours(words: CounterWords, calendar: WorkCalendar, from: PlainDate, to: PlainDate): Hours {
  const office = weighted(Object.entries(words.halfHours));
  const off = weighted(Object.entries(words.offHours));
  const all = Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
  const day = weighted(all.map((date) => [date, weightOf(words, calendar, date)] as const));
  const within = (draw: Draw, date: PlainDate, slot: string): number =>
    startOf(date, slot) + draw.below(halfHour / 1000) * 1000;
  return {
    visit: (draw) => {
      const date = day(draw);
      const isOffice = isWorkingDay(calendar, date) && !draw.chance(0.03);
      return within(draw, date, isOffice ? office(draw) : off(draw));
    },
    later: (draw, moment, days) => {
      if (days === 0) return moment + (3 + draw.below(25)) * 60_000;
      return within(draw, workingDayAfter(calendar, dayAt(moment), days), office(draw));
    },
  };
}

function weightOf(words: CounterWords, calendar: WorkCalendar, date: PlainDate): number {
  if (!isWorkingDay(calendar, date)) return words.dayOff;
  const key = natureOf(calendar, date) === 'makeUp' ? wednesday : String(weekdayOf(date));
  return words.weekdays[key] ?? words.dayOff;
}

const beijing = 8 * 3_600_000;
const dayLength = 86_400_000;

/** Milliseconds of midnight by day: asked for a million times, so not through text each time. */
const midnights = new Map<PlainDate, number>();
function startOf(date: PlainDate, slot: string): number {
  let midnight = midnights.get(date);
  if (midnight === undefined) midnights.set(date, (midnight = millisOf(unwrap(fromBeijing(date, '00:00')))));
  return midnight + (Number(slot.slice(0, 2)) * 60 + Number(slot.slice(3, 5))) * 60_000;
}

const dayAt = (moment: number): PlainDate =>
  addDays('1970-01-01' as PlainDate, Math.floor((moment + beijing) / dayLength));

function workingDayAfter(calendar: WorkCalendar, date: PlainDate, days: number): PlainDate {
  let day = date;
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return day;
}
