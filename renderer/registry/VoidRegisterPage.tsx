/** 作废登记簿: every case that was made void in a period, why, and by whom; the numbers stay used. */
import { Button, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../app/dates.ts';
import { useWho } from '../app/who.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { Answered } from '../app/Waiting.tsx';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { kindWords } from '../fields/kind-words.ts';
import { printSheet } from '../papers/print-desk.ts';
import { PeriodPicker } from './PeriodPicker.tsx';
import { RegistryFrame } from './RegistryFrame.tsx';
import { usePeriod } from './use-period.ts';
import classes from './Registry.module.css';
import { CaseLink } from '../cases/CaseLink.tsx';

const words = kindWords('common');

export function VoidRegisterPage() {
  const { t } = useTranslation('cases');
  const chosen = usePeriod();
  const { period, isPeriod } = chosen;
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const register = useAnswer(['case.voidRegister', period.from, period.to], () => desk.case.voidRegister(period), {
    isOn: isPeriod,
    keepsLast: true,
  });
  const print = async () => {
    const page = await answerOf(() => desk.paper.voidRegister(period));
    setRefusal(page.ok ? undefined : page.refusal);
    if (page.ok) await printSheet(page.value, 'voidRegister', 'A4');
  };
  return (
    <RegistryFrame
      title={t('registry.voids')}
      actions={
        <Button variant="default" disabled={!isPeriod} onClick={() => void print()}>
          {t('voids.print')}
        </Button>
      }
    >
      <PeriodPicker {...chosen} />
      <RefusalNote refusal={refusal} />
      {isPeriod && (
        <Answered answer={register}>
          {({ rows }) => (rows.length === 0 ? <Text c="dimmed">{t('voids.none')}</Text> : <Voids rows={rows} />)}
        </Answered>
      )}
    </RegistryFrame>
  );
}

type Row = Extract<Awaited<ReturnType<typeof desk.case.voidRegister>>, { readonly ok: true }>['value']['rows'][number];

function Voids({ rows }: { readonly rows: readonly Row[] }) {
  const { t } = useTranslation('cases');
  const { moment } = useDates();
  const who = useWho();
  return (
    <>
      <Text size="sm">{t('list.count', { count: rows.length })}</Text>
      <Table striped verticalSpacing="xs" className={classes.rows ?? ''} data-testid="void-rows">
        <Table.Thead>
          <Table.Tr>
            {(['number', 'title', 'cause', 'reason', 'on', 'by', 'confirmed'] as const).map((column) => (
              <Table.Th key={column}>{t(`voids.column.${column}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.stream}>
              <Table.Td>
                <CaseLink stream={row.stream} number={row.number} />
              </Table.Td>
              <Table.Td>{row.title}</Table.Td>
              <Table.Td>{words.value('cause', row.cause)}</Table.Td>
              <Table.Td>{row.reason}</Table.Td>
              <Table.Td>{moment(row.on)}</Table.Td>
              {/* As on the printed register: who voided it, and the second person where there was one. */}
              <Table.Td>{who(row.askedByName === '' ? row.byName : row.askedByName)}</Table.Td>
              <Table.Td>{row.askedByName === '' ? '' : who(row.byName)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
