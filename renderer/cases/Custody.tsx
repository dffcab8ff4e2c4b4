/** 交接: where this case lies, so that nobody wonders whether the work of the day is safe. */
import { Paper, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import { millisOf } from '#shared/time/instant.ts';
import { backupAge } from '../app/backup-age.ts';
import { useToday } from '../app/use-today.ts';
import { now } from '../fields/today.ts';
import { isJoined, useLinkState } from '../link/use-link.ts';

export function Custody({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation('cases');
  const link = useLinkState();
  const { place } = page.custody;
  if (link.data === undefined) return null;
  return (
    <Paper withBorder p="md" data-testid="custody" data-place={place}>
      {isJoined(link.data) ? (
        <>
          <Text fw={600}>{t(`custody.${place}`)}</Text>
          <Text size="sm" c="dimmed">
            {t(`custody.hint.${place}`)}
          </Text>
        </>
      ) : (
        <Alone page={page} />
      )}
    </Paper>
  );
}

/** Without a township's server the desk's own backup is all there is, and whether it came after the last step. */
function Alone({ page: { custody, history } }: { readonly page: CasePage }) {
  const { t } = useTranslation('cases');
  useToday();
  const { lastBackup } = custody;
  const age = backupAge(lastBackup, millisOf(now()));
  const isChanged = lastBackup !== null && history.some(({ at }) => at > lastBackup);
  return (
    <>
      <Text fw={600}>{t('custody.alone')}</Text>
      <Text size="sm" c={age.isOld ? 'var(--tongban-warn)' : 'dimmed'}>
        {t(`custody.backup.${age.unit}`, { count: age.count })}
        {isChanged && t('custody.changedSince')}
      </Text>
    </>
  );
}
