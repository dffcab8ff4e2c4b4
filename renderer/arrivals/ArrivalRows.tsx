import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { enterToNext } from '../app/enter-to-next.ts';
import { RowRefusal } from '../batches/RowRefusal.tsx';
import { useDraft } from '../cases/use-draft.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { FindRow } from './FindRow.tsx';
import { OneRow } from './OneRow.tsx';
import { asDraft, draftKind, draftType, readyOf, tick, untick, type Arriving } from './ticked.ts';

export type ArrivalView = Extract<Awaited<ReturnType<typeof desk.arrival.waiting>>, { readonly ok: true }>['value'];

interface ArrivalRowsProps {
  readonly act: string;
  readonly page: ArrivalView;
  readonly start: Arriving;
  readonly onNoted: (count: number) => void;
}

type Noting = Omit<Parameters<typeof desk.arrival.note>[0], 'act'>;

export function ArrivalRows({ act, page, start, onNoted }: ArrivalRowsProps) {
  const { t } = useTranslation('cases');
  const [arriving, setArriving] = useState(start);
  const [data, setData] = useState(() => asDraft(start));
  const draft = useDraft({ id: act, kind: draftKind, type: draftType, stream: null }, data);
  const note = useAct((id: string, said: Noting) => desk.arrival.note({ act: id, ...said }), act);
  const list = useRef<HTMLDivElement>(null);
  /** The row that was chosen last: a new object each time, so that the same one is gone to again. */
  const [aim, setAim] = useState<{ readonly stream: string }>();
  const put = (next: Arriving) => {
    setArriving(next);
    setData(asDraft(next));
  };
  const { rows } = page;
  const { arrivedOn, responsible, ticked } = arriving;
  const ready = readyOf(rows, ticked);
  const numberOf = new Map(rows.map(({ stream, number }) => [stream, number]));
  const submit = async () => {
    const said = { arrivedOn, responsible: responsible.trim(), rows: [...ready.rows] };
    const noted = await note.run(said);
    if (!noted?.ok) return;
    await draft.drop();
    onNoted(noted.value.count);
  };
  /** Ticked, and the cursor in its number. */
  const choose = (stream: string) => {
    put({ ...arriving, ticked: tick(ticked, stream) });
    setAim({ stream });
  };
  useEffect(() => {
    if (aim) list.current?.querySelector<HTMLElement>(`[data-row="${aim.stream}"] input[name^=certificate]`)?.focus();
  }, [aim]);
  const isComplete = ready.rows.length > 0 && ready.lacking === 0 && arrivedOn !== '' && responsible.trim() !== '';
  return (
    <Stack gap="sm">
      <Text c="dimmed">{t('arrival.hint')}</Text>
      <FindRow rows={rows} onFound={choose} />
      <form
        onKeyDown={enterToNext}
        onBlur={draft.keepNow}
        onSubmit={(event) => {
          event.preventDefault();
          if (isComplete) void submit();
        }}
      >
        <Stack gap="sm">
          <Group align="flex-end">
            <TextInput
              type="date"
              label={t('arrival.arrivedOn')}
              name="arrivedOn"
              w={200}
              value={arrivedOn}
              onChange={(event) => {
                put({ ...arriving, arrivedOn: event.currentTarget.value });
              }}
            />
            <TextInput
              label={t('arrival.responsible')}
              name="responsible"
              w={240}
              value={responsible}
              onChange={(event) => {
                put({ ...arriving, responsible: event.currentTarget.value });
              }}
            />
          </Group>
          {page.total > rows.length && <Text>{t('arrival.more', { total: page.total, shown: rows.length })}</Text>}
          <Stack gap={4} ref={list} role="group" aria-label={t('arrival.list')}>
            {rows.map((row, index) => (
              <OneRow
                key={row.stream}
                row={row}
                index={index}
                certificate={ticked[row.stream]}
                onTick={(isTicked) => {
                  if (isTicked) choose(row.stream);
                  else put({ ...arriving, ticked: untick(ticked, row.stream) });
                }}
                onType={(typed) => {
                  put({ ...arriving, ticked: { ...ticked, [row.stream]: typed } });
                }}
              />
            ))}
          </Stack>
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
