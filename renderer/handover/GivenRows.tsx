/** What somebody has in hand, each to be left out or said something of. */
import { Checkbox, Table, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PendingRow } from '#shared/contract/work-handover.ts';
import { showNumber } from '#shared/documents/facts.ts';
import { CaseCells, caseColumns } from './CaseCells.tsx';
import { chosenOf, tick, type Keyed } from './keyed.ts';

interface RowsProps {
  readonly rows: readonly PendingRow[];
  readonly keyed: Keyed;
  readonly put: (keyed: Keyed) => void;
}

export function GivenRows(props: RowsProps) {
  const { t } = useTranslation('cases');
  const { rows } = props;
  if (rows.length === 0) return <Text c="dimmed">{t('workHandover.nothing')}</Text>;
  return (
    <Table data-testid="handover-rows">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={40}>
            <TickAll {...props} />
          </Table.Th>
          {[...caseColumns, 'note' as const].map((column) => (
            <Table.Th key={column}>{t(`workHandover.column.${column}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Row key={row.line.stream} row={row} {...props} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Row({ row, rows, keyed, put }: RowsProps & { readonly row: PendingRow }) {
  const { t } = useTranslation('cases');
  const { stream, number, petitioner } = row.line;
  const isTicked = chosenOf(rows, keyed).includes(row);
  return (
    <Table.Tr data-row={stream}>
      <Table.Td>
        <Checkbox
          aria-label={t('workHandover.tick', { petitioner, number: showNumber(number) })}
          checked={isTicked}
          onChange={({ currentTarget: { checked } }) => {
            put(tick(keyed, rows, stream, checked));
          }}
        />
      </Table.Td>
      <CaseCells row={row} />
      <Table.Td>
        <TextInput
          aria-label={t('workHandover.noteOf', { petitioner, number: showNumber(number) })}
          name={`note-${stream}`}
          maxLength={1000}
          disabled={!isTicked}
          value={keyed.notes[stream] ?? ''}
          onChange={({ currentTarget: { value } }) => {
            put({ ...keyed, notes: { ...keyed.notes, [stream]: value } });
          }}
        />
      </Table.Td>
    </Table.Tr>
  );
}

function TickAll({ rows, keyed, put }: RowsProps) {
  const { t } = useTranslation('cases');
  const chosen = chosenOf(rows, keyed);
  return (
    <Checkbox
      aria-label={t('workHandover.all', { count: rows.length })}
      data-testid="handover-all"
      checked={chosen.length === rows.length}
      indeterminate={chosen.length > 0 && chosen.length < rows.length}
      onChange={({ currentTarget: { checked } }) => {
        put({ ...keyed, ticked: checked ? null : [] });
      }}
    />
  );
}
