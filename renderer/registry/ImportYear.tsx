/** A year pasted from the notice: read, looked at by months, then put in force. A typo is refused with the sentence it stands in. */
import {
  Alert,
  Button,
  Group,
  NumberInput,
  Paper,
  Radio,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useKindWords } from '../fields/kind-words.ts';
import { today } from '../fields/today.ts';
import { YearMoves } from './YearMoves.tsx';
import { YearView } from './YearView.tsx';

interface Reading {
  readonly off: string[];
  readonly work: string[];
}

interface Taken {
  readonly moved: number;
  readonly isAsked: boolean;
}

const standings = ['official', 'estimated'] as const;

interface Import extends Reading {
  readonly year: string;
  readonly status: (typeof standings)[number];
  readonly version: string;
  readonly source: string;
}

export function ImportYear({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('cases');
  const [year, setYear] = useState(() => String(Number(today().slice(0, 4)) + 1));
  const [text, setText] = useState('');
  const [reading, setReading] = useState<Reading>();
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const [taken, setTaken] = useState<Taken>();
  const read = async () => {
    const answer = await answerOf(() => desk.registry.readNotice({ year, text }));
    setRefusal(answer.ok ? undefined : answer.refusal);
    setReading(answer.ok ? answer.value : undefined);
  };
  const change = (next: string) => {
    setText(next);
    setReading(undefined);
  };
  if (taken !== undefined) {
    return (
      <Alert color="green" variant="light" title={t('calendar.done', { year })}>
        <Stack align="flex-start">
          <Text>{taken.isAsked ? t('calendar.asked') : t('calendar.moved', { count: taken.moved })}</Text>
          <Button size="sm" onClick={onClose}>
            {t('act.close')}
          </Button>
        </Stack>
      </Alert>
    );
  }
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <NumberInput
          label={t('calendar.whichYear')}
          name="year"
          w={160}
          min={2020}
          max={2100}
          thousandSeparator=""
          value={Number(year)}
          onChange={(typed) => {
            setYear(String(typed));
            setReading(undefined);
          }}
        />
        <Textarea
          label={t('calendar.notice')}
          description={t('calendar.noticeHint')}
          name="notice"
          autosize
          minRows={6}
          maxRows={14}
          value={text}
          onChange={(event) => {
            change(event.currentTarget.value);
          }}
        />
        <RefusalNote refusal={refusal} />
        <Group>
          <Button onClick={() => void read()} disabled={text.trim() === ''} data-testid="read-notice">
            {t('calendar.read')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('act.close')}
          </Button>
        </Group>
        {reading && <Preview year={year} reading={reading} onDone={setTaken} />}
      </Stack>
    </Paper>
  );
}

interface PreviewProps {
  readonly year: string;
  readonly reading: Reading;
  readonly onDone: (taken: Taken) => void;
}

function Preview({ year, reading, onDone }: PreviewProps) {
  const { t } = useTranslation('cases');
  const words = useKindWords('calendar');
  const [status, setStatus] = useState<Import['status']>('official');
  const [source, setSource] = useState('');
  const take = useAct((act: string, input: Import) => desk.registry.importYear({ act, ...input }));
  const submit = () => {
    // The version says which reading of the year it is; the day it was put in force tells them apart.
    const version = `${year}-${today()}`;
    void take.run({ ...reading, year, status, version, source: source.trim() }).then((answer) => {
      if (answer?.ok) onDone(answer.value);
    });
  };
  return (
    <Stack gap="sm">
      <Title order={2}>{t('calendar.preview')}</Title>
      <Text>{t('calendar.previewSays', { off: reading.off.length, work: reading.work.length })}</Text>
      <YearView days={{ year: Number(year), ...reading }} />
      <Radio.Group
        name="status"
        label={words.field('status')}
        value={status}
        onChange={(chosen) => {
          setStatus(standings.find((one) => one === chosen) ?? 'official');
        }}
      >
        <Group mt={6}>
          {standings.map((one) => (
            <Radio key={one} value={one} label={words.value('status', one)} />
          ))}
        </Group>
      </Radio.Group>
      <YearMoves tried={{ year, status, ...reading }} />
      <TextInput
        label={words.field('source')}
        placeholder={t('calendar.sourceHint')}
        name="source"
        withAsterisk
        value={source}
        onChange={(event) => {
          setSource(event.currentTarget.value);
        }}
      />
      <RefusalNote refusal={take.refusal} />
      <Group>
        <Button disabled={source.trim() === ''} loading={take.isBusy} onClick={submit} data-testid="import-year">
          {t('calendar.take', { year })}
        </Button>
      </Group>
    </Stack>
  );
}
