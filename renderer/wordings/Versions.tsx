/** Who worded it when, from which day on and why; an older one can be taken into the form again. */
import { Badge, Button, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Wording } from '#shared/documents/wording.ts';
import type { desk } from '../client/desk.ts';
import { useDates } from '../app/dates.ts';

export type VersionsOf = Extract<Awaited<ReturnType<typeof desk.wording.versions>>, { readonly ok: true }>['value'];

interface VersionsProps {
  readonly known: VersionsOf;
  readonly onUse: (words: Wording) => void;
}

export function Versions({ known, onUse }: VersionsProps) {
  const { t } = useTranslation('cases');
  const { moment } = useDates();
  return (
    <>
      <Title order={2}>{t('wording.history')}</Title>
      {known.versions.length === 0 && <Text c="dimmed">{t('wording.never')}</Text>}
      <Table verticalSpacing={4} data-testid="wording-versions">
        <Table.Tbody>
          {known.versions.map(({ version, words, effectiveFrom, reason, byName, at }) => (
            <Table.Tr key={version}>
              <Table.Td>
                {t('wording.since', { day: effectiveFrom })}
                {version === known.inForce && (
                  <Badge ml={6} variant="light" tt="none">
                    {t('wording.inForce')}
                  </Badge>
                )}
                <Text size="sm" c="dimmed">
                  {t('wording.who', { name: byName, at: moment(at) })}
                </Text>
              </Table.Td>
              <Table.Td>
                {reason}
                <Text size="sm" c="dimmed">
                  {Object.keys(words).length === 0
                    ? t('wording.usual')
                    : t('wording.passagesOwn', { count: Object.keys(words).length })}
                </Text>
              </Table.Td>
              <Table.Td>
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => {
                    onUse(words);
                  }}
                >
                  {t('wording.use')}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
