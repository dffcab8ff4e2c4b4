/** 委托: what a 代办 rests on, and where it does not cover today, what has to be done before the next step. */
import { Alert, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import { useKindWords } from '../fields/kind-words.ts';

export function AuthorityPanel({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation('cases');
  const words = useKindWords(page.kind);
  if (page.authority === null) return null;
  const { standing, from, until, power, signer, witness, renewals } = page.authority;
  const how = [
    ...(power === undefined ? [] : [words.value('power', power)]),
    ...(signer === undefined ? [] : [words.value('signer', signer)]),
    ...(witness === undefined ? [] : [t('authority.witness', { name: witness })]),
    ...(renewals === 0 ? [] : [t('authority.renewals', { count: renewals })]),
  ];
  return (
    <Paper withBorder p="md" data-testid="authority" data-standing={standing}>
      <Title order={2} mb="xs">
        {t('authority.title')}
      </Title>
      <Stack gap={4}>
        {from !== undefined && until !== undefined && <Text fw={600}>{t('authority.term', { from, until })}</Text>}
        {how.length > 0 && <Text size="sm">{how.join(' · ')}</Text>}
        {standing !== 'valid' && page.isOpen && (
          <Alert color="orange.9" variant="light" role="status" p="xs">
            {t(`authority.${standing}`)}
          </Alert>
        )}
      </Stack>
    </Paper>
  );
}
