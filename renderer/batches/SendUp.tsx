/** 成批上报: one matter, its cases that can go up ticked by hand or all at once, and the office they go to. All or none. */
import { Button, Checkbox, Group, NativeSelect, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showNumber } from '#shared/documents/facts.ts';
import { useDates } from '../app/dates.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';
import { RowRefusal } from './RowRefusal.tsx';

interface Going {
  readonly authority: string;
  readonly streams: readonly string[];
}

export function SendUp() {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const answer = useAnswer(['batch.matters'], () => desk.batch.matters({}), { keepsLast: true });
  const matters = answer.data?.matters ?? [];
  const [code, setCode] = useState('');
  const matter = matters.find((one) => one.code === code);
  const [authority, setAuthority] = useState<string>();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const send = useAct((act: string, { authority: to, streams }: Going) =>
    desk.batch.send({ act, authority: to, streams: [...streams] }),
  );
  const rows = useCandidates(code);
  const office = authority ?? matter?.authority ?? '';
  const going = rows.filter(({ stream }) => ticked.has(stream));
  const streams = going.map(({ stream }) => stream);
  if (answer.data && matters.length === 0) return <Text c="dimmed">{t('batch.nothing')}</Text>;
  return (
    <Paper withBorder p="md" data-testid="send-up">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send.run({ authority: office, streams }).then((sent) => {
            if (sent?.ok) void navigate({ to: '/batches/$stream', params: { stream: sent.value.stream } });
          });
        }}
      >
        <Stack gap="sm">
          <Group align="flex-end">
            <NativeSelect
              label={t('batch.matter')}
              name="matter"
              value={code}
              onChange={(event) => {
                setCode(event.currentTarget.value);
                setAuthority(undefined);
                setTicked(new Set());
              }}
              data={[
                { value: '', label: t('batch.chooseMatter') },
                ...matters.map((one) => ({ value: one.code, label: one.name })),
              ]}
            />
            <TextInput
              label={t('batch.authority')}
              name="authority"
              w={320}
              value={office}
              onChange={(event) => {
                setAuthority(event.currentTarget.value);
              }}
            />
          </Group>
          {code !== '' && <Candidates rows={rows} ticked={ticked} onChange={setTicked} />}
          <RowRefusal refusal={send.refusal} numbers={going.map(({ number }) => number)} />
          <Group>
            <Button
              type="submit"
              loading={send.isBusy}
              disabled={streams.length === 0 || office.trim() === ''}
              data-testid="batch-send"
            >
              {t('batch.send', { count: streams.length })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}

function useCandidates(matter: string) {
  const answer = useAnswer(['batch.candidates', matter], () => desk.batch.candidates({ matter }), {
    isOn: matter !== '',
    keepsLast: true,
  });
  return matter === '' ? [] : (answer.data?.rows ?? []);
}

interface CandidatesProps {
  readonly rows: ReturnType<typeof useCandidates>;
  readonly ticked: ReadonlySet<string>;
  readonly onChange: (ticked: ReadonlySet<string>) => void;
}

/** Tab walks the boxes, the space bar ticks. */
function Candidates({ rows, ticked, onChange }: CandidatesProps) {
  const { t } = useTranslation('cases');
  const { day } = useDates();
  const chosen = rows.filter(({ stream }) => ticked.has(stream)).length;
  if (rows.length === 0) return <Text c="dimmed">{t('batch.noCandidate')}</Text>;
  return (
    <Stack gap={6} mah={320} style={{ overflowY: 'auto' }} role="group" aria-label={t('batch.candidates')} p={4}>
      <Checkbox
        label={t('batch.all', { count: rows.length })}
        data-testid="batch-all"
        checked={chosen === rows.length}
        indeterminate={chosen > 0 && chosen < rows.length}
        onChange={(event) => {
          onChange(new Set(event.currentTarget.checked ? rows.map(({ stream }) => stream) : []));
        }}
      />
      {rows.map(({ stream, number, petitioner, beganOn }) => (
        <Checkbox
          key={stream}
          label={`${petitioner} · ${showNumber(number)} · ${day(beganOn)}`}
          data-candidate={stream}
          checked={ticked.has(stream)}
          onChange={(event) => {
            const next = new Set(ticked);
            if (event.currentTarget.checked) next.add(stream);
            else next.delete(stream);
            onChange(next);
          }}
        />
      ))}
    </Stack>
  );
}
