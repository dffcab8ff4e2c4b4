/** Cases of the same ID, telephone or name, while they are typed: offered, never merged. */
import { Alert, Group, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { beijingDate, type Instant } from '#shared/time/instant.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { kindWords } from './kind-words.ts';
import { whoOf, type Who } from './who-of.ts';
import { CaseLink } from '../cases/CaseLink.tsx';

const most = 5;

export function SimilarCases({ person, except }: { readonly person: JsonObject; readonly except: string | undefined }) {
  const { t } = useTranslation('cases');
  // As text, because a new object in each render would never come to rest.
  const [asked] = useDebouncedValue(JSON.stringify(whoOf(person)), 300);
  const isOn = asked !== '{}';
  const answer = useAnswer(['case.similar', asked], () => desk.case.similar(JSON.parse(asked) as Who), {
    isOn,
    keepsLast: true,
  });
  const lines = isOn ? (answer.data?.lines ?? []).filter(({ stream }) => stream !== except) : [];
  if (lines.length === 0) return null;
  return (
    <Alert color="blue" variant="light" p="xs" title={t('similar.title', { count: lines.length })}>
      <Stack gap={2}>
        {lines.slice(0, most).map((line) => (
          <Group key={line.stream} gap="sm">
            <CaseLink stream={line.stream} number={line.number} />
            <Text>{line.petitioner}</Text>
            <Text>{line.title}</Text>
            <Text c="dimmed">{kindWords(line.kind).status(line.status)}</Text>
            <Text c="dimmed">{beijingDate(line.beganOn as Instant)}</Text>
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}
