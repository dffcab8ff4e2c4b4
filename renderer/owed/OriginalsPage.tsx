/** 原件保管簿: which originals lie here, whose, since when and where; of any day, to be printed and counted. */
import { Button, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OriginalLine } from '#shared/contract/owed.ts';
import { isPlainDate } from '#shared/time/plain-date.ts';
import { useDates } from '../app/dates.ts';
import { AnchorLink } from '../app/links.tsx';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { Answered } from '../app/Waiting.tsx';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { today } from '../fields/today.ts';
import { printSheet } from '../papers/print-desk.ts';
import { CaseLink } from '../cases/CaseLink.tsx';
import { useHandWord } from './hand-word.ts';

export function OriginalsPage() {
  const { t } = useTranslation('cases');
  const [day, setDay] = useState<string>(today);
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const isDay = isPlainDate(day);
  const book = useAnswer(['owed.originals', day], () => desk.owed.originals({ day }), { isOn: isDay, keepsLast: true });
  const print = async () => {
    const page = await answerOf(() => desk.owed.originalsBook({ day }));
    setRefusal(page.ok ? undefined : page.refusal);
    if (page.ok) await printSheet(page.value, 'originalsBook', 'A4');
  };
  return (
    <Stack gap="md">
      <Group justify="space-between" align="baseline">
        <Title order={1}>{t('originals.book')}</Title>
        <AnchorLink to="/owed">{t('owed.title')}</AnchorLink>
      </Group>
      <Group align="flex-end">
        <TextInput
          type="date"
          label={t('originals.day')}
          name="day"
          w={190}
          value={day}
          onChange={(event) => {
            setDay(event.currentTarget.value);
          }}
        />
        <Button variant="default" disabled={!isDay} onClick={() => void print()}>
          {t('originals.print')}
        </Button>
      </Group>
      <RefusalNote refusal={refusal} />
      {isDay && (
        <Answered answer={book}>
          {({ rows, isMore }) => (
            <>
              {rows.length === 0 ? <Text c="dimmed">{t('originals.none')}</Text> : <Rows rows={rows} />}
              {isMore && <Text c="dimmed">{t('owed.more')}</Text>}
            </>
          )}
        </Answered>
      )}
    </Stack>
  );
}

function Rows({ rows }: { readonly rows: readonly OriginalLine[] }) {
  const { t } = useTranslation('cases');
  const { day } = useDates();
  const handWord = useHandWord();
  return (
    <Table striped verticalSpacing="xs" data-testid="original-rows">
      <Table.Thead>
        <Table.Tr>
          {(['material', 'petitioner', 'since', 'place', 'title', 'number', 'returned'] as const).map((column) => (
            <Table.Th key={column}>{t(`originals.column.${column}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row, index) => (
          <Table.Tr
            key={index}
            data-stream={row.stream}
            data-original={row.material}
            {...(row.lost?.isOpen === true ? { 'data-lost': true, bg: 'red.0' } : {})}
          >
            <Table.Td>{t('originals.one', { material: row.material, count: row.copies })}</Table.Td>
            <Table.Td>{row.petitioner}</Table.Td>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>{day(row.since)}</Table.Td>
            <Table.Td>
              {row.holder === null
                ? [row.stationName, row.place].filter((part) => part !== '').join(t('separator'))
                : handWord(row)}
              {row.isOverdue && (
                <Text size="sm" c="red.8" fw={600}>
                  {t('originals.backOverdue', { on: row.backBy })}
                </Text>
              )}
            </Table.Td>
            <Table.Td>{row.title}</Table.Td>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>
              <CaseLink stream={row.stream} number={row.number} />
            </Table.Td>
            <Table.Td>
              {row.returnedOn === null ? '' : t('originals.returned', { on: day(row.returnedOn), to: row.returnedTo })}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
