import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AnchorLink } from '../app/links.tsx';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';

/** 村站代收 that waits for papers or for acceptance; a township that collects nothing sees nothing of it. */
export function VillageOnHome() {
  const { t } = useTranslation('screens');
  const { data } = useAnswer(['village.count'], () => desk.village.count({}), { keepsLast: true });
  if (data === undefined || data.all === 0) return null;
  return (
    <Group gap="lg">
      <AnchorLink to="/village" data-testid="village-count">
        {t('home.village', { count: data.all })}
      </AnchorLink>
      {data.pressing > 0 && (
        <AnchorLink to="/village" fw={600} data-testid="village-pressing">
          {t('home.villagePressing', { count: data.pressing })}
        </AnchorLink>
      )}
    </Group>
  );
}
