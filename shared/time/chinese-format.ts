import { type PlainDate, type Weekday, partsOf, weekdayOf } from './plain-date.ts';

const weekdayCharacters = '日一二三四五六';

/** 星期日 … 星期六. */
export const chineseWeekday = (weekday: Weekday): string => `星期${weekdayCharacters.charAt(weekday)}`;

/** The weekday of 日, 天, 一 … 六, or null. */
export function weekdayOfCharacter(character: string): Weekday | null {
  const index = weekdayCharacters.indexOf(character === '天' ? '日' : character);
  return character.length === 1 && index >= 0 ? (index as Weekday) : null;
}

/** 2026年11月22日, as official papers write it: no leading zeros. */
export function formatChineseDate(date: PlainDate): string {
  const { year, month, day } = partsOf(date);
  return `${String(year)}年${String(month)}月${String(day)}日`;
}

/** 2026年11月22日 星期日: the weekday lets a person notice a wrong clock. */
export const formatChineseDateAndWeekday = (date: PlainDate): string =>
  `${formatChineseDate(date)} ${chineseWeekday(weekdayOf(date))}`;
