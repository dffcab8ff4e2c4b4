/** 工作日历: the years that limits are counted by, and a new year out of the wording of the notice. */
import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { usePerson } from '../app/person.ts';
import { Answered } from '../app/Waiting.tsx';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { useKindWords } from '../fields/kind-words.ts';
import { listOf, textOf } from '../fields/values.ts';
import { ImportYear } from './ImportYear.tsx';
import { RegistryFrame } from './RegistryFrame.tsx';
import { YearView } from './YearView.tsx';

export function CalendarPage() {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const [isImporting, setImporting] = useState(false);
  const years = useAnswer(['registry.list', 'calendar'], () => desk.registry.list({ kind: 'calendar', search: '' }));
  return (
    <RegistryFrame
      title={t('registry.calendar')}
      actions={
        may('registry.write') &&
        !isImporting && (
          <Button
            onClick={() => {
              setImporting(true);
            }}
          >
            {t('calendar.import')}
          </Button>
        )
      }
    >
      {isImporting && (
        <ImportYear
          onClose={() => {
            setImporting(false);
          }}
        />
      )}
      <Answered answer={years}>
        {({ rows }) => (
          <Stack>
            {rows.length === 0 && <Text c="dimmed">{t('calendar.none')}</Text>}
            {[...rows]
              .sort((a, b) => b.key.localeCompare(a.key))
              .map(({ stream, value }) => (
                <OneYear key={stream} value={value} />
              ))}
          </Stack>
        )}
      </Answered>
    </RegistryFrame>
  );
}

function OneYear({ value }: { readonly value: JsonObject }) {
  const { t } = useTranslation('cases');
  const words = useKindWords('calendar');
  const [isOpen, setOpen] = useState(false);
  const [year, status] = [textOf(value['year']), textOf(value['status'])];
  const days = { year: Number(year), off: listOf(value['off']).map(textOf), work: listOf(value['work']).map(textOf) };
  return (
    <Paper withBorder p="md" data-year={year}>
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={2}>{t('calendar.year', { year })}</Title>
          <Badge variant="default" size="lg" tt="none">
            {words.value('status', status)}
          </Badge>
          <Text c="dimmed">{textOf(value['source'])}</Text>
        </Group>
        <Button
          variant="default"
          size="sm"
          aria-expanded={isOpen}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          {t(isOpen ? 'calendar.hide' : 'calendar.show')}
        </Button>
      </Group>
      {isOpen && <YearView days={days} />}
    </Paper>
  );
}
