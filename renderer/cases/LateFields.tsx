/** 补录: something that happened before, entered now (停电, 下村, 延时); marked wherever it shows. */
import { Autocomplete, Group, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import type { Refusals } from '../fields/check.ts';
import { today } from '../fields/today.ts';
import { textOf } from '../fields/values.ts';
import { freshLate } from './late.ts';

interface LateFieldsProps {
  readonly typed: JsonObject;
  readonly refusals: Refusals;
  readonly onChange: (typed: JsonObject) => void;
}

const reasons = ['powerCut', 'visit', 'offHours'] as const;

export function LateFields({ typed, refusals, onChange }: LateFieldsProps) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const isOn = typed['isOn'] === true;
  const say = (path: string) => {
    const refusal = refusals[path];
    return refusal && sentence(refusal);
  };
  const set = (name: string) => (event: { readonly currentTarget: { readonly value: string } }) => {
    onChange({ ...typed, [name]: event.currentTarget.value });
  };
  return (
    <>
      {/* The ordinary case happens now: Tab stops here, Enter goes on. */}
      <Switch
        data-enter-skip
        label={t('late.switch')}
        my={9}
        checked={isOn}
        onChange={(event) => {
          const next = event.currentTarget.checked;
          onChange(next ? { ...freshLate(), ...typed, isOn: true } : { ...typed, isOn: false });
        }}
      />
      {isOn && (
        <Group gap="sm" align="flex-start">
          <TextInput
            type="date"
            label={t('late.day')}
            name="late.day"
            max={today()}
            w={190}
            value={textOf(typed['day'])}
            error={say('late.day')}
            onChange={set('day')}
          />
          <TextInput
            type="time"
            label={t('late.time')}
            name="late.time"
            w={140}
            value={textOf(typed['time'])}
            error={say('late.time')}
            onChange={set('time')}
          />
          <Autocomplete
            label={t('late.reason')}
            name="late.reason"
            style={{ flex: 1 }}
            withAsterisk
            data={reasons.map((one) => t(`late.reason.${one}`))}
            value={textOf(typed['reason'])}
            error={say('late.reason')}
            onChange={(reason) => {
              onChange({ ...typed, reason });
            }}
          />
        </Group>
      )}
    </>
  );
}
