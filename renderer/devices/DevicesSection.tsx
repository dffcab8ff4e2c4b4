/** 设备: which readers this window listens to, how fast a gun types, and a box to try one out. */
import { List, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { scanGaps, type DeskDevices } from '#shared/contract/desk.ts';
import { maskIdNumber } from '#shared/identity/masking.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import { Answered } from '../app/Waiting.tsx';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { readers, type Heard } from './bus.ts';
import type { Pace } from './reader.ts';
import { askDevicesAgain, useDevices } from './use-devices.ts';
import { ranks, useTaker } from './use-taker.ts';

export function DevicesSection() {
  const { t } = useTranslation('screens');
  const plugged = useSyncExternalStore(readers.onPlugged, readers.plugged);
  const devices = useDevices();
  return (
    <Stack gap="sm">
      <List>
        {plugged.map((id) => (
          <List.Item key={id}>{t(`device.source.${id}`)}</List.Item>
        ))}
      </List>
      <Answered answer={devices}>
        {(data) => (
          <>
            <GapChoice devices={data} />
            <TryOut gapMs={data.scanGap} />
          </>
        )}
      </Answered>
    </Stack>
  );
}

function GapChoice({ devices }: { readonly devices: DeskDevices }) {
  const { t } = useTranslation('screens');
  const { may } = usePerson();
  const act = useAct((_act, input: DeskDevices) => desk.desk.keepDevices(input));
  const keep = async (gap: string): Promise<void> => {
    const scanGap = scanGaps.find((one) => String(one) === gap);
    if (scanGap === undefined) return;
    await act.run({ scanGap });
    await askDevicesAgain();
  };
  return (
    <>
      <NativeSelect
        label={t('device.gap')}
        description={t('device.gapHint')}
        name="scanGap"
        w={360}
        value={String(devices.scanGap)}
        disabled={act.isBusy || !may('case.take')}
        onChange={({ currentTarget }) => void keep(currentTarget.value)}
        data={scanGaps.map((gap) => ({ value: String(gap), label: t(`device.gap.${gap}`) }))}
      />
      <RefusalNote refusal={act.refusal} />
    </>
  );
}

/** With the cursor in it, nothing opens and nothing is filled in: it only says what came. */
function TryOut({ gapMs }: { readonly gapMs: number }) {
  const { t } = useTranslation('screens');
  const box = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [heard, setHeard] = useState<Heard>();
  const [run, setRun] = useState<Pace>();
  useTaker({
    rank: ({ focus, reading }) =>
      reading.kind !== 'sheet' && focus !== null && focus === box.current ? ranks.tryOut : 0,
    take: setHeard,
  });
  useEffect(
    () =>
      readers.runs.hear((pace) => {
        if (document.activeElement === box.current) setRun(pace);
      }),
    [],
  );
  return (
    <>
      <TextInput
        ref={box}
        label={t('device.try')}
        description={t('device.tryHint')}
        name="deviceTry"
        w={520}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setHeard(undefined);
          setRun(undefined);
        }}
      />
      <div role="status" data-testid="device-tried">
        {heard && <Came heard={heard} />}
        {!heard && run && <Text c="var(--tongban-warn)">{t('device.tryNot', { ...paceOf(run), gap: gapMs })}</Text>}
      </div>
    </>
  );
}

/** Milliseconds between two keys, rounded as people read them. */
const paceOf = ({ keys, ms }: Pace): { count: number; each: number } => ({
  count: keys,
  each: Math.round(ms / Math.max(1, keys - 1)),
});

function Came({ heard: { source, reading, pace } }: { readonly heard: Heard }) {
  const { t } = useTranslation('screens');
  const sentence = useRefusalSentence();
  const what =
    reading.kind === 'card'
      ? t('device.tryCard', { number: maskIdNumber(reading.card.idNumber ?? '') })
      : reading.kind === 'code'
        ? t('device.tryCode')
        : reading.kind === 'problem'
          ? sentence(reading.refusal)
          : '';
  return (
    <Text c="var(--tongban-good)">
      {t('device.tryCame', { source: t(`device.source.${source}`), what })}
      {pace && ` ${t('device.tryPace', paceOf(pace))}`}
    </Text>
  );
}
