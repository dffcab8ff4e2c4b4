/** The cells of a case that both tables of a hand-over have. */
import { Table, Text } from '@mantine/core';
import type { PendingRow } from '#shared/contract/work-handover.ts';
import { CaseLink } from '../cases/CaseLink.tsx';
import { useKindWords } from '../fields/kind-words.ts';
import classes from '../village/Village.module.css';
import { Marks } from './Marks.tsx';

export const caseColumns = ['case', 'petitioner', 'state', 'due', 'marks'] as const;

export function CaseCells({ row }: { readonly row: PendingRow }) {
  const { stream, kind, number, title, petitioner, status, nextDue, light } = row.line;
  const words = useKindWords(kind);
  return (
    <>
      <Table.Td>
        <CaseLink stream={stream} number={number} />
        <Text size="sm">{words.title(title)}</Text>
      </Table.Td>
      <Table.Td>{petitioner}</Table.Td>
      <Table.Td>{words.status(status)}</Table.Td>
      <Table.Td className={classes.due ?? ''} data-light={light}>
        {nextDue ?? '—'}
      </Table.Td>
      <Table.Td>
        <Marks row={row} />
      </Table.Td>
    </>
  );
}
