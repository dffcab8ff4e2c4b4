/** One person or body, masked, as a line to choose by. */
import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PartyLine } from '#shared/contract/party.ts';
import { beijingDate, type Instant } from '#shared/time/instant.ts';

export function PartyText({ line }: { readonly line: PartyLine }) {
  const { t } = useTranslation('cases');
  const { name, knownAs, idNumber, phone, lastMatter, lastOn } = line;
  return (
    <Group gap="sm" wrap="wrap" style={{ rowGap: 0, fontVariantNumeric: 'tabular-nums' }}>
      <Text fw={600}>{name}</Text>
      {knownAs !== '' && <Text size="sm">{t('party.knownAs', { name: knownAs })}</Text>}
      {idNumber !== '' && <Text size="sm">{idNumber}</Text>}
      {phone !== '' && <Text size="sm">{phone}</Text>}
      {lastOn !== null && (
        <Text size="sm" c="dimmed">
          {t('party.last', { matter: lastMatter, day: beijingDate(lastOn as Instant) })}
        </Text>
      )}
    </Group>
  );
}
