/** The days of a limit in weeks from Monday to Sunday. What a day did stands in it as a word; below is what the words mean. */
import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StripDay, WhyThisDay } from '#shared/contract/time.ts';
import { addDays, daysBetween, getPlainDate, weekdayOf, type PlainDate } from '#shared/time/plain-date.ts';
import classes from './DayStrip.module.css';

const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;
const circled = '①②③④⑤⑥⑦⑧⑨⑩';
/** Ties a paused day to its reason. */
export const pauseSign = (index: number): string => circled[index] ?? `(${String(index + 1)})`;

/** What a sign of the strip means; only those that occur are explained. */
const signs = [
  'first',
  'counted',
  'extended',
  'makeUp',
  'weekend',
  'holiday',
  'paused',
  'postponed',
  'running',
  'end',
  'estimated',
] as const;
type Sign = (typeof signs)[number];

interface DayLook {
  readonly day: StripDay;
  readonly isEnd: boolean;
  readonly isExtended: boolean;
}

export function DayStrip({ why }: { readonly why: WhyThisDay }) {
  const { t } = useTranslation('cases');
  const looks = looksOf(why);
  return (
    <div>
      {/* Focusable, so that a long limit is scrolled by keys too. */}
      <div className={classes.frame} role="region" aria-label={t('why.show')} tabIndex={0}>
        <table className={classes.days} data-testid="day-strip">
          <WeekdayHead />
          <tbody>
            {weeksOf(looks).map((week) => (
              <tr key={week[0]?.date}>
                {week.map(({ date, look }) => (look ? <Day key={date} {...look} /> : <td key={date} />))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Legend looks={[...looks.values()]} />
    </div>
  );
}

function looksOf({ days, isPaused, limit }: WhyThisDay): ReadonlyMap<string, DayLook> {
  return new Map(
    days.map((day, index) => {
      const isEnd = !isPaused && index === days.length - 1;
      return [day.date, { day, isEnd, isExtended: limit.unit !== 'hour' && (day.n ?? 0) > limit.amount }] as const;
    }),
  );
}

interface Cell {
  readonly date: PlainDate;
  readonly look: DayLook | undefined;
}

function weeksOf(looks: ReadonlyMap<string, DayLook>): Cell[][] {
  const dates = [...looks.keys()];
  const first = getPlainDate(dates[0] ?? '');
  const monday = addDays(first, -((weekdayOf(first) + 6) % 7));
  const count = Math.floor(daysBetween(monday, getPlainDate(dates.at(-1) ?? '')) / 7) + 1;
  return Array.from({ length: count }, (_week, index) =>
    weekdays.map((_day, at) => {
      const date = addDays(monday, index * 7 + at);
      return { date, look: looks.get(date) };
    }),
  );
}

function WeekdayHead() {
  const { t } = useTranslation('cases');
  return (
    <thead>
      <tr>
        {weekdays.map((day) => (
          <th key={day} scope="col">
            {t(`calendar.weekday.${day}`)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Day({ day, isEnd, isExtended }: DayLook) {
  const { t } = useTranslation('cases');
  const { date, role, nature, pause, holiday } = day;
  const isMonthShown = role === 'first' || date.endsWith('-01') || isEnd;
  return (
    <td
      title={holiday === undefined ? date : `${date} ${holiday}`}
      data-date={date}
      data-role={role}
      data-nature={nature}
      {...(isEnd ? { 'data-end': true } : {})}
      {...(isExtended ? { 'data-extended': true } : {})}
    >
      <span>
        {isMonthShown ? `${String(Number(date.slice(5, 7)))}/${String(Number(date.slice(8)))}` : Number(date.slice(8))}
      </span>
      <small>
        {isEnd && <b>{t('why.sign.end')} </b>}
        {signText(t, day, isExtended)}
        {pause !== undefined && pauseSign(pause)}
        {day.isEstimated && t('why.sign.estimated')}
      </small>
    </td>
  );
}

type T = ReturnType<typeof useTranslation<'cases'>>['t'];

function signText(t: T, { role, nature, n, holiday }: StripDay, isExtended: boolean): string {
  if (role === 'counted') {
    const nth = t(isExtended ? 'why.sign.nthExtended' : 'why.sign.nth', { n: n ?? 0 });
    return nature === 'makeUp' ? `${t('why.sign.makeUp')} ${nth}` : nth;
  }
  const named = holiday === undefined ? '' : `${holiday} `;
  if (role === 'skipped') return nature === 'holiday' ? `${named}${t('why.sign.holiday')}` : t('why.sign.weekend');
  return role === 'postponed' ? `${named}${t('why.sign.postponed')}` : t(`why.sign.${role}`);
}

function Legend({ looks }: { readonly looks: readonly DayLook[] }) {
  const { t } = useTranslation('cases');
  const used = new Set(looks.flatMap(signsOf));
  return (
    <Group gap="0 0.6rem" mt={4} data-testid="why-legend">
      {signs
        .filter((sign) => used.has(sign))
        .map((sign) => (
          <Text key={sign} span size="xs" c="dimmed">
            {t(`why.legend.${sign}`)}
          </Text>
        ))}
    </Group>
  );
}

function signsOf({ day: { role, nature, isEstimated }, isEnd, isExtended }: DayLook): Sign[] {
  const own: Sign = role === 'skipped' ? (nature === 'holiday' ? 'holiday' : 'weekend') : role;
  return [
    own,
    ...(role === 'counted' && nature === 'makeUp' ? (['makeUp'] as const) : []),
    ...(isExtended ? (['extended'] as const) : []),
    ...(isEnd ? (['end'] as const) : []),
    ...(isEstimated ? (['estimated'] as const) : []),
  ];
}
