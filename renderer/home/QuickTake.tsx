import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../app/links.tsx';

interface QuickTakeProps {
  readonly frequent: readonly { readonly kind: string; readonly code: string; readonly name: string }[];
}

/** 常办事项: what comes most often begins with its matter chosen, at the petitioner. Absent while nothing was taken in. */
export function QuickTake({ frequent }: QuickTakeProps) {
  const { t } = useTranslation('screens');
  if (frequent.length === 0) return null;
  return (
    <Group gap="xs" role="group" aria-label={t('home.quick')}>
      <Text c="dimmed" mr={4}>
        {t('home.quick')}
      </Text>
      {frequent.map(({ kind, code, name }) => (
        <ButtonLink key={`${kind} ${code}`} to="/take" search={{ kind, matter: code }} variant="default" size="sm">
          {name}
        </ButtonLink>
      ))}
    </Group>
  );
}
