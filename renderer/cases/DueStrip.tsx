/** By when, in words beside the light; 暂估 where the calendar of the year is not official yet. */
import { Badge, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import { useKindWords } from '../fields/kind-words.ts';
import classes from './CaseTable.module.css';

type Due = CasePage['dues'][number];

export function DueStrip({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation('cases');
  if (page.dues.length === 0) return null;
  return (
    <Paper withBorder p="md" data-testid="dues">
      <Title order={2} mb="xs">
        {t('due.title')}
      </Title>
      <Stack gap="sm">
        {page.dues.map((due) => (
          <OneDue key={due.name} kind={page.kind} due={due} />
        ))}
      </Stack>
    </Paper>
  );
}

function OneDue({ kind, due }: { readonly kind: string; readonly due: Due }) {
  const { t } = useTranslation('cases');
  const words = useKindWords(kind);
  return (
    <div>
      <Group gap="xs" justify="space-between">
        <Text>{words.due(due.name)}</Text>
        <Text fw={600}>{due.due}</Text>
      </Group>
      <Group gap="xs" justify="space-between">
        <span className={classes.due} data-light={due.light}>
          {dueWords(t, due)}
        </span>
        {due.estimated && (
          <Badge variant="default" tt="none">
            {t('due.estimatedLong')}
          </Badge>
        )}
      </Group>
    </div>
  );
}

const dueWords = (t: ReturnType<typeof useTranslation<'cases'>>['t'], due: Due): string => {
  const isCounted = due.state === 'notDue' || due.state === 'near' || due.state === 'overdue';
  const left = isCounted ? t(`limit.${due.unit}`, { count: Math.abs(due.left) }) : '';
  return t(`due.state.${due.state}`, { left });
};
