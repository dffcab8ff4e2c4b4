/** 多跑一次登记: by matter and version, how many cases needed one visit, and which paper was missing most. Every number opens its visits. */
import { Alert, Button, Group, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerRow } from '#shared/contract/trip.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { Answered } from '../app/Waiting.tsx';
import { answerOf, type DeskAnswer } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { download } from '../registry/catalogue/save-file.ts';
import { PeriodPicker } from '../registry/PeriodPicker.tsx';
import { RegistryFrame } from '../registry/RegistryFrame.tsx';
import { usePeriod, type Period } from '../registry/use-period.ts';
import classes from '../registry/Registry.module.css';
import { percentOf, wholeOf } from './rate.ts';
import { TripsDialog, type TripsAsked } from './TripsDialog.tsx';

export function SecondTripsPage() {
  const { t } = useTranslation('cases');
  const chosen = usePeriod();
  const { period, isPeriod } = chosen;
  const [asked, setAsked] = useState<TripsAsked>();
  const ledger = useAnswer(['trip.ledger', period.from, period.to], () => desk.trip.ledger(period), {
    isOn: isPeriod,
    keepsLast: true,
  });
  return (
    <RegistryFrame title={t('registry.trips')} actions={<Export period={period} isOn={isPeriod} />}>
      <PeriodPicker {...chosen} />
      {isPeriod && (
        <Answered answer={ledger}>
          {({ rows }) =>
            rows.length === 0 ? <Text c="dimmed">{t('trips.none')}</Text> : <Ledger rows={rows} onOpen={setAsked} />
          }
        </Answered>
      )}
      {asked && (
        <TripsDialog
          asked={asked}
          period={period}
          onClose={() => {
            setAsked(undefined);
          }}
        />
      )}
    </RegistryFrame>
  );
}

/** To a file: what stands here, with the same numbers. */
function Export({ period, isOn }: { readonly period: Period; readonly isOn: boolean }) {
  const { t } = useTranslation('cases');
  const { printing } = usePerson().status;
  const [isBusy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<DeskAnswer<{ readonly saved: boolean }>>();
  const save = async () => {
    setBusy(true);
    const name = `${t('registry.trips')} ${period.from} ${period.to}`;
    const go = () =>
      printing === 'electron'
        ? desk.trip.save({ ...period, name })
        : download(`${name}.xlsx`, () => desk.trip.export(period));
    setAnswer(await answerOf(go));
    setBusy(false);
  };
  return (
    <Group gap="sm">
      {answer?.ok === true && answer.value.saved && (
        <Alert color="green" variant="light" role="status" p="xs">
          {t('matters.exportSaved')}
        </Alert>
      )}
      <RefusalNote refusal={answer?.ok === false ? answer.refusal : undefined} />
      <Button
        variant="default"
        disabled={!isOn}
        loading={isBusy}
        onClick={() => void save()}
        data-testid="trips-export"
      >
        {t('trips.export')}
      </Button>
    </Group>
  );
}

interface LedgerProps {
  readonly rows: readonly LedgerRow[];
  readonly onOpen: (asked: TripsAsked) => void;
}

const columns = ['matter', 'version', 'rate', 'trips', 'causes', 'reasons', 'papers'] as const;

function Ledger({ rows, onOpen }: LedgerProps) {
  const { t } = useTranslation('cases');
  const whole = wholeOf(rows);
  return (
    <Stack gap="xs">
      <Text fw={700} size="lg" data-testid="trips-whole">
        {t('trips.whole', { rate: percentOf(whole), ...whole })}
      </Text>
      <Text size="sm" c="dimmed">
        {t('trips.basis')}
      </Text>
      <Table striped verticalSpacing="xs" className={classes.rows ?? ''} data-testid="trips-rows">
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column}>{t(`trips.column.${column}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <OneRow key={`${row.matter} ${row.version}`} row={row} onOpen={onOpen} />
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

const causes = ['correction', 'above', 'refused', 'inquiry'] as const;
const reasons = ['guide', 'unaware', 'other'] as const;
const papersShown = 3;

function OneRow({ row, onOpen }: { readonly row: LedgerRow; readonly onOpen: LedgerProps['onOpen'] }) {
  const { t } = useTranslation('cases');
  const { matter, name, version, trips, papers } = row;
  const open = (paper?: string) => {
    onOpen({ matter, version, name, ...(paper === undefined ? {} : { paper }) });
  };
  return (
    <Table.Tr data-key={matter} data-version={version}>
      <Table.Td>{matter === '' ? t('trips.noMatter') : name}</Table.Td>
      <Table.Td>{version}</Table.Td>
      <Table.Td>
        <Text fw={700} span>
          {percentOf(row)}
        </Text>
        <Text size="sm" c="dimmed">
          {t('trips.of', { once: row.once, cases: row.cases })}
        </Text>
      </Table.Td>
      <Table.Td>
        {trips === 0 ? (
          '0'
        ) : (
          <Button
            variant="subtle"
            size="compact-md"
            onClick={() => {
              open();
            }}
          >
            {trips}
          </Button>
        )}
      </Table.Td>
      <Table.Td>
        {causes.map((cause) =>
          row.causes[cause] === 0 ? null : (
            <Text key={cause} size="sm">
              {t(`trips.cause.${cause}`)} {row.causes[cause]}
            </Text>
          ),
        )}
      </Table.Td>
      <Table.Td>
        {reasons.map((reason) =>
          row.reasons[reason] === 0 ? null : (
            <Text key={reason} size="sm">
              {t(`trips.reason.${reason}`)} {row.reasons[reason]}
            </Text>
          ),
        )}
      </Table.Td>
      <Table.Td>
        <Stack gap={2} align="flex-start">
          {papers.slice(0, papersShown).map((paper) => (
            <Button
              key={paper.name}
              variant="subtle"
              size="compact-sm"
              onClick={() => {
                open(paper.name);
              }}
            >
              {t('trips.paper', { name: paper.name, count: paper.count })}
            </Button>
          ))}
        </Stack>
      </Table.Td>
    </Table.Tr>
  );
}
