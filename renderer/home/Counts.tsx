import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { listFilters } from '#shared/contract/case.ts';
import classes from './Home.module.css';

export interface CountsProps {
  readonly counts: Readonly<
    Record<
      | 'takenToday'
      | 'open'
      | 'overdue'
      | 'dueSoon'
      | 'waiting'
      | 'undecided'
      | 'toTell'
      | 'uncollected'
      | 'unsigned'
      | 'awaited'
      | 'lostOriginals',
      number
    >
  >;
}

/** Each number opens exactly the rows it counts. */
const cells = [
  ['takenToday', 'today', 'none'],
  ['open', 'open', 'none'],
  ['dueSoon', 'dueSoon', 'warn'],
  ['overdue', 'overdue', 'bad'],
  ['waiting', 'waiting', 'none'],
  ['undecided', 'undecided', 'warn'],
  ['toTell', 'toTell', 'warn'],
  ['uncollected', 'uncollected', 'none'],
  ['unsigned', 'unsigned', 'warn'],
] as const satisfies readonly (readonly [keyof CountsProps['counts'], (typeof listFilters)[number], string])[];

/** Shown only where there is one: most halls have none of these on most days. */
const rare: ReadonlySet<string> = new Set(['uncollected', 'unsigned']);

export function Counts({ counts }: CountsProps) {
  const { t } = useTranslation('screens');
  return (
    <ul className={classes.counts} aria-label={t('home.numbers')}>
      {cells
        .filter(([name]) => counts[name] > 0 || !rare.has(name))
        .map(([name, filter, light]) => (
          <li key={name}>
            <Link
              to="/cases"
              search={{ filter }}
              className={classes.count ?? ''}
              data-light={counts[name] > 0 ? light : 'none'}
            >
              <span className={classes.number}>{counts[name]}</span>
              <span>{t(`home.count.${name}`)}</span>
            </Link>
          </li>
        ))}
      {counts.awaited > 0 && (
        <li>
          <Link to="/awaited" className={classes.count ?? ''} data-light="warn">
            <span className={classes.number}>{counts.awaited}</span>
            <span>{t('home.count.awaited')}</span>
          </Link>
        </li>
      )}
      {counts.lostOriginals > 0 && (
        <li>
          <Link to="/originals" className={classes.count ?? ''} data-light="bad">
            <span className={classes.number}>{counts.lostOriginals}</span>
            <span>{t('home.count.lostOriginals')}</span>
          </Link>
        </li>
      )}
    </ul>
  );
}
