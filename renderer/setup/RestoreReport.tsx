import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DeskClient } from '#shared/contract/index.ts';
import { useDates } from '../app/dates.ts';

type RestoreAnswer = Awaited<ReturnType<DeskClient['setUp']['restore']>>;
export type Report = Extract<RestoreAnswer, { ok: true }>['value'];

interface RestoreReportProps {
  readonly report: Report;
  readonly onGoOn: () => void;
}

/** What came back, and what was done after the backup and has to be looked for on paper. */
export function RestoreReport({ report, onGoOn }: RestoreReportProps) {
  const { t } = useTranslation('screens');
  const { moment } = useDates();
  const { cases, entries, upTo, missingSince } = report;
  return (
    <Stack mt="md">
      <Title order={2}>{t('restore.done')}</Title>
      <Text>{t('restore.counts', { cases, entries })}</Text>
      {upTo !== null && <Text>{t('restore.upTo', { at: moment(upTo) })}</Text>}
      <Alert color="orange" variant="light" title={t('restore.missing')}>
        {t('restore.missingSince', { at: moment(missingSince) })}
      </Alert>
      <Text>{t('restore.newNumbers')}</Text>
      <Group justify="flex-end">
        <Button onClick={onGoOn} autoFocus>
          {t('restore.goOn')}
        </Button>
      </Group>
    </Stack>
  );
}
