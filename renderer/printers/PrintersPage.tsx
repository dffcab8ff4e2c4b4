/** 打印机: those of this computer and how they are, which paper goes where, and setting up one more. */
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterOfDesk } from '#shared/contract/printers.ts';
import { usePerson } from '../app/person.ts';
import { Answered } from '../app/Waiting.tsx';
import { newActId } from '../client/act-runner.ts';
import { queryClient } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { PrinterChoice } from '../papers/PrinterChoice.tsx';
import { PaperExceptions } from './PaperExceptions.tsx';
import { PrinterRow } from './PrinterRow.tsx';
import { Wizard } from './Wizard.tsx';

const key = ['printer.list'];
/** Settings of this computer are no entries: nothing else tells that they changed. */
const askAgain = async (): Promise<void> => {
  await Promise.all(
    [key, ['paper.printers'], ['printer.state']].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
  );
};

export function PrintersPage() {
  const { t } = useTranslation('screens');
  const { may, status } = usePerson();
  const isLent = status.printing === 'electron';
  const [setting, setSetting] = useState<{ readonly id: string; readonly printer?: PrinterOfDesk }>();
  const list = useAnswer(key, () => desk.printer.list({}));
  const end = (): void => {
    setSetting(undefined);
    void askAgain();
  };
  return (
    <Stack maw="60rem" gap="lg">
      <Title order={1}>{t('settings.page.printers')}</Title>
      <Answered answer={list}>
        {({ printers, byPaper }) => (
          <>
            <section>
              <Title order={2} mb="sm">
                {t('printers.here')}
              </Title>
              {printers.length === 0 && <Text c="dimmed">{t('printers.none')}</Text>}
              <Stack gap="xs">
                {printers.map((printer) => (
                  <PrinterRow
                    key={printer.id}
                    printer={printer}
                    onChanged={() => void askAgain()}
                    onSetUp={() => {
                      setSetting({ id: printer.id, printer });
                    }}
                  />
                ))}
              </Stack>
            </section>
            {setting === undefined && may('desk.manage') && (
              <Group>
                <Button
                  data-testid="add-printer"
                  onClick={() => {
                    setSetting({ id: newActId() });
                  }}
                >
                  {t('printers.add')}
                </Button>
              </Group>
            )}
            {setting !== undefined && <Wizard key={setting.id} {...setting} onEnd={end} />}
            {!may('desk.manage') && <Text c="dimmed">{t('printers.mayNot')}</Text>}
            {(printers.length > 0 || isLent) && (
              <section>
                <Title order={2} mb="sm">
                  {t('printers.bySize')}
                </Title>
                <PrinterChoice />
                <PaperExceptions printers={printers} byPaper={byPaper} onChanged={() => void askAgain()} />
              </section>
            )}
          </>
        )}
      </Answered>
    </Stack>
  );
}
