import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DeskStatus, Me } from '#shared/contract/desk.ts';
import { demoAccount } from '#shared/identity/demo-account.ts';
import { GoneBanner } from '../app/GoneBanner.tsx';
import { LanguageSwitch } from '../app/LanguageSwitch.tsx';
import { useDates } from '../app/dates.ts';
import { useToday } from '../app/use-today.ts';
import { LoginForm } from './LoginForm.tsx';
import { UpgradeNote } from './UpgradeNote.tsx';
import classes from './Login.module.css';

interface LoginPageProps {
  readonly status: DeskStatus;
  readonly onEntered: (me: Me) => void;
}

export function LoginPage({ status, onEntered }: LoginPageProps) {
  const { t } = useTranslation('screens');
  const { longDay } = useDates();
  const today = useToday();
  return (
    <main className={classes.page}>
      <Stack className={classes.card}>
        <GoneBanner />
        <div>
          <Title order={1}>{t('app.name')}</Title>
          <Text c="dimmed">{placeOf(status) ?? t('login.closed')}</Text>
          {status.isDemo && (
            <Text mt="xs">
              <Badge color="orange.9" radius="sm" tt="none">
                {t('top.demo')}
              </Badge>{' '}
              {t('login.demo', demoAccount)}
            </Text>
          )}
        </div>
        {status.upgrade !== null && <UpgradeNote copied={status.upgrade} />}
        <LoginForm lockedFor={status.lockedFor} onEntered={onEntered} />
        <Text size="sm" c="dimmed">
          {t('login.forgot')}
        </Text>
        <Group justify="space-between">
          <Text size="sm">{longDay(today)}</Text>
          <LanguageSwitch />
        </Group>
      </Stack>
    </main>
  );
}

/** Known only while the store is open; a locked one keeps to itself even whose it is. */
export const placeOf = ({ station, desk }: DeskStatus): string | undefined =>
  station ? [station.township, station.name, desk].filter((one) => one !== '').join(' · ') : desk || undefined;
