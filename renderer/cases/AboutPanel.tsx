/** 就此件投诉、办不成事: cases of other kinds that are about this one, and the way to a new one. */
import { Paper, Stack, Text, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import { shortcuts } from '../app/keys.ts';
import { ButtonLink } from '../app/links.tsx';
import { usePerson } from '../app/person.ts';
import { useShortcut } from '../app/use-shortcut.ts';
import { kindWords } from '../fields/kind-words.ts';
import { recordOf, textOf } from '../fields/values.ts';
import { takenInAbout } from './taken-in.ts';
import { CaseLink } from './CaseLink.tsx';

type Page = Pick<CasePage, 'stream' | 'kind' | 'fields' | 'aboutThis'>;

export function AboutPanel({ page }: { readonly page: Page }) {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const navigate = useNavigate();
  const [first] = takenInAbout;
  const isOffered = may('case.take') && first !== undefined && !takenInAbout.some(({ kind }) => kind === page.kind);
  const matter = textOf(recordOf(page.fields['matter'])['code']);
  const search = { kind: first?.kind, about: page.stream, ...(matter === '' ? {} : { matter }) };
  useShortcut('about', () => void navigate({ to: '/take', search }), isOffered);
  if (!isOffered && page.aboutThis.length === 0) return null;
  return (
    <Paper withBorder p="md" data-testid="about-this">
      <Title order={2} mb="xs">
        {t('about.title')}
      </Title>
      <Stack gap={6} align="flex-start">
        {page.aboutThis.map((other) => (
          <Text key={other.stream} size="sm">
            <CaseLink stream={other.stream} number={other.number} inherit /> {kindWords(other.kind).name} ·{' '}
            {kindWords(other.kind).status(other.status)}
          </Text>
        ))}
        {isOffered && (
          <ButtonLink to="/take" search={search} variant="default" size="compact-md" data-testid="about-new">
            {t('about.new', { kind: kindWords(first.kind).name, keys: shortcuts.about.keys })}
          </ButtonLink>
        )}
      </Stack>
    </Paper>
  );
}
