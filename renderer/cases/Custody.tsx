/** 交接: where this case lies, so that nobody wonders whether the work of the day is safe. */
import { Paper, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import { backupAge } from '../app/backup-age.ts';
import { millisOf } from '#shared/time/instant.ts';
import { now } from '../fields/today.ts';
import { useToday } from '../app/use-today.ts';

export function Custody({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation('cases');
  const { place, lastBackup } = page.custody;
  useToday();
  const age = backupAge(lastBackup, millisOf(now()));
  return (
    <Paper withBorder p="md" data-testid="custody">
      <Text fw={600}>{t(`custody.${place}`)}</Text>
      <Text size="sm" c={age.isOld ? 'var(--tongban-warn)' : 'dimmed'}>
        {t(`custody.backup.${age.unit}`, { count: age.count })}
        {place === 'desk' && lastBackup !== null && t('custody.changedSince')}
      </Text>
    </Paper>
  );
}
