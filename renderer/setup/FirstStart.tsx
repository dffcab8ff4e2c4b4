import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GoneBanner } from '../app/GoneBanner.tsx';
import { LanguageSwitch } from '../app/LanguageSwitch.tsx';
import { RestorePage } from './RestorePage.tsx';
import { SetUpPage } from './SetUpPage.tsx';
import classes from './SetUp.module.css';

interface FirstStartProps {
  /** True: this screen stays although the desk is no longer new. */
  readonly holdOn: (isHeld: boolean) => void;
}

/** The first screen of a fresh machine: set it up, or bring a station back from its backup. */
export function FirstStart({ holdOn }: FirstStartProps) {
  const { t } = useTranslation('screens');
  const [way, setWay] = useState<'ask' | 'setUp' | 'restore'>('ask');
  const back = (): void => {
    setWay('ask');
  };
  return (
    <main className={classes.page}>
      {/* Where lists drop down: see the theme's Portal. */}
      <div id="floating" />
      <div className={classes.card}>
        <Group justify="space-between" align="start">
          <Title order={1}>{way === 'restore' ? t('restore.title') : t('setUp.title')}</Title>
          <LanguageSwitch />
        </Group>
        <GoneBanner />
        {way === 'ask' && (
          <Stack mt="lg" maw="36rem">
            <Text>{t('setUp.welcome')}</Text>
            <Button
              size="lg"
              data-autofocus
              autoFocus
              onClick={() => {
                setWay('setUp');
              }}
            >
              {t('setUp.begin')}
            </Button>
            <Button
              size="lg"
              variant="default"
              onClick={() => {
                setWay('restore');
              }}
            >
              {t('setUp.restore')}
            </Button>
            <Text c="dimmed" size="sm">
              {t('setUp.local')}
            </Text>
          </Stack>
        )}
        {way === 'setUp' && <SetUpPage onBack={back} />}
        {way === 'restore' && <RestorePage onBack={back} holdOn={holdOn} />}
      </div>
    </main>
  );
}
