import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useGone } from '../client/use-gone.ts';
import { ButtonLink } from './links.tsx';

interface PageFaultProps {
  readonly error: unknown;
  readonly reset: () => void;
}

/** The code of a page is not there any more: the program was updated under the open window. The words are those of the browsers. */
const isCodeGone = (error: unknown): boolean =>
  error instanceof Error &&
  /dynamically imported module|Importing a module script|Unable to preload/i.test(error.message);

/** A bug of one page: the rest of the program goes on, and what was typed was kept as a draft. */
export function PageFault({ error, reset }: PageFaultProps) {
  const { t } = useTranslation('screens');
  const gone = useGone();
  const isOld = !gone && isCodeGone(error);
  const reload = () => {
    window.location.reload();
  };
  return (
    <Stack p="xl" maw="40rem" role="alert">
      <Title order={2}>{t(isOld ? 'fault.updated.title' : 'fault.title')}</Title>
      <Text>{t(isOld ? 'fault.updated' : gone ? 'fault.gone' : 'fault.text')}</Text>
      <Group>
        <Button onClick={isOld ? reload : reset}>{t(isOld ? 'fault.reload' : 'fault.again')}</Button>
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
