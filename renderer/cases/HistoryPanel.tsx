/** 办理过程: every act with its name, its time and its person, the latest first; nothing is ever taken out of it. */
import { Badge, Box, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import type { Ruleset } from '#shared/kinds/mechanism/spec.ts';
import { useDates } from '../app/dates.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { useWho } from '../app/who.ts';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { paperName, useKindWords } from '../fields/kind-words.ts';
import { textOf } from '../fields/values.ts';
import { printSheet } from '../papers/print-desk.ts';
import { DetailRows } from './DetailRows.tsx';
import { detailsOf, type Detail } from './history-detail.ts';

type Line = CasePage['history'][number];

interface HistoryPanelProps {
  readonly page: CasePage;
  /** Undefined: this program cannot read what was said, only that something was done. */
  readonly ruleset: Ruleset | undefined;
}

export function HistoryPanel({ page, ruleset }: HistoryPanelProps) {
  const { t } = useTranslation('cases');
  return (
    <Paper withBorder p="md" data-testid="history">
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('history.title')}</Title>
        {page.number !== '' && <PrintWhole stream={page.stream} />}
      </Group>
      <Stack gap="xs">
        {[...page.history].reverse().map((line) => (
          <HistoryLine key={line.entry} page={page} line={line} details={ruleset ? detailsOf(line, ruleset) : []} />
        ))}
      </Stack>
    </Paper>
  );
}

/** 办件全程单: whole, so whoever prints it looks at the full data. */
function PrintWhole({ stream }: { readonly stream: string }) {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const [refusal, setRefusal] = useState<DeskRefusal>();
  if (!may('case.reveal')) return null;
  const print = async () => {
    const page = await answerOf(() => desk.paper.wholeCourse({ stream }));
    setRefusal(page.ok ? undefined : page.refusal);
    if (page.ok) await printSheet(page.value, 'wholeCourse', 'A4');
  };
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => void print()} data-testid="whole-print">
        {t('history.print')}
      </Button>
      <RefusalNote refusal={refusal} />
    </>
  );
}

interface HistoryLineProps {
  readonly page: CasePage;
  readonly line: Line;
  readonly details: readonly Detail[];
}

function HistoryLine({ page, line, details }: HistoryLineProps) {
  const { t } = useTranslation('cases');
  const words = useKindWords(page.kind);
  const { moment } = useDates();
  const who = useWho();
  const step = words.step(line.type);
  const isUnknown = page.needsUpgrade !== undefined && step === line.type;
  return (
    <Group align="flex-start" gap="md" wrap="nowrap" data-entry={line.type}>
      <Text c="dimmed" style={{ flex: 'none', whiteSpace: 'nowrap' }}>
        {moment(line.on)}
      </Text>
      <Box style={{ minWidth: 0, flex: 1, ...(line.isUndone ? { textDecoration: 'line-through' } : {}) }}>
        <Group gap="xs">
          <Text fw={600}>
            {isUnknown ? t('history.unknown') : step}
            <PaperOf line={line} page={page} />
          </Text>
          <LineMarks line={line} />
        </Group>
        <DetailRows kind={page.kind} details={details} />
      </Box>
      <Text style={{ flex: 'none' }}>{who(line.byName)}</Text>
    </Group>
  );
}

function PaperOf({ page, line }: { readonly page: CasePage; readonly line: Line }) {
  const { t } = useTranslation('cases');
  const id = textOf(line.data['paper']);
  const spec = textOf(line.data['spec']) || page.papers.find((paper) => paper.id === id)?.spec;
  if (id === '' || spec === undefined) return null;
  const copy = line.data['copy'];
  return ` · ${paperName(spec)}${typeof copy === 'number' ? ` · ${t('print.copy', { count: copy })}` : ''}`;
}

function LineMarks({ line }: { readonly line: Line }) {
  const { t } = useTranslation('cases');
  const { moment } = useDates();
  return (
    <>
      {line.lateReason !== undefined && (
        <Badge variant="default" tt="none" data-testid="late-mark">
          {t('history.late', { at: moment(line.at), reason: line.lateReason })}
        </Badge>
      )}
      {line.isUndone && (
        <Badge color="gray" tt="none">
          {t('history.undone')}
        </Badge>
      )}
      {line.isErased && (
        <Badge color="gray" tt="none">
          {t('history.erased')}
        </Badge>
      )}
      {line.mark !== undefined && (
        <Badge color="red" tt="none">
          {t('history.marked')}
        </Badge>
      )}
    </>
  );
}
