/** By when, in words beside the light; 暂估 where the calendar of the year is not official yet; and, when asked, why that day. */
import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import { useDates } from '../app/dates.ts';
import { useWho } from '../app/who.ts';
import { useKindWords } from '../fields/kind-words.ts';
import classes from './CaseTable.module.css';
import { isLate } from './way-out-forms.ts';
import { WhyThisDay } from './WhyThisDay.tsx';

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
          <OneDue key={due.name} page={page} due={due} />
        ))}
      </Stack>
    </Paper>
  );
}

function OneDue({ page, due }: { readonly page: CasePage; readonly due: Due }) {
  const { t } = useTranslation('cases');
  const words = useKindWords(page.kind);
  const [isOpen, setOpen] = useState(false);
  const why = useId();
  return (
    <div data-due={due.name} data-state={due.state}>
      <Group gap="xs" justify="space-between">
        <Text>{due.label ?? words.due(due.name)}</Text>
        {/* The end of a limit that stands still is not known; the one it had would be taken for it. */}
        <Text fw={600}>{due.state === 'paused' ? t('due.noDay') : due.due}</Text>
      </Group>
      <Group gap="xs" justify="space-between">
        <DueState kind={page.kind} due={due} />
        {due.estimated && (
          <Badge variant="default" tt="none">
            {t('due.estimatedLong')}
          </Badge>
        )}
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={isOpen}
          aria-controls={why}
          data-testid={`why-${due.name}`}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          {t(isOpen ? 'why.hide' : due.state === 'paused' ? 'why.showPaused' : 'why.show')}
        </Button>
      </Group>
      <WhyLate kind={page.kind} due={due} />
      <div id={why}>{isOpen && <WhyThisDay stream={page.stream} kind={page.kind} due={due.name} />}</div>
    </div>
  );
}

/** 超期原因, as somebody said it. */
function WhyLate({ kind, due }: { readonly kind: string; readonly due: Due }) {
  const { t } = useTranslation('cases');
  const words = useKindWords(kind);
  const who = useWho();
  const { day } = useDates();
  if (due.why === undefined) return isLate(due) ? <Text c="dimmed">{t('due.noReason')}</Text> : null;
  const { whose, reason, byName, on } = due.why;
  return (
    <Text data-testid={`why-late-${due.name}`} style={{ overflowWrap: 'anywhere' }}>
      {t('due.reason', { whose: words.value('whose', whose), reason, name: who(byName), on: day(on) })}
    </Text>
  );
}

function DueState({ kind, due }: { readonly kind: string; readonly due: Due }) {
  const { t } = useTranslation('cases');
  const words = useKindWords(kind);
  const { day } = useDates();
  if (due.pause !== undefined) {
    const name = words.value('procedure', due.pause.name);
    return (
      <span className={classes.due} data-light="none">
        {t('due.pausedFor', { name, from: day(due.pause.from) })}
      </span>
    );
  }
  return (
    <span className={classes.due} data-light={due.light}>
      {dueWords(t, due, words.value('waitsFor', due.name))}
    </span>
  );
}

const counted = new Set<Due['state']>(['notDue', 'near', 'overdue', 'waiting', 'waitingLong']);

/** `who`: whose duty it is, of one that another owes. */
const dueWords = (t: ReturnType<typeof useTranslation<'cases'>>['t'], due: Due, who: string): string => {
  const isCounted = counted.has(due.state);
  const left = isCounted ? t(`limit.${due.unit}`, { count: Math.abs(due.left) }) : '';
  return t(`due.state.${due.state}`, { left, who });
};
