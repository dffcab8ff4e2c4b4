/** 户 somebody is in, masked: which of them is meant, a person says. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HouseholdLine } from '#shared/contract/party.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import type { DeskRefusal } from '../client/answer.ts';

interface HouseholdChoiceProps {
  readonly lines: readonly HouseholdLine[];
  readonly onTake: (household: string) => void;
  readonly refusal?: DeskRefusal | undefined;
}

export function HouseholdChoice({ lines, onTake, refusal }: HouseholdChoiceProps) {
  const { t } = useTranslation('cases');
  if (lines.length === 0) return null;
  return (
    <Alert color="blue" variant="light" p="xs" title={t('household.offers', { count: lines.length })}>
      <Stack gap={4}>
        {lines.map(({ party, head, members }) => (
          <Group key={party} gap="sm" data-testid="household-offer">
            <Text fw={600}>{t('people.headOf', { name: head, count: members.length })}</Text>
            <Text size="sm">
              {members.map(({ name, relation }) => `${relation} ${name}`.trim()).join(t('separator'))}
            </Text>
            <Button
              size="compact-sm"
              variant="default"
              data-enter-skip
              onClick={() => {
                onTake(party);
              }}
            >
              {t('household.take')}
            </Button>
          </Group>
        ))}
        <RefusalNote refusal={refusal} />
      </Stack>
    </Alert>
  );
}
