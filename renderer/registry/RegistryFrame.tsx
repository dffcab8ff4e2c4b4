/** The heading that all registries share, and the way from one to the next. */
import { Group, Stack, Title } from '@mantine/core';
import { Link, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../app/person.ts';
import classes from './Registry.module.css';

interface RegistryFrameProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function RegistryFrame({ title, actions, children }: RegistryFrameProps) {
  const { t } = useTranslation('cases');
  const { may, status } = usePerson();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <Stack gap="md" maw={1440}>
      <nav className={classes.tabs} aria-label={t('registry.label')}>
        <Link to="/matters">{t('registry.matters')}</Link>
        <Link to="/stations">{t('registry.stations')}</Link>
        <Link to="/rules">{t('registry.rules')}</Link>
        {status.station?.faculties.includes('proxy') === true && <Link to="/agents">{t('registry.agents')}</Link>}
        <Link to="/calendar">{t('registry.calendar')}</Link>
        <Link to="/wordings">{t('wording.nav')}</Link>
        {may('case.handle') && <Link to="/second-trips">{t('registry.trips')}</Link>}
        {may('case.read') && <Link to="/voids">{t('registry.voids')}</Link>}
        {(may('case.read') || may('audit.read')) && <Link to="/ledgers">{t('registry.ledgers')}</Link>}
        {may('inspector.manage') && <Link to="/inspections">{t('registry.inspections')}</Link>}
        {may('case.handle') && (
          <Link to="/due-files" {...(path === '/appraisals' ? { 'data-status': 'active' } : {})}>
            {t('archive.due.title')}
          </Link>
        )}
        {may('case.handle') && <Link to="/publish">{t('publish.nav')}</Link>}
        {may('pad.print') && <Link to="/pads">{t('pads.title')}</Link>}
      </nav>
      <Group justify="space-between">
        <Title order={1}>{title}</Title>
        {actions}
      </Group>
      {children}
    </Stack>
  );
}
