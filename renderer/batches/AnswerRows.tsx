import { Button, Group, NativeSelect, Stack, Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchAnswer, BatchRow } from '#shared/contract/batch.ts';
import { showNumber } from '#shared/documents/facts.ts';
import { useDates } from '../app/dates.ts';
import { enterToNext } from '../app/enter-to-next.ts';
import { AnchorLink } from '../app/links.tsx';
import { useDraft } from '../cases/use-draft.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { printTasks, tasksOf } from '../papers/print-desk.ts';
import { usePrintSize } from '../papers/use-print-size.ts';
import { AnswerList } from './AnswerList.tsx';
import { answersOf, choices, draftType, nothing, type Keyed, type KeyedRows } from './keyed.ts';
import { RowRefusal } from './RowRefusal.tsx';

export type BatchView = Extract<Awaited<ReturnType<typeof desk.batch.page>>, { readonly ok: true }>['value'];

interface AnswerRowsProps {
  readonly act: string;
  readonly page: BatchView;
  readonly start: KeyedRows;
  readonly onNoted: () => void;
}

export function AnswerRows({ act, page, start, onNoted }: AnswerRowsProps) {
  const { t } = useTranslation('cases');
  const [keyed, setKeyed] = useState(start);
  const [data, setData] = useState({ rows: { ...start } });
  const draft = useDraft({ id: act, kind: 'batch', type: draftType, stream: page.stream }, asJson(data));
  const print = usePrintSize();
  const note = useAct(
    (id: string, rows: readonly BatchAnswer[]) =>
      desk.batch.answer({ act: id, stream: page.stream, rows: [...rows], print }),
    act,
  );
  const put = (next: KeyedRows) => {
    setKeyed(next);
    setData({ rows: { ...next } });
  };
  const out = page.rows.filter(({ state }) => state === 'out').map(({ stream }) => stream);
  const numberOf = new Map(page.rows.map(({ stream, number }) => [stream, number]));
  const answers = answersOf(keyed, out);
  const ready = answers.filter((one) => one !== undefined);
  const submit = async () => {
    const noted = await note.run(ready);
    if (!noted?.ok) return;
    await draft.drop();
    void printTasks(noted.value.answers.flatMap(tasksOf));
    onNoted();
  };
  return (
    <>
      {out.length > 0 && (
        <AnswerList
          page={page}
          onFill={(filled) => {
            put({ ...keyed, ...filled });
          }}
        />
      )}
      <form
        onKeyDown={enterToNext}
        onBlur={draft.keepNow}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="sm">
          <Table data-testid="batch-rows">
            <Table.Tbody>
              {page.rows.map((row, index) => (
                <Row
                  key={row.stream}
                  row={row}
                  index={index}
                  keyed={keyed[row.stream] ?? nothing}
                  onChange={(next) => {
                    put({ ...keyed, [row.stream]: next });
                  }}
                />
              ))}
            </Table.Tbody>
          </Table>
          {answers.length > ready.length && <Text role="status">{t('batch.lacksReason')}</Text>}
          <RowRefusal refusal={note.refusal} numbers={ready.map(({ stream }) => numberOf.get(stream) ?? '')} />
          {out.length > 0 && (
            <Group>
              <Button
                type="submit"
                loading={note.isBusy}
                disabled={ready.length === 0 || ready.length < answers.length}
                data-testid="batch-note"
              >
                {t('batch.note', { count: ready.length })}
              </Button>
              <Button
                variant="default"
                data-testid="batch-agree-all"
                onClick={() => {
                  const rest = out.filter((stream) => (keyed[stream] ?? nothing).answer === '');
                  const agreed: Keyed = { ...nothing, answer: 'agreed' };
                  put({ ...keyed, ...Object.fromEntries(rest.map((stream) => [stream, agreed])) });
                }}
              >
                {t('batch.agreeRest')}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </>
  );
}

const asJson = ({ rows }: { readonly rows: KeyedRows }) => ({
  rows: Object.fromEntries(Object.entries(rows).map(([stream, row]) => [stream, { ...row }])),
});

interface RowProps {
  readonly row: BatchRow;
  readonly index: number;
  readonly keyed: Keyed;
  readonly onChange: (keyed: Keyed) => void;
}

function Row({ row, index, keyed, onChange }: RowProps) {
  const { t } = useTranslation('cases');
  const { day } = useDates();
  const { stream, number, petitioner, state, answeredOn } = row;
  return (
    <Table.Tr data-row={stream} data-state={state}>
      <Table.Td w={48}>{index + 1}</Table.Td>
      <Table.Td w={110}>{petitioner}</Table.Td>
      <Table.Td w={260}>
        <AnchorLink to="/cases/$stream" params={{ stream }}>
          {showNumber(number)}
        </AnchorLink>
      </Table.Td>
      <Table.Td>
        {state === 'out' ? (
          <AnswerFields index={index} keyed={keyed} onChange={onChange} />
        ) : (
          <Text>
            {t(`batch.state.${state}`)} {answeredOn !== null && day(answeredOn)}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function AnswerFields({ index, keyed, onChange }: Omit<RowProps, 'row'>) {
  const { t } = useTranslation('cases');
  const { answer, text, standard } = keyed;
  const nth = { row: index + 1 };
  return (
    <Group gap="xs" wrap="nowrap">
      <NativeSelect
        aria-label={t('batch.answerOf', nth)}
        name={`answer-${String(index)}`}
        w={150}
        value={answer}
        onChange={(event) => {
          onChange({ ...keyed, answer: choices.find((one) => one === event.currentTarget.value) ?? '' });
        }}
        data={[
          { value: '', label: t('batch.state.out') },
          ...choices.map((one) => ({ value: one, label: t(`batch.state.${one}`) })),
        ]}
      />
      {(answer === 'disagreed' || answer === 'gaps') && (
        <TextInput
          aria-label={t(answer === 'gaps' ? 'batch.missingOf' : 'batch.reasonOf', nth)}
          placeholder={t(answer === 'gaps' ? 'batch.missing' : 'batch.reason')}
          name={`text-${String(index)}`}
          style={{ flex: 2 }}
          value={text}
          onChange={(event) => {
            onChange({ ...keyed, text: event.currentTarget.value });
          }}
        />
      )}
      {answer === 'gaps' && (
        <TextInput
          aria-label={t('batch.standardOf', nth)}
          placeholder={t('batch.standard')}
          name={`standard-${String(index)}`}
          style={{ flex: 1 }}
          value={standard}
          onChange={(event) => {
            onChange({ ...keyed, standard: event.currentTarget.value });
          }}
        />
      )}
    </Group>
  );
}
