/** 来访: the other matters of the visit, who was asked first, and handing on to another unit, which ends nothing until that unit has taken it. */
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import { referral } from '#shared/kinds/referral/index.ts';
import { usePerson } from '../app/person.ts';
import { useWho } from '../app/who.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { openAside } from '../counter/aside-opener.ts';
import { kindWords, useKindWords } from '../fields/kind-words.ts';
import { CaseLink } from './CaseLink.tsx';

type Page = Pick<CasePage, 'stream' | 'visit'>;

export function VisitPanel({ page }: { readonly page: Page }) {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const who = useWho();
  const words = useKindWords(referral.kind);
  const { stream, visit } = page;
  const handedOn = useAnswer(['memo.list', referral.kind, 'about', stream], () =>
    desk.memo.list({ kind: referral.kind, filter: 'all', about: stream }),
  );
  return (
    <Paper withBorder p="md" data-testid="visit">
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('visit.title')}</Title>
        {may('case.take') && (
          <Button
            variant="default"
            size="compact-md"
            onClick={() => {
              openAside({ kind: referral.kind, about: stream });
            }}
          >
            {words.name}
          </Button>
        )}
      </Group>
      <Stack gap={4}>
        {visit && <Text>{t('visit.first', { name: who(visit.firstBy), station: visit.firstAt })}</Text>}
        {visit?.others.map((other) => (
          <Text key={other.stream} size="sm">
            <CaseLink stream={other.stream} number={other.number} inherit /> {kindWords(other.kind).title(other.title)}{' '}
            · {kindWords(other.kind).status(other.status)}
          </Text>
        ))}
        {handedOn.data?.lines.map((line) => (
          <Text key={line.stream} size="sm" data-referral={line.status}>
            {words.status(line.status)} · {line.title}
          </Text>
        ))}
        {!visit && <Text c="dimmed">{t('visit.alone')}</Text>}
      </Stack>
    </Paper>
  );
}
