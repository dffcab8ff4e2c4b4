/** The rows to tick: handed over at a station, counted in at the hall. All of a submit or none of it; a slip's code ticks its row. */
import { Button, Checkbox, Group, Stack, Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VillageRow } from '#shared/contract/village.ts';
import { readQr } from '#shared/documents/qr-code.ts';
import { enterToNext } from '../app/enter-to-next.ts';
import { RowRefusal } from '../batches/RowRefusal.tsx';
import { useDraft } from '../cases/use-draft.ts';
import { answerOf } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { ranks, useTaker } from '../devices/use-taker.ts';
import type { Reading } from '../devices/reader.ts';
import { printHere } from '../papers/print-desk.ts';
import { asData, chosenOf, draftPlace, isDoable, tick, type Keyed } from './keyed.ts';
import { VillageLine } from './VillageLine.tsx';

export interface VillageRowsProps {
  readonly act: string;
  /** This desk is a village station's. */
  readonly isVillage: boolean;
  readonly rows: readonly VillageRow[];
  readonly start: Keyed;
  readonly onDone: () => void;
}

export function VillageRows({ act, isVillage, rows, start, onDone }: VillageRowsProps) {
  const { t } = useTranslation('cases');
  const [keyed, setKeyed] = useState(start);
  const [data, setData] = useState(() => asData(start));
  const draft = useDraft({ id: act, ...draftPlace }, data);
  const send = useAct(
    (id: string, said: { readonly carrier: string; readonly streams: string[] }) =>
      desk.village.send({ act: id, ...said }),
    act,
  );
  const receive = useAct(
    (id: string, counted: { stream: string; note?: string }[]) => desk.village.receive({ act: id, rows: counted }),
    act,
  );
  const put = (next: Keyed) => {
    setKeyed(next);
    setData(asData(next));
  };
  const chosen = chosenOf(rows, keyed);
  const doable = rows.filter(isDoable);
  useTickByCode(doable, keyed, put);
  const submit = async () => {
    const answer = isVillage
      ? await send.run({ carrier: keyed.carrier, streams: chosen.map(({ stream }) => stream) })
      : await receive.run(chosen.map(({ stream }) => counted(stream, keyed)));
    if (!answer?.ok) return;
    await draft.drop();
    onDone();
    if ('number' in answer.value) await printList(answer.value.stream);
  };
  if (rows.length === 0) return <Text c="dimmed">{t('village.nothing')}</Text>;
  const isReady = chosen.length > 0 && (!isVillage || keyed.carrier.trim() !== '');
  return (
    <form
      onKeyDown={enterToNext}
      onBlur={draft.keepNow}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="sm">
        <Table data-testid="village-rows">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={40}>
                <Checkbox
                  aria-label={t('village.all', { count: doable.length })}
                  data-testid="village-all"
                  disabled={doable.length === 0}
                  checked={doable.length > 0 && chosen.length === doable.length}
                  indeterminate={chosen.length > 0 && chosen.length < doable.length}
                  onChange={({ currentTarget: { checked } }) => {
                    put({ ...keyed, ticked: checked ? doable.map(({ stream }) => stream) : [] });
                  }}
                />
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
                  put(tick(keyed, row.stream, isTicked));
                }}
                onNote={(note) => {
                  put({ ...keyed, notes: { ...keyed.notes, [row.stream]: note } });
                }}
              />
            ))}
          </Table.Tbody>
        </Table>
        <RowRefusal refusal={send.refusal ?? receive.refusal} numbers={chosen.map(({ number }) => number)} />
        <Group align="flex-end">
          {isVillage && (
            <TextInput
              label={t('village.carrier')}
              name="carrier"
              w={240}
              value={keyed.carrier}
              onChange={({ currentTarget: { value } }) => {
                put({ ...keyed, carrier: value });
              }}
            />
          )}
          <Button
            type="submit"
            loading={send.isBusy || receive.isBusy}
            disabled={!isReady}
            data-testid="village-submit"
          >
            {t(isVillage ? 'village.send' : 'village.receive', { count: chosen.length })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function counted(stream: string, { notes }: Keyed): { stream: string; note?: string } {
  const note = (notes[stream] ?? '').trim();
  return note === '' ? { stream } : { stream, note };
}

/** One list for both sides to sign; drawn again from the list below where the printer had none. */
async function printList(stream: string): Promise<void> {
  const paper = await answerOf(() => desk.village.paper({ stream }));
  if (paper.ok) await printHere(paper.value.html, 'A4');
}

/** The code of a slip on this page ticks its row; any other one opens its case, as everywhere. */
function useTickByCode(
  doable: readonly { stream: string; number: string }[],
  keyed: Keyed,
  put: (next: Keyed) => void,
) {
  const rowOf = (reading: Reading) => {
    const qr = reading.kind === 'code' ? readQr(reading.text) : undefined;
    const row = qr?.ok ? doable.find(({ number }) => number === qr.value.number) : undefined;
    return row !== undefined && !keyed.ticked.includes(row.stream) ? row : undefined;
  };
  useTaker({
    rank: ({ reading }) => (rowOf(reading) === undefined ? 0 : ranks.search),
    take: ({ reading }) => {
      const row = rowOf(reading);
      if (row !== undefined) put(tick(keyed, row.stream, true));
    },
  });
}
