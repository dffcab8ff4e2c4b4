/** 待通知, 待领取, 在途, 等证 in words: what was tried, and what is next. */
import { useTranslation } from 'react-i18next';
import type { CaseLine } from '#shared/contract/case.ts';
import { useToday } from '../app/use-today.ts';

type Queue = NonNullable<CaseLine['queue']>;

const short = (day: string): string => day.slice(5);

/** In one line of a list, the most telling word first. */
export function QueueWords({ queue }: { readonly queue: Queue }) {
  const { t } = useTranslation('cases');
  const today = useToday();
  const { name, day, tries } = queue;
  if (tries !== undefined) return <TellingWords tries={tries} day={day} />;
  if (name === 'toFetch') {
    if (day === null) return t('queue.toFetch');
    return t(day < today ? 'queue.overdue' : 'queue.fetchBy', { day: short(day) });
  }
  return `${t(`queue.${name}`)} · ${day === null ? '' : t('queue.since', { day: short(day) })}`;
}

function TellingWords({ tries, day }: Pick<Required<Queue>, 'tries' | 'day'>) {
  const { t } = useTranslation('cases');
  const today = useToday();
  const { count, days, isForVillage, village, next } = tries;
  const since = day === null ? '' : t('queue.since', { day: short(day) });
  if (count === 0 && village === '') return `${t('queue.toTell')} · ${since}`;
  const last = count === 0 ? '' : t('queue.tried', { count, days, last: lastWord(tries.last, t) });
  const then =
    village !== ''
      ? t('queue.village', { village })
      : isForVillage
        ? t('queue.forVillage')
        : t(next === today ? 'queue.nextToday' : 'queue.next', { day: short(next) });
  const words = [then, last].filter((part) => part !== '').join(' · ');
  return <span title={words}>{words}</span>;
}

const outcomes = ['reached', 'noAnswer', 'wrongNumber'] as const;

/** What the last call came to. */
export function lastWord(last: string, t: ReturnType<typeof useTranslation<'cases'>>['t']): string {
  const known = outcomes.find((one) => one === last);
  return known === undefined ? '' : t(`queue.last.${known}`);
}
