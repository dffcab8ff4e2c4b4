/** The upper office's answer list: chosen, held against the batch, and what is ticked filled in. Noting stays the person's own act. */
import { Alert, Button, Checkbox, FileButton, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Compared } from '#shared/contract/batch.ts';
import { showNumber } from '#shared/documents/facts.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { newActId } from '../client/act-runner.ts';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { sendParts } from '../many/read-list.ts';
import type { KeyedRows } from './keyed.ts';
import type { BatchView } from './AnswerRows.tsx';

interface AnswerListProps {
  readonly page: BatchView;
  readonly onFill: (keyed: KeyedRows) => void;
}

type Comparison = Extract<Awaited<ReturnType<typeof desk.batch.compare>>, { readonly ok: true }>['value'];

export function AnswerList({ page, onFill }: AnswerListProps) {
  const { t } = useTranslation('cases');
  const [comparison, setComparison] = useState<Comparison>();
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const reset = useRef<() => void>(null);
  const read = async (content: File) => {
    const file = newActId();
    setComparison(undefined);
    const sent = await sendParts(content, (index, data) => desk.batch.answersPart({ file, index, data }));
    const answer = sent
      ? ({ ok: false, refusal: sent } as const)
      : await answerOf(() => desk.batch.compare({ stream: page.stream, file }));
    setRefusal(answer.ok ? undefined : answer.refusal);
    if (answer.ok) setComparison(answer.value);
  };
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <FileButton
          accept=".xlsx,.csv"
          resetRef={reset}
          onChange={(file) => {
            if (file) void read(file);
            // The same file, mended meanwhile, may be chosen again.
            reset.current?.();
          }}
        >
          {(props) => (
            <Button {...props} variant="default" data-testid="answers-file">
              {t('batch.answerFile')}
            </Button>
          )}
        </FileButton>
        <Text c="dimmed" size="sm">
          {t('batch.answerFileHint')}
        </Text>
      </Group>
      <RefusalNote refusal={refusal} />
      {comparison && (
        <Compare
          comparison={comparison}
          page={page}
          onDrop={() => {
            setComparison(undefined);
          }}
          onFill={(keyed) => {
            setComparison(undefined);
            onFill(keyed);
          }}
        />
      )}
    </Stack>
  );
}

interface CompareProps {
  readonly comparison: Comparison;
  readonly page: BatchView;
  readonly onFill: (keyed: KeyedRows) => void;
  readonly onDrop: () => void;
}

/** What a person may tick: about a case that is still out, and saying something. Only what fits is ticked beforehand. */
const isFillable = ({ state }: Compared): boolean =>
  state === 'fits' || state === 'lacksReason' || state === 'otherName';

function Compare({ comparison: { lines, absent }, page, onFill, onDrop }: CompareProps) {
  const { t } = useTranslation('cases');
  const [ticked, setTicked] = useState<ReadonlySet<number>>(
    () => new Set(lines.filter(({ state }) => state === 'fits' || state === 'lacksReason').map(({ line }) => line)),
  );
  const numberOf = new Map(page.rows.map(({ stream, number }) => [stream, showNumber(number)]));
  const going = lines.filter((one) => ticked.has(one.line) && isFillable(one));
  const fill = () => {
    const pairs = going.flatMap(({ stream, answer, text }) =>
      stream === null ? [] : [[stream, { answer, text, standard: '' }] as const],
    );
    onFill(Object.fromEntries(pairs));
  };
  const tick = (line: number) => {
    const next = new Set(ticked);
    if (!next.delete(line)) next.add(line);
    setTicked(next);
  };
  return (
    <Paper withBorder p="sm" data-testid="compare">
      <Stack gap="xs">
        <Title order={3}>{t('batch.compare.title')}</Title>
        <Table verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th />
              <Table.Th>{t('batch.compare.line')}</Table.Th>
              <Table.Th>{t('many.column.number')}</Table.Th>
              <Table.Th>{t('batch.compare.said')}</Table.Th>
              <Table.Th>{t('batch.compare.means')}</Table.Th>
              <Table.Th>{t('batch.compare.state')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map((line) => (
              <CompareRow key={line.line} line={line} isTicked={ticked.has(line.line)} onTick={tick} />
            ))}
          </Table.Tbody>
        </Table>
        {absent.length > 0 && (
          <Alert color="orange" variant="light" p="xs" data-testid="compare-absent">
            {t('batch.compare.absent', {
              count: absent.length,
              numbers: absent.map((stream) => numberOf.get(stream) ?? '').join(t('separator')),
            })}
          </Alert>
        )}
        <Group>
          <Button disabled={going.length === 0} onClick={fill} data-testid="compare-fill">
            {t('batch.compare.fill', { count: going.length })}
          </Button>
          <Button variant="default" onClick={onDrop}>
            {t('batch.compare.drop')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

interface CompareRowProps {
  readonly line: Compared;
  readonly isTicked: boolean;
  readonly onTick: (line: number) => void;
}

function CompareRow({ line: one, isTicked, onTick }: CompareRowProps) {
  const { t } = useTranslation('cases');
  const { line, number, petitioner, said, answer, text, state } = one;
  const isQuiet = state === 'fits' || state === 'noted';
  return (
    <Table.Tr data-line={line} data-state={state}>
      <Table.Td w={40}>
        {isFillable(one) && (
          <Checkbox
            aria-label={t('batch.compare.tick', { line })}
            checked={isTicked}
            onChange={() => {
              onTick(line);
            }}
          />
        )}
      </Table.Td>
      <Table.Td w={48}>{line}</Table.Td>
      <Table.Td>
        {petitioner} {showNumber(number)}
      </Table.Td>
      <Table.Td>{said}</Table.Td>
      <Table.Td>
        {answer === '' ? '' : [t(`batch.state.${answer}`), text].filter((one) => one !== '').join('：')}
      </Table.Td>
      <Table.Td c={isQuiet ? 'dimmed' : 'var(--tongban-warn)'}>{t(`batch.compare.of.${state}`)}</Table.Td>
    </Table.Tr>
  );
}
