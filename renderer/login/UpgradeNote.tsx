import { Alert, Progress, Text } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { askStatusAgain } from '../app/use-status.ts';

/** The first opening by a newer program takes its time: how far it is, and that nothing is lost by switching off. `copied`: 0 to 1. */
export function UpgradeNote({ copied }: { readonly copied: number }) {
  const { t } = useTranslation('screens');
  useInterval(() => void askStatusAgain(), 1000, { autoInvoke: true });
  const percent = Math.floor(copied * 100);
  return (
    <Alert color="blue" title={t('login.upgrade.title')}>
      <Text role="status">{percent < 100 ? t('login.upgrade.copying', { percent }) : t('login.upgrade.changing')}</Text>
      <Progress mt="xs" value={percent} animated={percent === 100} aria-label={t('login.upgrade.title')} />
      <Text size="sm" mt="xs">
        {t('login.upgrade.safe')}
      </Text>
    </Alert>
  );
}
