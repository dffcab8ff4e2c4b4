/** The rows of 到证登记: of thousands only those in sight are drawn. ↑ ↓ stay in their column. */
import { Table } from '@mantine/core';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { WaitingRow } from '#shared/contract/arrival.ts';
import { LongTable, type LongTableHandle } from '../app/LongTable.tsx';
import { OneRow } from './OneRow.tsx';
import { untick, type Ticked } from './ticked.ts';

/** In rem, so that they follow 适老 large text; what is left is the matter's. */
const widths = {
  ...{ tick: '4rem', name: '6rem', number: '17rem' },
  ...{ title: undefined, since: '8rem', certificate: '16rem' },
} as const;

interface RowsProps {
  readonly rows: readonly WaitingRow[];
  readonly ticked: Ticked;
  readonly handle: Ref<LongTableHandle>;
  readonly onTick: (at: number) => void;
  readonly onChange: (ticked: Ticked) => void;
}

export function Rows({ rows, ticked, handle, onTick, onChange }: RowsProps) {
  const { t } = useTranslation('cases');
  return (
    <LongTable
      data-testid="arrival-rows"
      aria-label={t('arrival.list')}
      rows={rows.map((row, index) => ({ row, index }))}
      keyOf={({ row }) => row.stream}
      handle={handle}
      fieldOf={fieldOf}
      head={Object.entries(widths).map(([column, width]) => (
        <Table.Th key={column} w={width}>
          {t(`arrival.column.${column as keyof typeof widths}`)}
        </Table.Th>
      ))}
      line={({ row, index }, place) => (
        <OneRow
          {...{ row, index, place }}
          certificate={ticked[row.stream]}
          onTick={(isTicked) => {
            if (isTicked) onTick(index);
            else onChange(untick(ticked, row.stream));
          }}
          onType={(typed) => {
            onChange({ ...ticked, [row.stream]: typed });
          }}
        />
      )}
    />
  );
}

/** From tick to tick, from link to link; otherwise to the number of the certificate, where there is one. */
function fieldOf(line: HTMLElement, from: Element | null): HTMLElement | null {
  if (from?.tagName === 'A') return line.querySelector('a');
  const isTick = from?.matches('[type=checkbox]') === true;
  return (isTick ? null : line.querySelector<HTMLElement>('[name^=certificate]')) ?? line.querySelector('input');
}
