/** 日结单、交班单: what this window did on a day, to be counted and signed by whoever leaves and whoever comes. */
import { Button, Group, Stack, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isPlainDate } from '#shared/time/plain-date.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { today } from '../fields/today.ts';
import { printSheet } from './print-desk.ts';

export function DaySheet() {
  const { t } = useTranslation('cases');
  const [day, setDay] = useState<string>(today);
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const print = async () => {
    const page = await answerOf(() => desk.paper.daySheet({ day }));
    setRefusal(page.ok ? undefined : page.refusal);
    if (page.ok) await printSheet(page.value, 'daySheet', 'A4');
  };
  return (
    <Stack gap="xs">
      <Title order={2}>{t('day.title')}</Title>
      <Group align="flex-end">
        <TextInput
          type="date"
          label={t('day.day')}
          name="day"
          w={190}
          value={day}
          onChange={(event) => {
            setDay(event.currentTarget.value);
          }}
        />
        <Button variant="default" disabled={!isPlainDate(day)} onClick={() => void print()} data-testid="day-print">
          {t('day.print')}
        </Button>
      </Group>
      <RefusalNote refusal={refusal} />
    </Stack>
  );
}
