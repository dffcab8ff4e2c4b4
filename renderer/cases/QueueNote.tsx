/** What is to be done with a decided case, on its page: tell, hand out, wait for the certificate. */
import { Alert, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import { useDates } from '../app/dates.ts';
import { useToday } from '../app/use-today.ts';
import { lastWord } from './QueueWords.tsx';

type Queue = NonNullable<CasePage['queue']>;

export function QueueNote({ queue }: { readonly queue: CasePage['queue'] }) {
  const { t } = useTranslation('cases');
  const today = useToday();
  if (queue === null) return null;
  const { name, day, tries } = queue;
  const isLate = name === 'toFetch' && day !== null && day < today;
  const needsAct = name === 'toTell' || isLate;
  return (
    <Alert color={needsAct ? 'orange' : 'blue'} variant="light" data-testid="queue" data-queue={name}>
      <Text>{t(`queue.title.${name}`)}</Text>
      {name === 'toFetch' && <FetchLine day={day} isLate={isLate} />}
      {name === 'onTheWay' && day !== null && <SentLine day={day} />}
      {tries !== undefined && <TriesLine tries={tries} />}
    </Alert>
  );
}

function FetchLine({ day, isLate }: { readonly day: string | null; readonly isLate: boolean }) {
  const { t } = useTranslation('cases');
  const dates = useDates();
  if (day === null) return <Text>{t('queue.noDay')}</Text>;
  return <Text fw={600}>{t(isLate ? 'queue.overdue' : 'queue.fetchBy', { day: dates.longDay(day) })}</Text>;
}

function SentLine({ day }: { readonly day: string }) {
  const { t } = useTranslation('cases');
  const dates = useDates();
  return <Text>{t('queue.sentOn', { day: dates.longDay(day) })}</Text>;
}

function TriesLine({ tries }: { readonly tries: NonNullable<Queue['tries']> }) {
  const { t } = useTranslation('cases');
  const dates = useDates();
  const today = useToday();
  const { count, days, last, isForVillage, village, next } = tries;
  return (
    <>
      <Text>{count === 0 ? t('queue.notTried') : t('queue.tried', { count, days, last: lastWord(last, t) })}</Text>
      {village !== '' && <Text fw={600}>{t('queue.village', { village })}</Text>}
      {village === '' && isForVillage && (
        <Text fw={700} data-testid="for-village">
          {t('queue.forVillageLong')}
        </Text>
      )}
      {village === '' && !isForVillage && count > 0 && (
        <Text>{next === today ? t('queue.nextToday') : t('queue.next', { day: dates.longDay(next) })}</Text>
      )}
    </>
  );
}
