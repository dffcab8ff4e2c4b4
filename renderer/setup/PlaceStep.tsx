import { Anchor, Autocomplete, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { still } from '../client/ask-again.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { useSettled } from '../find/use-settled.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import type { SetUpState, StepProps } from './set-up-state.ts';

type Station = SetUpState['station'];

export function PlaceStep({ state, set }: StepProps) {
  const { t } = useTranslation('screens');
  const [isByHand, setByHand] = useState(false);
  return (
    <Stack>
      {isByHand ? <TownshipByHand state={state} set={set} /> : <TownshipByName state={state} set={set} />}
      <Group>
        <Anchor
          component="button"
          type="button"
          onClick={() => {
            setByHand(!isByHand);
          }}
        >
          {isByHand ? t('setUp.byName') : t('setUp.byHand')}
        </Anchor>
      </Group>
      {state.township.code.length === 9 && <StationFields state={state} set={set} />}
    </Stack>
  );
}

/** The hall of a township; also what is there when nothing is known of its villages. */
function useHallOf(): (code: string, name: string) => Pick<Station, 'code' | 'name' | 'form'> {
  const { t } = useTranslation('screens');
  return (code, name) => ({ code: `${code}000`, form: 'hall', name: t('setUp.hallName', { name }) });
}

function TownshipByName({ state, set }: StepProps) {
  const { t } = useTranslation('screens');
  const hallOf = useHallOf();
  const [typed, setTyped] = useState(state.township.name);
  const [chosenLabel, setChosenLabel] = useState(state.township.name);
  const search = useSettled(typed.trim() === chosenLabel ? '' : typed.trim(), 150);
  const answer = useAnswer([still, 'townships', search], () => desk.setUp.townships({ search }), {
    isOn: search !== '',
    keepsLast: true,
  });
  const townships = answer.data?.townships ?? [];
  const labelOf = (one: (typeof townships)[number]): string =>
    [one.name, one.county, one.city, one.province].join(' · ');
  const choose = (label: string): void => {
    const chosen = townships.find((one) => labelOf(one) === label);
    if (!chosen) return;
    setChosenLabel(label);
    set({
      township: { code: chosen.code, name: chosen.name },
      station: { ...state.station, ...hallOf(chosen.code, chosen.name) },
    });
  };
  return (
    <>
      <Autocomplete
        label={t('setUp.township')}
        description={t('setUp.townshipHint')}
        name="township"
        value={typed}
        onChange={setTyped}
        onOptionSubmit={choose}
        data={[...new Set(townships.map(labelOf))]}
        filter={({ options }) => options}
        limit={50}
        maxDropdownHeight={300}
        autoFocus
        autoComplete="off"
      />
      <RefusalNote refusal={answer.refusal} />
      {search !== '' && answer.data && townships.length === 0 && (
        <Text c="dimmed" role="status">
          {t('setUp.noTownship')}
        </Text>
      )}
    </>
  );
}

function TownshipByHand({ state, set }: StepProps) {
  const { t } = useTranslation('screens');
  const hallOf = useHallOf();
  const { code, name } = state.township;
  const change = (township: SetUpState['township']): void => {
    set({ township, station: { ...state.station, ...hallOf(township.code, township.name) } });
  };
  return (
    <Group grow align="start">
      <TextInput
        label={t('setUp.townshipName')}
        name="townshipName"
        value={name}
        onChange={({ currentTarget }) => {
          change({ code, name: currentTarget.value });
        }}
        autoFocus
      />
      <TextInput
        label={t('setUp.townshipCode')}
        name="townshipCode"
        value={code}
        error={code !== '' && !/^\d{0,9}$/.test(code) ? t('setUp.townshipCodeWrong') : undefined}
        onChange={({ currentTarget }) => {
          change({ code: currentTarget.value.trim(), name });
        }}
        inputMode="numeric"
        maxLength={9}
      />
    </Group>
  );
}

function StationFields({ state, set }: StepProps) {
  const { t } = useTranslation('screens');
  const { township, station, desk: deskName } = state;
  const answer = useAnswer([still, 'stations', township.code], () => desk.setUp.stations({ township: township.code }));
  const stations = answer.data?.stations ?? [];
  const setStation = (change: Partial<Station>): void => {
    set({ station: { ...station, ...change } });
  };
  return (
    <>
      {stations.length > 0 && (
        <NativeSelect
          label={t('setUp.station')}
          name="station"
          value={station.code}
          onChange={({ currentTarget }) => {
            const chosen = stations.find(({ code }) => code === currentTarget.value);
            if (chosen) setStation(chosen);
          }}
          data={stations.map(({ code, name }) => ({ value: code, label: name }))}
        />
      )}
      <Group grow align="start">
        <TextInput
          label={t('setUp.stationName')}
          description={t('setUp.stationNameHint')}
          name="stationName"
          value={station.name}
          onChange={({ currentTarget }) => {
            setStation({ name: currentTarget.value });
          }}
        />
        <TextInput
          label={t('setUp.phone')}
          description={t('setUp.phoneHint')}
          name="phone"
          type="tel"
          value={station.phone}
          onChange={({ currentTarget }) => {
            setStation({ phone: currentTarget.value });
          }}
        />
      </Group>
      <TextInput
        label={t('setUp.desk')}
        description={t('setUp.deskHint')}
        name="desk"
        value={deskName}
        onChange={({ currentTarget }) => {
          set({ desk: currentTarget.value });
        }}
      />
    </>
  );
}
