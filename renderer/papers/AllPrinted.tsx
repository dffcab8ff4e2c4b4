/** What became of each paper of 全部打印, while it goes and after. */
import { Badge, Button, Group, List, Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { shortcuts } from '../app/keys.ts';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import { useShortcut } from '../app/use-shortcut.ts';
import { NumberText } from '../cases/NumberText.tsx';
import { paperName } from '../fields/kind-words.ts';
import type { OneOfAll } from './print-all.ts';
import { clearAll, stopAll, usePrintState } from './print-desk.ts';
import { usePrintReason } from './print-reason.ts';

export function AllPrinted() {
  const { t } = useTranslation('cases');
  const { all, asking } = usePrintState();
  const isRunning = all?.isRunning === true;
  // The question about a paper takes the key first.
  useShortcut('stopAll', isRunning ? stopAll : clearAll, all !== undefined && asking.length === 0);
  if (all === undefined) return null;
  const done = all.rows.filter(({ outcome }) => outcome !== undefined).length;
  return (
    <Paper withBorder p="sm" data-testid="all-printed" aria-label={t('print.allTitle')} component="section">
      <Stack gap="xs">
        <Group justify="space-between">
          <Text fw={600} role="status">
            {t(isRunning ? 'print.allRunning' : 'print.allDone', { done, total: all.rows.length })}
          </Text>
          {isRunning ? (
            <Button size="sm" variant="default" onClick={stopAll} disabled={all.isStopped}>
              {t('print.allStop', { keys: shortcuts.stopAll.keys })}
            </Button>
          ) : (
            <Button size="sm" variant="default" onClick={clearAll}>
              {t('print.allClose', { keys: shortcuts.stopAll.keys })}
            </Button>
          )}
        </Group>
        <List listStyleType="none">
          {all.rows.map((row) => (
            <List.Item key={row.task.job} data-result={row.outcome?.state ?? 'waiting'}>
              <Result row={row} />
            </List.Item>
          ))}
        </List>
      </Stack>
    </Paper>
  );
}

const colors = {
  printed: 'green',
  asking: 'orange',
  failed: 'red',
  refused: 'red',
  skipped: 'gray',
  waiting: 'gray',
} as const;

function Result({ row: { task, outcome } }: { readonly row: OneOfAll }) {
  const { t } = useTranslation('cases');
  const reason = usePrintReason();
  const sentence = useRefusalSentence();
  const state = outcome?.state ?? 'waiting';
  return (
    <Group gap="sm">
      <Badge variant="light" color={colors[state]} tt="none" miw={110}>
        {t(`print.result.${state}`)}
      </Badge>
      <Text>{paperName(task.spec)}</Text>
      <NumberText number={task.number} />
      {outcome?.state === 'failed' && <Text c="red">{reason(outcome.reason)}</Text>}
      {outcome?.state === 'refused' && <Text c="red">{sentence(outcome.refusal)}</Text>}
    </Group>
  );
}
