import { Stack, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../app/person.ts';
import { DevicesSection } from '../devices/DevicesSection.tsx';
import { useSettings } from '../app/use-person-look.ts';
import { Answered } from '../app/Waiting.tsx';
import { LookForm } from './LookForm.tsx';
import classes from './Settings.module.css';

/** What this person and this desk can set. Faculties of a station appear here once there are some to switch on. */
export function SettingsPage() {
  const { t } = useTranslation('screens');
  const { may } = usePerson();
  const settings = useSettings();
  const pages = [
    ['/settings/printers', 'printers', true],
    ['/settings/password', 'password', true],
    ['/settings/staff', 'staff', may('registry.read')],
    ['/settings/backup', 'backup', true],
    ['/settings/link', 'link', true],
    ['/settings/recovery', 'recovery', may('keys.manage')],
    ['/settings/check', 'check', may('desk.manage')],
    ['/settings/audit', 'audit', may('audit.read')],
    ['/help', 'help', true],
  ] as const;
  return (
    <Stack gap="lg" maw="60rem">
      <Title order={1}>{t('nav.settings')}</Title>
      <section>
        <Title order={2} mb="sm">
          {t('settings.screen')}
        </Title>
        <Answered answer={settings}>{(data) => <LookForm settings={data} />}</Answered>
      </section>
      <section>
        <Title order={2} mb="sm">
          {t('device.title')}
        </Title>
        <DevicesSection />
      </section>
      <nav aria-label={t('settings.more')}>
        <Title order={2} mb="sm">
          {t('settings.more')}
        </Title>
        <ul className={classes.pages}>
          {pages
            .filter(([, , isAllowed]) => isAllowed)
            .map(([to, name]) => (
              <li key={to}>
                <Link to={to} className={classes.pageLink ?? ''}>
                  <strong>{t(`settings.page.${name}`)}</strong>
                  <span>{t(`settings.hint.${name}`)}</span>
                </Link>
              </li>
            ))}
        </ul>
      </nav>
    </Stack>
  );
}
