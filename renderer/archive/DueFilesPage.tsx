/** 到期档案: what has been kept as long as it had to be and is to be appraised, and for which matters nobody has said how long. */
import { Alert, Button, Checkbox, Group, List, NativeSelect, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DueFiles } from '#shared/contract/archive.ts';
import { useDates } from '../app/dates.ts';
import { AnchorLink } from '../app/links.tsx';
import { usePerson } from '../app/person.ts';
import { Answered } from '../app/Waiting.tsx';
import { OpenForm } from '../appraisal/OpenForm.tsx';
import { CaseLink } from '../cases/CaseLink.tsx';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { RegistryFrame } from '../registry/RegistryFrame.tsx';

export function DueFilesPage() {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const files = useAnswer(['archive.due'], () => desk.archive.due({}));
  return (
    <RegistryFrame title={t('archive.due.title')}>
      <Text>
        {t('archive.due.what')}{' '}
        {may('archive.appraise') && <AnchorLink to="/appraisals">{t('appraisal.title')}</AnchorLink>}
      </Text>
      <Answered answer={files}>
        {({ rows, count, unset }) => (
          <Stack gap="md">
            {count === 0 ? <Text c="dimmed">{t('archive.due.none')}</Text> : <Due rows={rows} count={count} />}
            {unset.length > 0 && <Unset unset={unset} />}
          </Stack>
        )}
      </Answered>
    </RegistryFrame>
  );
}

/** As many as one appraisal takes. */
const most = 200;
type Row = DueFiles['rows'][number];
const yearOf = ({ closed }: Row): string => closed.slice(0, 4);

function Due({ rows, count }: Pick<DueFiles, 'rows' | 'count'>) {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const [matter, setMatter] = useState('');
  const [year, setYear] = useState('');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const shown = rows.filter((row) => (matter === '' || row.matter === matter) && (year === '' || yearOf(row) === year));
  const free = shown.filter(({ appraisal }) => appraisal === '').slice(0, most);
  const chosen = free.filter(({ stream }) => ticked.has(stream)).map(({ stream }) => stream);
  const mayAppraise = may('archive.appraise');
  const tick = (stream: string, isTicked: boolean) => {
    setTicked((last) => new Set(isTicked ? [...last, stream] : [...last].filter((one) => one !== stream)));
  };
  return (
    <>
      <Alert color="orange" variant="light">
        {t('archive.due.count', { count })}
      </Alert>
      <Group align="flex-end">
        <Filter label={t('archive.due.matter')} value={matter} onChange={setMatter} choices={mattersOf(rows)} />
        <Filter label={t('archive.due.year')} value={year} onChange={setYear} choices={yearsOf(rows)} />
        {mayAppraise && (
          <Button
            variant="default"
            onClick={() => {
              setTicked(new Set(free.map(({ stream }) => stream)));
            }}
            data-testid="tick-all"
          >
            {t('archive.due.tickAll', { count: free.length })}
          </Button>
        )}
      </Group>
      <Rows rows={shown} {...(mayAppraise ? { ticked, onTick: tick } : {})} />
      {mayAppraise && (
        <Stack gap="sm">
          <Title order={2}>{t('appraisal.new')}</Title>
          <OpenForm streams={chosen} />
        </Stack>
      )}
    </>
  );
}

const mattersOf = (rows: readonly Row[]): readonly (readonly [string, string])[] =>
  [...new Map(rows.map(({ matter, title }) => [matter, title] as const))].sort();
const yearsOf = (rows: readonly Row[]): readonly (readonly [string, string])[] =>
  [...new Set(rows.map(yearOf))].sort().map((one) => [one, one] as const);

interface FilterProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly (readonly [string, string])[];
  readonly onChange: (value: string) => void;
}

function Filter({ label, value, choices, onChange }: FilterProps) {
  const { t } = useTranslation('cases');
  return (
    <NativeSelect
      label={label}
      w={220}
      value={value}
      data={[
        { value: '', label: t('archive.due.all') },
        ...choices.map(([one, name]) => ({ value: one, label: name })),
      ]}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}

interface RowsProps {
  readonly rows: readonly Row[];
  readonly ticked?: ReadonlySet<string>;
  readonly onTick?: (stream: string, isTicked: boolean) => void;
}

const columns = ['number', 'title', 'petitioner', 'closed', 'retention', 'until'] as const;

function Rows({ rows, ticked, onTick }: RowsProps) {
  const { t } = useTranslation('cases');
  return (
    <Table striped verticalSpacing="xs" data-testid="due-files">
      <Table.Thead>
        <Table.Tr>
          {onTick && <Table.Th>{t('archive.due.column.tick')}</Table.Th>}
          {columns.map((column) => (
            <Table.Th key={column}>{t(`archive.due.column.${column}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.stream} data-stream={row.stream}>
            {onTick && (
              <Table.Td>
                {row.appraisal === '' ? (
                  <Checkbox
                    aria-label={`${t('archive.due.column.tick')} ${row.number}`}
                    checked={ticked?.has(row.stream) === true}
                    onChange={(event) => {
                      onTick(row.stream, event.currentTarget.checked);
                    }}
                  />
                ) : (
                  <Text size="sm">{row.appraisal}</Text>
                )}
              </Table.Td>
            )}
            <Cells row={row} />
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Cells({ row }: { readonly row: Row }) {
  const { t } = useTranslation('cases');
  const { day } = useDates();
  return (
    <>
      <Table.Td>
        <CaseLink stream={row.stream} number={row.number} />
      </Table.Td>
      <Table.Td>
        {row.title}
        {row.ended !== '' && ` · ${t(`mark.${row.ended}`)}`}
      </Table.Td>
      <Table.Td>{row.petitioner}</Table.Td>
      <Table.Td>{day(row.closed)}</Table.Td>
      <Table.Td>{t(`archive.retention.${row.retention}`)}</Table.Td>
      <Table.Td>{day(row.until)}</Table.Td>
    </>
  );
}

function Unset({ unset }: Pick<DueFiles, 'unset'>) {
  const { t } = useTranslation('cases');
  return (
    <div data-testid="retention-unset">
      <Title order={2} mb="xs">
        {t('archive.due.unset')}
      </Title>
      <List spacing={2}>
        {unset.map(({ code, name, count }) => (
          <List.Item key={code}>
            <AnchorLink to="/matters/$code" params={{ code }}>
              {name}
            </AnchorLink>{' '}
            {t('archive.due.cases', { count })}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
