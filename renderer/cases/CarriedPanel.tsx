/** 所办的事: the cases a 帮办代办 carries, by when each is due and what came of it; on the page of such a case, who carries it. */
import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import { useToday } from '../app/use-today.ts';
import { kindWords } from '../fields/kind-words.ts';
import { CaseLink } from './CaseLink.tsx';
import classes from './CaseTable.module.css';

type Carried = CasePage['carries'][number];
type Case = NonNullable<Carried['case']>;

export function CarriedPanel({ page }: { readonly page: Pick<CasePage, 'carries'> }) {
  const { t } = useTranslation('cases');
  if (page.carries.length === 0) return null;
  return (
    <Paper withBorder p="md" data-testid="carries">
      <Title order={2} mb="xs">
        {t('carried.title')}
      </Title>
      <Stack gap="sm">
        {page.carries.map((carried) => (
          <OneCase key={carried.stream} carried={carried} />
        ))}
      </Stack>
    </Paper>
  );
}

function OneCase({ carried }: { readonly carried: Carried }) {
  const { t } = useTranslation('cases');
  return (
    <div data-carried={carried.stream}>
      <Text fw={600}>{carried.matter}</Text>
      <CaseLink stream={carried.stream} number={carried.number} size="sm" />
      {carried.case === null ? (
        <Text c="dimmed" size="sm">
          {t('carried.notHere')}
        </Text>
      ) : (
        <Standing one={carried.case} />
      )}
    </div>
  );
}

function Standing({ one }: { readonly one: Case }) {
  const { t } = useTranslation('cases');
  const words = kindWords(one.kind);
  const said = [words.status(one.status), ...(one.outcome === '' ? [] : [words.value('outcome', one.outcome)])];
  return (
    <Group gap="xs" justify="space-between">
      <Text size="sm" data-testid="carried-status">
        {one.isOver ? t('carried.over') : said.join(' · ')}
      </Text>
      {one.due !== null && <Due due={one.due} />}
    </Group>
  );
}

function Due({ due }: { readonly due: NonNullable<Case['due']> }) {
  const { t } = useTranslation('cases');
  const today = useToday();
  const { day, light } = due;
  const word = light === 'red' ? 'overdue' : day === today ? 'today' : light === 'yellow' ? 'soon' : 'inTime';
  return (
    <span className={classes.due} data-light={light} data-testid="carried-due">
      {t(`due.word.${word}`)} {day}
    </span>
  );
}

/** Of a case: whoever asks how it stands may call this one. */
export function CarriersPanel({ page }: { readonly page: Pick<CasePage, 'carriedBy'> }) {
  const { t } = useTranslation('cases');
  if (page.carriedBy.length === 0) return null;
  return (
    <Paper withBorder p="md" data-testid="carried-by">
      <Title order={2} mb="xs">
        {t('carried.by')}
      </Title>
      <Stack gap={6}>
        {page.carriedBy.map(({ stream, number, kind, status, by, phone }) => (
          <Text key={stream} size="sm">
            <CaseLink stream={stream} number={number} inherit /> {kindWords(kind).status(status)}
            {by !== '' && ` · ${t('carried.agent', { name: by, phone })}`}
          </Text>
        ))}
      </Stack>
    </Paper>
  );
}
