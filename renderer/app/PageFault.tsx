import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useGone } from '../client/use-gone.ts';
import { ButtonLink } from './links.tsx';

/** A bug of one page: the rest of the program goes on, and what was typed was kept as a draft. */
export function PageFault({ reset }: { readonly reset: () => void }) {
  const { t } = useTranslation('screens');
  const gone = useGone();
  return (
    <Stack p="xl" maw="40rem" role="alert">
      <Title order={2}>{t('fault.title')}</Title>
      <Text>{gone ? t('fault.gone') : t('fault.text')}</Text>
      <Group>
        <Button onClick={reset}>{t('fault.again')}</Button>
        <ButtonLink variant="default" to="/">
          {t('nav.home')}
        </ButtonLink>
      </Group>
    </Stack>
  );
}

export function PageMissing() {
  const { t } = useTranslation('screens');
  return (
    <Stack p="xl" maw="40rem">
      <Title order={2}>{t('missing.title')}</Title>
      <Text>{t('missing.text')}</Text>
      <Group>
        <ButtonLink to="/">{t('nav.home')}</ButtonLink>
      </Group>
    </Stack>
  );
}
