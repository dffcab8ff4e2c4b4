/** 工作日历: the years that limits are counted by, and a new year out of the wording of the notice. */
import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { YearView as YearInForce } from '#shared/contract/work.ts';
import { usePerson } from '../app/person.ts';
import { Answered } from '../app/Waiting.tsx';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { useKindWords } from '../fields/kind-words.ts';
import { ImportYear } from './ImportYear.tsx';
import { Requests } from './Requests.tsx';
import { RegistryFrame } from './RegistryFrame.tsx';
import { YearView } from './YearView.tsx';

export function CalendarPage() {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const [isImporting, setImporting] = useState(false);
  const years = useAnswer(['registry.years'], () => desk.registry.years({}));
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
      <Requests kind="calendar" />
      <Answered answer={years}>
        {({ years: all }) => (
          <Stack>
            {all.map((one) => (
              <OneYear key={one.year} shown={one} />
            ))}
          </Stack>
        )}
      </Answered>
    </RegistryFrame>
  );
}

function OneYear({ shown }: { readonly shown: YearInForce }) {
  const { t } = useTranslation('cases');
  const words = useKindWords('calendar');
  const [isOpen, setOpen] = useState(false);
  const { year, status, origin, source, off, work } = shown;
  return (
    <Paper withBorder p="md" data-year={year}>
      <Group justify="space-between" wrap="nowrap">
        <Group gap="sm">
          <Title order={2}>{t('calendar.year', { year })}</Title>
          <Badge variant={status === 'estimated' ? 'light' : 'default'} color="yellow" size="lg" tt="none">
            {words.value('status', status)}
          </Badge>
          <Badge variant="default" size="lg" tt="none">
            {t(`calendar.origin.${origin}`)}
          </Badge>
          <Text c="dimmed">{source}</Text>
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
      {isOpen && <YearView days={{ year: Number(year), off, work }} />}
    </Paper>
  );
}
