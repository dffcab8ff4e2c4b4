import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { enterToNext } from '../app/enter-to-next.ts';
import { RowRefusal } from '../batches/RowRefusal.tsx';
import { FindRow } from './FindRow.tsx';
import { OneRow } from './OneRow.tsx';
import { tick, untick, type Arriving } from './ticked.ts';
import { useArriving, type ArrivalView } from './use-arriving.ts';

interface ArrivalRowsProps {
  readonly act: string;
  readonly page: ArrivalView;
  readonly start: Arriving;
  readonly onNoted: (count: number) => void;
}

export function ArrivalRows({ act, page, start, onNoted }: ArrivalRowsProps) {
  const { t } = useTranslation('cases');
  const { rows } = page;
  const { arriving, put, ready, isComplete, submit, keepNow, note } = useArriving({ act, rows, start, onNoted });
  /** The row that was chosen last: a new object each time, so that the same one is gone to again. */
  const [aim, setAim] = useState<Aim>();
  const numberOf = new Map(rows.map(({ stream, number }) => [stream, number]));
  /** Ticked, and the cursor in its number. */
  const choose = (stream: string) => {
    put({ ...arriving, ticked: tick(arriving.ticked, stream) });
    setAim({ stream });
  };
  return (
    <Stack gap="sm">
      <Text c="dimmed">{t('arrival.hint')}</Text>
      <FindRow rows={rows} onFound={choose} />
      <form
        onKeyDown={enterToNext}
        onBlur={keepNow}
        onSubmit={(event) => {
          event.preventDefault();
          if (isComplete) void submit();
        }}
      >
        <Stack gap="sm">
          <ForAll arriving={arriving} onChange={put} />
          {page.total > rows.length && <Text>{t('arrival.more', { total: page.total, shown: rows.length })}</Text>}
          <Rows rows={rows} arriving={arriving} aim={aim} onChoose={choose} onChange={put} />
          {ready.lacking > 0 && <Text role="status">{t('arrival.lacks', { count: ready.lacking })}</Text>}
          <RowRefusal refusal={note.refusal} numbers={ready.rows.map(({ stream }) => numberOf.get(stream) ?? '')} />
          <Group>
            <Button type="submit" loading={note.isBusy} disabled={!isComplete} data-testid="arrivals-note">
              {t('arrival.note', { count: ready.rows.length })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Stack>
  );
}

interface ArrivingProps {
  readonly arriving: Arriving;
  readonly onChange: (next: Arriving) => void;
}

/** What is the same of all that are ticked: the day, and who answers for them. */
function ForAll({ arriving, onChange }: ArrivingProps) {
  const { t } = useTranslation('cases');
  return (
    <Group align="flex-end">
      <TextInput
        type="date"
        label={t('arrival.arrivedOn')}
        name="arrivedOn"
        w={200}
        value={arriving.arrivedOn}
        onChange={(event) => {
          onChange({ ...arriving, arrivedOn: event.currentTarget.value });
        }}
      />
      <TextInput
        label={t('arrival.responsible')}
        name="responsible"
        w={240}
        value={arriving.responsible}
        onChange={(event) => {
          onChange({ ...arriving, responsible: event.currentTarget.value });
        }}
      />
    </Group>
  );
}

interface Aim {
  readonly stream: string;
}

interface RowsProps extends ArrivingProps {
  readonly rows: ArrivalView['rows'];
  readonly aim: Aim | undefined;
  readonly onChoose: (stream: string) => void;
}

function Rows({ rows, arriving, aim, onChoose, onChange }: RowsProps) {
  const { t } = useTranslation('cases');
  const { ticked } = arriving;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (aim) list.current?.querySelector<HTMLElement>(`[data-row="${aim.stream}"] input[name^=certificate]`)?.focus();
  }, [aim]);
  return (
    <Stack gap={4} ref={list} role="group" aria-label={t('arrival.list')}>
      {rows.map((row, index) => (
        <OneRow
          key={row.stream}
          row={row}
          index={index}
          certificate={ticked[row.stream]}
          onTick={(isTicked) => {
            if (isTicked) onChoose(row.stream);
            else onChange({ ...arriving, ticked: untick(ticked, row.stream) });
          }}
          onType={(typed) => {
            onChange({ ...arriving, ticked: { ...ticked, [row.stream]: typed } });
          }}
        />
      ))}
    </Stack>
  );
}
