/** Which cases, how many of them, by which seed. The size of what is drawn from stands there before it is drawn. */
import { Button, Group, MultiSelect, NativeSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DrawAsked } from '#shared/contract/inspection.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';
import { useMatters } from '../fields/matter-facts.ts';
import { PeriodPicker } from '../registry/PeriodPicker.tsx';
import { usePeriod } from '../registry/use-period.ts';

interface Typed extends Pick<DrawAsked, 'title' | 'body' | 'method' | 'seed' | 'matters' | 'stations'> {
  readonly by: 'count' | 'percent';
  readonly howMany: number;
}

/** Eight digits: short enough to be read out. */
const freshSeed = (): string =>
  String((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 100_000_000).padStart(8, '0');

const fresh = (): Typed => ({
  ...{ title: '', body: '', method: 'simple', seed: freshSeed(), matters: [], stations: [], by: 'count', howMany: 10 },
});

export function DrawForm({ onDrawn }: { readonly onDrawn: (stream: string) => void }) {
  const { t } = useTranslation('cases');
  const chosen = usePeriod();
  const [typed, setTyped] = useState(fresh);
  const act = useAct((id, input: Omit<DrawAsked, 'act'>) => desk.inspection.draw({ ...input, act: id }));
  const put = (change: Partial<Typed>) => {
    setTyped((last) => ({ ...last, ...change }));
  };
  const { by, howMany, ...said } = typed;
  const { matters, stations } = said;
  const from = { ...chosen.period, matters, stations };
  const population = useAnswer(['inspection.population', from], () => desk.inspection.population(from), {
    isOn: chosen.isPeriod,
    keepsLast: true,
  });
  const isReady =
    chosen.isPeriod && howMany > 0 && [said.title, said.body, said.seed].every((one) => one.trim() !== '');
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!isReady) return;
    const wish = by === 'count' ? { count: howMany } : { percent: howMany };
    const answer = await act.run({ ...said, ...chosen.period, wish });
    if (!answer?.ok) return;
    setTyped(fresh());
    askAgain();
    onDrawn(answer.value.stream);
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="sm">
        <Group align="flex-end">
          <PeriodPicker {...chosen} />
          <Chosen matters={matters} stations={stations} put={put} />
        </Group>
        <Group align="flex-end">
          {(['title', 'body'] as const).map((name) => (
            <TextInput
              key={name}
              w={280}
              name={name}
              label={t(`inspections.${name}`)}
              value={typed[name]}
              onChange={(event) => {
                put({ [name]: event.currentTarget.value });
              }}
            />
          ))}
          <HowMany typed={typed} put={put} />
        </Group>
        <Group align="flex-end">
          <TextInput
            w={200}
            name="seed"
            label={t('inspections.seed')}
            value={typed.seed}
            onChange={(event) => {
              put({ seed: event.currentTarget.value });
            }}
          />
          <Button type="submit" disabled={!isReady} loading={act.isBusy} data-testid="inspection-draw">
            {t('inspections.draw')}
          </Button>
          {population.data && (
            <Text data-testid="population">{t('inspections.population', { size: population.data.size })}</Text>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {t('inspections.seedHint')}
        </Text>
        <RefusalNote refusal={act.refusal ?? population.refusal} />
      </Stack>
    </form>
  );
}

interface PartProps {
  readonly put: (change: Partial<Typed>) => void;
}

function Chosen({ matters, stations, put }: PartProps & Pick<Typed, 'matters' | 'stations'>) {
  const { t } = useTranslation('cases');
  const known = useMatters('').data ?? [];
  const rows = useAnswer(['registry.list', 'station'], () => desk.registry.list({ kind: 'station', search: '' }));
  const choices = {
    matters: known.map(({ code, name }) => ({ value: code, label: name })),
    stations: (rows.data?.rows ?? []).map(({ key, label }) => ({ value: key, label })),
  };
  const labels = { matters: t('ledgers.matter'), stations: t('ledgers.station') };
  const values = { matters, stations };
  return (['matters', 'stations'] as const).map((part) => (
    <MultiSelect
      key={part}
      w={280}
      searchable
      label={labels[part]}
      placeholder={values[part].length === 0 ? t('ledgers.all') : ''}
      data={choices[part]}
      value={[...values[part]]}
      onChange={(next) => {
        put({ [part]: next });
      }}
    />
  ));
}

function HowMany({ typed, put }: PartProps & { readonly typed: Typed }) {
  const { t } = useTranslation('cases');
  return (
    <>
      <NativeSelect
        label={t('inspections.method')}
        w={150}
        value={typed.method}
        data={(['simple', 'byMatter'] as const).map((value) => ({ value, label: t(`inspections.method.${value}`) }))}
        onChange={(event) => {
          put({ method: event.currentTarget.value as Typed['method'] });
        }}
      />
      <NativeSelect
        label={t('inspections.by')}
        w={130}
        value={typed.by}
        data={(['count', 'percent'] as const).map((value) => ({ value, label: t(`inspections.by.${value}`) }))}
        onChange={(event) => {
          put({ by: event.currentTarget.value as Typed['by'] });
        }}
      />
      <NumberInput
        label={t('inspections.howMany')}
        name="howMany"
        w={110}
        min={1}
        max={typed.by === 'percent' ? 100 : 500}
        value={typed.howMany}
        onChange={(value) => {
          put({ howMany: Number(value) });
        }}
      />
    </>
  );
}
