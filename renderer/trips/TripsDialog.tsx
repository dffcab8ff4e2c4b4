/** The visits behind a number: cases with their person masked, questions without a name. */
import { Modal, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TripLine } from '#shared/contract/trip.ts';
import { Answered } from '../app/Waiting.tsx';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { kindWords } from '../fields/kind-words.ts';
import { CaseLink } from '../cases/CaseLink.tsx';

export interface TripsAsked {
  readonly matter: string;
  readonly version: string;
  readonly name: string;
  readonly paper?: string;
}

interface TripsDialogProps {
  readonly asked: TripsAsked;
  readonly period: { readonly from: string; readonly to: string };
  readonly onClose: () => void;
}

export function TripsDialog({ asked, period, onClose }: TripsDialogProps) {
  const { t } = useTranslation('cases');
  const { name, ...of } = asked;
  const answer = useAnswer(['trip.list', asked, period], () => desk.trip.list({ ...period, ...of }));
  const title = t('trips.dialog', {
    ...period,
    name: name === '' ? t('trips.noMatter') : name,
    version: asked.version,
  });
  return (
    <Modal opened onClose={onClose} title={title} size={70 * 16}>
      {asked.paper !== undefined && <Text mb="xs">{t('trips.ofPaper', { paper: asked.paper })}</Text>}
      <Answered answer={answer}>{({ lines, isMore }) => <Lines lines={lines} isMore={isMore} />}</Answered>
    </Modal>
  );
}

const columns = ['number', 'who', 'day', 'cause', 'missing', 'reason', 'status'] as const;

function Lines({ lines, isMore }: { readonly lines: readonly TripLine[]; readonly isMore: boolean }) {
  const { t } = useTranslation('cases');
  return (
    <>
      <Table striped verticalSpacing={4} data-testid="trips-lines">
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column}>{t(`trips.line.${column}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <OneLine key={`${line.stream} ${line.day} ${line.papers.join()}`} line={line} />
          ))}
        </Table.Tbody>
      </Table>
      {isMore && <Text c="dimmed">{t('trips.more', { count: lines.length })}</Text>}
    </>
  );
}

function OneLine({ line }: { readonly line: TripLine }) {
  const { t } = useTranslation('cases');
  const { stream, kind, number, petitioner, day, cause, papers, reason, status } = line;
  return (
    <Table.Tr>
      <Table.Td>{number === '' ? kindWords(kind).name : <CaseLink stream={stream} number={number} />}</Table.Td>
      <Table.Td>{petitioner}</Table.Td>
      <Table.Td>{day}</Table.Td>
      <Table.Td>{t(`trips.cause.${cause}`)}</Table.Td>
      <Table.Td>{papers.join(t('returning.between'))}</Table.Td>
      <Table.Td>{reason === '' ? '' : t(`trips.reason.${reason}`)}</Table.Td>
      <Table.Td>{kindWords(kind).status(status)}</Table.Td>
    </Table.Tr>
  );
}
