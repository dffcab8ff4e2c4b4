/** Who may be the same as the one being typed: offered with the reason, never merged; a person says so, or says that it is somebody else. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { PartyLine } from '#shared/contract/party.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { readId } from '../fields/person.ts';
import { whoOf } from '../fields/who-of.ts';
import { today } from '../fields/today.ts';
import { textOf } from '../fields/values.ts';
import { PartyText } from './PartyText.tsx';

interface PartyOffersProps {
  readonly person: JsonObject;
  readonly onSame: (line: PartyLine) => void;
}

export function PartyOffers({ person, onSame }: PartyOffersProps) {
  const { t } = useTranslation('cases');
  const birth = readId(person, today())?.birth;
  const [asked] = useDebouncedValue(JSON.stringify({ ...whoOf(person), ...(birth ? { birth } : {}) }), 300);
  const isOn = asked !== '{}' && textOf(person['party']) === '';
  const answer = useAnswer(
    ['party.similar', asked],
    () => desk.party.similar(JSON.parse(asked) as Parameters<typeof desk.party.similar>[0]),
    { isOn, keepsLast: true },
  );
  const lines = isOn ? (answer.data?.lines ?? []) : [];
  if (lines.length === 0) return null;
  return (
    <Alert color="blue" variant="light" p="xs" title={t('party.offers', { count: lines.length })}>
      <Stack gap={4}>
        {lines.map((line) => (
          <Group key={line.party} gap="sm" data-testid="party-offer">
            <PartyText line={line} />
            <Text size="sm">{t(`party.why.${line.why}`)}</Text>
            <Button
              size="compact-sm"
              variant="default"
              data-enter-skip
              onClick={() => {
                onSame(line);
              }}
            >
              {t('party.isSame')}
            </Button>
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}
