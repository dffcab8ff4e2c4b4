/** The files of an appraisal: what each is, and in the last columns whatever the moment asks of it. */
import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppraisalFile } from '#shared/contract/appraisal.ts';
import { useDates } from '../app/dates.ts';
import { CaseLink } from '../cases/CaseLink.tsx';

interface FilesTableProps {
  readonly files: readonly AppraisalFile[];
  /** Cells that are typed in; absent: the opinion and what became of it are read. */
  readonly cells?: (file: AppraisalFile, index: number) => ReactNode;
}

const fixed = ['number', 'title', 'closed', 'retention', 'parts'] as const;

export function FilesTable({ files, cells }: FilesTableProps) {
  const { t } = useTranslation('cases');
  const { day } = useDates();
  const asked =
    cells === undefined ? (['opinion', 'reason', 'fate'] as const) : (['opinion', 'until', 'reason'] as const);
  return (
    <Table striped verticalSpacing="xs" data-testid="appraisal-files">
      <Table.Thead>
        <Table.Tr>
          {[...fixed, ...asked].map((column) => (
            <Table.Th key={column} style={{ whiteSpace: 'nowrap' }}>
              {t(`appraisal.column.${column}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {files.map((file, index) => (
          <Table.Tr key={file.stream} data-stream={file.stream}>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>
              <CaseLink stream={file.stream} number={file.number} />
            </Table.Td>
            <Table.Td>{file.title}</Table.Td>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>{day(file.closed)}</Table.Td>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>{t(`archive.retention.${file.retention}`)}</Table.Td>
            <Table.Td>{t('appraisal.parts', { papers: file.papers, attachments: file.attachments })}</Table.Td>
            {cells?.(file, index) ?? <Said file={file} />}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Said({ file: { opinion, fate } }: { readonly file: AppraisalFile }) {
  const { t } = useTranslation('cases');
  const { day } = useDates();
  const said = (): string => {
    if (opinion === undefined) return '';
    if (opinion.opinion === 'destroy') return t('appraisal.opinion.destroy');
    return opinion.until === null ? t('appraisal.keptForEver') : t('appraisal.keptUntil', { day: day(opinion.until) });
  };
  return (
    <>
      <Table.Td>{said()}</Table.Td>
      <Table.Td>{opinion?.reason}</Table.Td>
      <Table.Td>{fate === 'none' ? '' : t(`appraisal.fate.${fate}`)}</Table.Td>
    </>
  );
}
