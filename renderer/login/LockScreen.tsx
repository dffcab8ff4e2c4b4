import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskStatus, Me } from '#shared/contract/desk.ts';
import { GoneBanner } from '../app/GoneBanner.tsx';
import { useDates } from '../app/dates.ts';
import { useToday } from '../app/use-today.ts';
import { LoginForm } from './LoginForm.tsx';
import { placeOf } from './LoginPage.tsx';
import classes from './Login.module.css';

interface LockScreenProps {
  readonly me: Me;
  readonly status: DeskStatus;
  readonly onEntered: (me: Me) => void;
  readonly onLeft: () => void;
}

/** Hides whatever stands behind. The same person goes on where they were; another gets pages of their own. */
export function LockScreen({ me, status, onEntered, onLeft }: LockScreenProps) {
  const { t } = useTranslation('screens');
  const { longDay } = useDates();
  const today = useToday();
  const [isOther, setOther] = useState(false);
  return (
    <div className={classes.lock} role="dialog" aria-modal="true" aria-labelledby="lock-title">
      <main className={classes.page}>
        <Stack className={classes.card}>
          <GoneBanner />
          <div>
            <Title order={1} id="lock-title">
              {t('lock.title')}
            </Title>
            <Text c="dimmed">{placeOf(status)}</Text>
          </div>
          <Text>{isOther ? t('lock.other', { name: me.name }) : t('lock.same', { name: me.name })}</Text>
          <LoginForm
            key={String(isOther)}
            login={isOther ? undefined : me.login}
            lockedFor={status.lockedFor}
            onEntered={onEntered}
          />
          <Group justify="space-between">
            <Anchor
              component="button"
              type="button"
              onClick={() => {
                setOther(!isOther);
              }}
            >
              {isOther ? t('lock.back', { name: me.name }) : t('lock.change')}
            </Anchor>
            <Anchor component="button" type="button" onClick={onLeft}>
              {t('top.leave')}
            </Anchor>
          </Group>
          <Text size="sm">{longDay(today)}</Text>
        </Stack>
      </main>
    </div>
  );
}
