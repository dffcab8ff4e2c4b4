/** Lines as a compact table: what each says first. */
import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { Columns } from '#shared/kinds/mechanism/spec.ts';
import { cellText } from './lines.ts';
import classes from './Rows.module.css';
import { useLineWords } from './use-line-words.ts';

/** More do not fit beside the buttons at 1366 pixels. */
const mostColumns = 5;
const longest = 60;

/** Columns of which something is said in a line, the first ones. */
const shownColumns = (columns: Columns, lines: readonly JsonObject[]): string[] =>
  Object.keys(columns)
    .filter((name) => columns[name]?.isOptional !== true || lines.some((line) => line[name] !== undefined))
    .slice(0, mostColumns);

interface LinesTableProps {
  readonly kind: string;
  readonly field: string;
  readonly columns: Columns;
  readonly lines: readonly JsonObject[];
  /** A table row, given its cells; without it the lines are only read. */
  readonly row?: (at: number, cells: ReactNode, width: number) => ReactNode;
  readonly hasActions?: boolean;
}

export function LinesTable({ kind, field, columns, lines, row, hasActions = false }: LinesTableProps) {
  const words = useLineWords(kind);
  const shown = row
    ? shownColumns(columns, lines)
    : Object.keys(columns).filter((name) => lines.some((line) => line[name] !== undefined));
  return (
    <Table className={classes.table ?? ''} withTableBorder>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="2.5rem">#</Table.Th>
          {shown.map((name) => (
            <Table.Th key={name}>{words.kind.column(field, name)}</Table.Th>
          ))}
          {hasActions && <Table.Th w="17rem" />}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line, at) => {
          const cells = [
            <Table.Td key="#">{at + 1}</Table.Td>,
            ...shown.map((name) => {
              const column = columns[name];
              const text = column === undefined ? '' : cellText(field, name, column, line[name], words);
              return (
                <Table.Td key={name}>{row && text.length > longest ? `${text.slice(0, longest)}…` : text}</Table.Td>
              );
            }),
          ];
          return row ? row(at, cells, shown.length + 2) : <Table.Tr key={at}>{cells}</Table.Tr>;
        })}
      </Table.Tbody>
    </Table>
  );
}
