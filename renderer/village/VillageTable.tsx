import { Checkbox, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { VillageRow } from '#shared/contract/village.ts';
import { chosenOf, isDoable, tick, type Keyed } from './keyed.ts';
import { VillageLine } from './VillageLine.tsx';

interface VillageTableProps {
  readonly rows: readonly VillageRow[];
  readonly keyed: Keyed;
  readonly onChange: (keyed: Keyed) => void;
}

export function VillageTable({ rows, keyed, onChange }: VillageTableProps) {
  const { t } = useTranslation('cases');
  return (
    <Table data-testid="village-rows">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={40}>
            <TickAll rows={rows} keyed={keyed} onChange={onChange} />
          </Table.Th>
          {(['acceptBy', 'petitioner', 'matter', 'station', 'papers'] as const).map((column) => (
            <Table.Th key={column}>{t(`village.column.${column}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <VillageLine
            key={row.stream}
            row={row}
            isTicked={keyed.ticked.includes(row.stream)}
            note={keyed.notes[row.stream] ?? ''}
            onTick={(isTicked) => {
              onChange(tick(keyed, row.stream, isTicked));
            }}
            onNote={(note) => {
              onChange({ ...keyed, notes: { ...keyed.notes, [row.stream]: note } });
            }}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function TickAll({ rows, keyed, onChange }: VillageTableProps) {
  const { t } = useTranslation('cases');
  const doable = rows.filter(isDoable);
  const chosen = chosenOf(rows, keyed);
  return (
    <Checkbox
      aria-label={t('village.all', { count: doable.length })}
      data-testid="village-all"
      disabled={doable.length === 0}
      checked={doable.length > 0 && chosen.length === doable.length}
      indeterminate={chosen.length > 0 && chosen.length < doable.length}
      onChange={({ currentTarget: { checked } }) => {
        onChange({ ...keyed, ticked: checked ? doable.map(({ stream }) => stream) : [] });
      }}
    />
  );
}
