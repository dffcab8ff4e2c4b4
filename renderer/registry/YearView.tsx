/** A year by months: what is off, what is worked though it is a weekend. The sign beside the day says it without its colour. */
import { useTranslation } from 'react-i18next';
import classes from './Registry.module.css';
import { holidayIn, natureIn, weeksOf, type YearDays } from './year.ts';

const months = Array.from({ length: 12 }, (_month, index) => index + 1);
const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;

export function YearView({ days }: { readonly days: YearDays }) {
  return (
    <div className={classes.months} data-testid="year-view">
      {months.map((month) => (
        <Month key={month} days={days} month={month} />
      ))}
    </div>
  );
}

function Month({ days, month }: { readonly days: YearDays; readonly month: number }) {
  const { t } = useTranslation('cases');
  const nature = natureIn(days);
  const holiday = holidayIn(days);
  const weeks = weeksOf(days.year, month);
  const named = new Set(weeks.flat().flatMap((date) => (date && holiday(date)) ?? []));
  return (
    <table className={classes.month}>
      <caption>
        {t('calendar.month', { year: days.year, month })}
        {named.size > 0 && <small className={classes.holidays}> {[...named].join(' ')}</small>}
      </caption>
      <thead>
        <tr>
          {weekdays.map((day) => (
            <th key={day}>{t(`calendar.weekday.${day}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, index) => (
          <tr key={index}>
            {week.map((date, at) => {
              const is = date && nature(date);
              return (
                <td
                  key={date ?? at}
                  title={date && holiday(date)}
                  {...(is ? { 'data-nature': is, 'data-date': date } : {})}
                >
                  {date ? Number(date.slice(8)) : ''}
                  <small>{is === 'holiday' || is === 'makeUp' ? t(`calendar.nature.${is}`) : ''}</small>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
