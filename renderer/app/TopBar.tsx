import { Badge, Button, Menu, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DeskStates } from './DeskStates.tsx';
import { useDates } from './dates.ts';
import { openFind } from './find-opener.ts';
import { shortcuts } from './keys.ts';
import { lazy, Suspense } from 'react';
import { usePerson } from './person.ts';
import { useToday } from './use-today.ts';
import classes from './Shell.module.css';

/** Not even loaded where real work is done. */
const ReadCard = lazy(() => import('../devices/ReadCard.tsx').then(({ ReadCard }) => ({ default: ReadCard })));

export function TopBar() {
  const { may, status } = usePerson();
  return (
    <header className={classes.top}>
      <Place />
      {may('case.read') && <FindBox />}
      {status.isDemo && may('case.take') && (
        <Suspense>
          <ReadCard />
        </Suspense>
      )}
      <InspectorState />
      <DeskStates />
      <PersonMenu />
    </header>
  );
}

/** So that nobody at the counter takes this screen for their own. */
function InspectorState() {
  const { t } = useTranslation('screens');
  const { me } = usePerson();
  return me.until === undefined ? null : (
    <Badge size="lg" color="grape.8" radius="sm" tt="none" data-testid="inspector">
      {t('top.inspector', { until: me.until })}
    </Badge>
  );
}

function Place() {
  const { t } = useTranslation('screens');
  const { status } = usePerson();
  const { longDay } = useDates();
  const today = useToday();
  return (
    <div className={classes.place}>
      <Text fw={600}>
        {[status.station?.name, status.desk].filter((one) => one !== undefined && one !== '').join(' · ')}
        {status.isDemo && (
          <Badge ml="xs" color="orange.9" radius="sm" tt="none">
            {t('top.demo')}
          </Badge>
        )}
      </Text>
      <Text size="sm" c="dimmed">
        {longDay(today)}
      </Text>
    </div>
  );
}

function FindBox() {
  const { t } = useTranslation('screens');
  return (
    <button type="button" className={classes.find} onClick={openFind}>
      <span>{t('top.find')}</span> <kbd>{shortcuts.find.keys}</kbd>
    </button>
  );
}

function PersonMenu() {
  const { t } = useTranslation('screens');
  const { me, lock, leave } = usePerson();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" aria-label={t('top.person', { name: me.name })}>
          {me.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={lock} rightSection={<Text size="xs">{shortcuts.lock.keys}</Text>}>
          {t('top.lock')}
        </Menu.Item>
        {me.until === undefined && (
          <Menu.Item component={Link} to="/settings/password">
            {t('top.password')}
          </Menu.Item>
        )}
        <Menu.Item component={Link} to="/help" rightSection={<Text size="xs">{shortcuts.help.keys}</Text>}>
          {t('top.help')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={leave}>{t('top.leave')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
