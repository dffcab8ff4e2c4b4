import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterOfDesk } from '#shared/contract/printers.ts';
import { papers } from '#shared/documents/papers.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { paperName } from '../fields/kind-words.ts';

interface PaperExceptionsProps {
  readonly printers: readonly PrinterOfDesk[];
  readonly byPaper: Readonly<Record<string, string>>;
  readonly onChanged: () => void;
}

/** Papers that go to another printer than their size: 决定书 to the one with the good paper. */
export function PaperExceptions({ printers, byPaper, onChanged }: PaperExceptionsProps) {
  const { t } = useTranslation('screens');
  const isAllowed = usePerson().may('paper.issue');
  const [paper, setPaper] = useState('');
  const choose = useAct((_act, input: { paper: string; printer: string }) => desk.printer.choosePaper(input));
  const keep = (name: string, printer: string) => () =>
    void choose.run({ paper: name, printer }).then(() => {
      setPaper('');
      onChanged();
    });
  const fitting = printers.filter(({ sizes }) =>
    papers.find((one) => one.paper === paper)?.sizes.some((size) => sizes.includes(size)),
  );
  return (
    <Stack gap="xs" mt="md">
      {Object.entries(byPaper).map(([name, printer]) => (
        <Group key={name} gap="sm">
          <Text>
            {t('printers.goes', {
              paper: paperName(name),
              printer: printers.find(({ id }) => id === printer)?.title ?? '',
            })}
          </Text>
          <Button size="compact-sm" variant="subtle" disabled={!isAllowed} onClick={keep(name, '')}>
            {t('printers.goesBack')}
          </Button>
        </Group>
      ))}
      <Group align="end">
        <NativeSelect
          name="exceptPaper"
          label={t('printers.except')}
          value={paper}
          disabled={!isAllowed}
          onChange={({ currentTarget }) => {
            setPaper(currentTarget.value);
          }}
          data={[
            { value: '', label: t('printers.exceptNone') },
            ...papers.map((one) => ({ value: one.paper, label: paperName(one.paper) })),
          ]}
        />
        {fitting.map(({ id, title }) => (
          <Button key={id} variant="default" disabled={choose.isBusy} onClick={keep(paper, id)}>
            {t('printers.sendTo', { printer: title })}
          </Button>
        ))}
        {paper !== '' && fitting.length === 0 && <Text c="dimmed">{t('printers.noneFits')}</Text>}
      </Group>
      <RefusalNote refusal={choose.refusal} />
    </Stack>
  );
}
