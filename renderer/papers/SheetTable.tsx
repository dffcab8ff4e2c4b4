/** A filled sheet as texts, as a table to be looked at. */
import { ScrollArea, Table } from '@mantine/core';

interface SheetTableProps {
  readonly texts: readonly (readonly string[])[];
  /** Row from which on it is filled; what stands above are titles and headings. */
  readonly from: number;
}

export function SheetTable({ texts, from }: SheetTableProps) {
  const width = Math.max(...texts.map((row) => row.length));
  return (
    <ScrollArea>
      <Table withColumnBorders withTableBorder verticalSpacing={2} fz="sm">
        <Table.Tbody>
          {texts.map((row, at) => (
            <SheetRow key={at} row={row} width={width} isHead={at < from} />
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}

interface SheetRowProps {
  readonly row: readonly string[];
  readonly width: number;
  readonly isHead: boolean;
}

/** A title stands in one merged cell and is drawn over the whole width. */
function SheetRow({ row, width, isHead }: SheetRowProps) {
  const isTitle = row.filter((text) => text !== '').length === 1;
  const nowrap = { whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' } as const;
  if (isTitle)
    return (
      <Table.Tr>
        <Table.Td colSpan={width} fw={600}>
          {row.find((text) => text !== '')}
        </Table.Td>
      </Table.Tr>
    );
  return (
    <Table.Tr>
      {Array.from({ length: width }, (_, at) => (
        <Table.Td key={at} style={nowrap} fw={isHead ? 600 : 400}>
          {row[at] ?? ''}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
