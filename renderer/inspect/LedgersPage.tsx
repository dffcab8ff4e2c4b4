/** 台账: every register of a period with its count; the chosen one below, printable and to a file. Every row opens its case. */
import { Button, Group, NativeSelect, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerAsked, LedgerName, LedgerRow } from '#shared/contract/ledger.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { Answered } from '../app/Waiting.tsx';
import { NumberText } from '../cases/NumberText.tsx';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { useMatters } from '../fields/matter-facts.ts';
import { printSheet } from '../papers/print-desk.ts';
import { PeriodPicker } from '../registry/PeriodPicker.tsx';
import { RegistryFrame } from '../registry/RegistryFrame.tsx';
import { usePeriod } from '../registry/use-period.ts';
import classes from '../registry/Registry.module.css';
import { LedgerExport } from './LedgerExport.tsx';
import { useLedgerRows } from './use-ledger-rows.ts';
import { CaseLink } from '../cases/CaseLink.tsx';

export function LedgersPage() {
  const { t } = useTranslation('cases');
  const chosen = usePeriod();
  const { period, isPeriod } = chosen;
  const [narrowed, narrow] = useState<Narrowed>({});
  const [name, setName] = useState<LedgerName>();
  const filter = { ...period, ...narrowed };
  const counts = useAnswer(['ledger.counts', filter], () => desk.ledger.counts(filter), {
    isOn: isPeriod,
    keepsLast: true,
  });
  const all = counts.data?.ledgers ?? [];
  const shown = all.find((one) => one.name === name) ?? all[0];
  return (
    <RegistryFrame title={t('registry.ledgers')}>
      <Group align="flex-end">
        <PeriodPicker {...chosen} />
        <Narrow narrowed={narrowed} onChange={narrow} />
      </Group>
      {isPeriod && (
        <Answered answer={counts}>
          {({ ledgers }) => (
            <Group gap="xs" role="group" aria-label={t('ledgers.which')}>
              {ledgers.map((one) => (
                <Button
                  key={one.name}
                  variant={one.name === shown?.name ? 'filled' : 'default'}
                  aria-pressed={one.name === shown?.name}
                  data-testid={`ledger-${one.name}`}
                  onClick={() => {
                    setName(one.name);
                  }}
                >
                  {one.title} {one.count}
                </Button>
              ))}
            </Group>
          )}
        </Answered>
      )}
      {isPeriod && shown && <OneLedger key={JSON.stringify([shown.name, filter])} ledger={shown} filter={filter} />}
    </RegistryFrame>
  );
}

type Narrowed = Pick<LedgerAsked, 'matter' | 'station'>;

interface NarrowProps {
  readonly narrowed: Narrowed;
  readonly onChange: (next: Narrowed) => void;
}

function Narrow({ narrowed, onChange }: NarrowProps) {
  const { t } = useTranslation('cases');
  const matters = useMatters('').data ?? [];
  const stations = useAnswer(['registry.list', 'station'], () => desk.registry.list({ kind: 'station', search: '' }));
  const choices = {
    matter: matters.map(({ code, name }) => ({ value: code, label: name })),
    station: (stations.data?.rows ?? []).map(({ key, label }) => ({ value: key, label })),
  };
  return (['matter', 'station'] as const).map((part) => (
    <NativeSelect
      key={part}
      label={t(`ledgers.${part}`)}
      name={part}
      w={220}
      value={narrowed[part] ?? ''}
      data={[{ value: '', label: t('ledgers.all') }, ...choices[part]]}
      onChange={(event) => {
        const { [part]: _before, ...rest } = narrowed;
        const value = event.currentTarget.value;
        onChange(value === '' ? rest : { ...rest, [part]: value });
      }}
    />
  ));
}

type Counted = Extract<
  Awaited<ReturnType<typeof desk.ledger.counts>>,
  { readonly ok: true }
>['value']['ledgers'][number];

interface OneLedgerProps {
  readonly ledger: Counted;
  readonly filter: Omit<LedgerAsked, 'ledger'>;
}

function OneLedger({ ledger, filter }: OneLedgerProps) {
  const { t } = useTranslation('cases');
  const asked: LedgerAsked = { ledger: ledger.name, ...filter };
  const { rows, more, refusal } = useLedgerRows(asked, ledger.count);
  const [notPrinted, setNotPrinted] = useState<DeskRefusal>();
  const print = async () => {
    const page = await answerOf(() => desk.ledger.html(asked));
    setNotPrinted(page.ok ? undefined : page.refusal);
    if (page.ok) await printSheet(page.value, 'ledgerSheet', 'A4');
  };
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {ledger.basis}
        </Text>
        <Group gap="sm">
          <Button variant="default" onClick={() => void print()} data-testid="ledger-print">
            {t('ledgers.print')}
          </Button>
          <LedgerExport asked={asked} title={ledger.title} />
        </Group>
      </Group>
      <RefusalNote refusal={notPrinted ?? refusal} />
      {ledger.count === 0 ? <Text c="dimmed">{t('ledgers.none')}</Text> : <Rows heads={ledger.heads} rows={rows} />}
      {rows.length > 0 && (
        <Group>
          <Text size="sm">{t('ledgers.shown', { shown: rows.length, count: ledger.count })}</Text>
          {more && (
            <Button variant="subtle" onClick={more.show}>
              {t('ledgers.more', { count: more.count })}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
}

function Rows({ heads, rows }: { readonly heads: readonly string[]; readonly rows: readonly LedgerRow[] }) {
  return (
    <Table striped verticalSpacing={4} className={classes.rows ?? ''} data-testid="ledger-rows">
      <Table.Thead>
        <Table.Tr>
          {heads.map((head) => (
            <Table.Th key={head}>{head}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.key.join(' ')}>
            {row.cells.map((cell, at) => (
              <Table.Td key={heads[at]} style={{ whiteSpace: isDay(cell) ? 'nowrap' : 'normal' }}>
                <Cell cell={cell} row={row} />
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** A day that broke at its hyphen would be read as two. */
const isDay = (cell: string): boolean => /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?$/.test(cell);

/** The number of the case opens it, where the reader may open cases. */
function Cell({ cell, row: { number, stream } }: { readonly cell: string; readonly row: LedgerRow }) {
  if (cell === '' || cell !== number) return cell;
  if (stream === null) return <NumberText number={number} />;
  return <CaseLink stream={stream} number={number} />;
}
