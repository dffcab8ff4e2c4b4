/** On the home screen: what somebody here has to do about missing papers; each number opens its lines. */
import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OwedView } from '#shared/contract/owed.ts';
import { AnchorLink } from '../app/links.tsx';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';

const told: readonly OwedView[] = ['check', 'fetch', 'tolerateLate', 'lapse'];

export function OwedCounts() {
  const { t } = useTranslation('cases');
  const answer = useAnswer(['owed.list', 'check'], () => desk.owed.list({ view: 'check' }), { keepsLast: true });
  const shown = told.filter((view) => (answer.data?.counts[view] ?? 0) > 0);
  if (shown.length === 0) return null;
  return (
    <Group gap="lg" role="group" aria-label={t('owed.title')}>
      {shown.map((view) => (
        <AnchorLink key={view} to="/owed" search={{ view }} data-owed-view={view} fw={600}>
          {t('owed.viewCount', { view: t(`owed.view.${view}`), count: answer.data?.counts[view] ?? 0 })}
        </AnchorLink>
      ))}
    </Group>
  );
}
