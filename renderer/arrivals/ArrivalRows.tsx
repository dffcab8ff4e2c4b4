import { Button, Group, Progress, Stack, Text, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { enterToNext } from '../app/enter-to-next.ts';
import type { LongTableHandle } from '../app/LongTable.tsx';
import { RowRefusal } from '../batches/RowRefusal.tsx';
import classes from '../cases/Intake.module.css';
import { FindRow } from './FindRow.tsx';
import { Rows } from './Rows.tsx';
import { tick, type Arriving } from './ticked.ts';
import { useArriving, type ArrivalView, type Noting } from './use-arriving.ts';

interface ArrivalRowsProps {
  readonly act: string;
  readonly page: ArrivalView;
  readonly start: Arriving;
  readonly onNoted: (count: number, isWhole: boolean) => void;
}

export function ArrivalRows({ act, page, start, onNoted }: ArrivalRowsProps) {
  const { t } = useTranslation('cases');
  const { rows } = page;
  const noting = useArriving({ act, rows, start, onNoted });
  const { arriving, put, isComplete, submit, keepNow } = noting;
  const list = useRef<LongTableHandle>(null);
  /** Ticked, and the cursor in its number. */
  const choose = (at: number) => {
    const stream = rows[at]?.stream;
    if (stream === undefined) return;
    put({ ...arriving, ticked: tick(arriving.ticked, stream) });
    list.current?.goTo(at);
  };
  return (
    <Stack gap="sm">
      <Text c="dimmed">{t('arrival.hint')}</Text>
      <FindRow
        rows={rows}
        onFound={(stream) => {
          choose(rows.findIndex((row) => row.stream === stream));
        }}
      />
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
          <Rows
            rows={rows}
            ticked={arriving.ticked}
            handle={list}
            onTick={choose}
            onChange={(ticked) => {
              put({ ...arriving, ticked });
            }}
          />
          <Foot noting={noting} />
        </Stack>
      </form>
    </Stack>
  );
}

/** What is lacking, the button, and how far it is where there are more than one act holds. */
function Foot({ noting }: { readonly noting: Noting }) {
  const { t } = useTranslation('cases');
  const { ready, refused, isBusy, isComplete, progress, stop } = noting;
  if (progress)
    return (
      <Group className={classes.foot ?? ''} wrap="nowrap">
        <div style={{ flex: 1 }}>
          <Progress
            value={(100 * progress.done) / progress.of}
            size="lg"
            animated
            aria-label={t('arrival.progressBar')}
          />
          <Text role="status" mt={4} data-testid="arrivals-progress">
            {t('arrival.progress', { ...progress })}
          </Text>
        </div>
        <Button variant="default" onClick={stop} data-testid="arrivals-stop">
          {t('arrival.stop')}
        </Button>
      </Group>
    );
  return (
    <>
      {ready.lacking > 0 && <Text role="status">{t('arrival.lacks', { count: ready.lacking })}</Text>}
      <RowRefusal refusal={refused?.refusal} numbers={refused?.numbers ?? []} />
      <Group className={classes.foot ?? ''}>
        <Button type="submit" loading={isBusy} disabled={!isComplete} data-testid="arrivals-note">
          {t('arrival.note', { count: ready.rows.length })}
        </Button>
      </Group>
    </>
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
