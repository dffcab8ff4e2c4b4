/** A limit in the unit its rule names: 工作日, 自然日 or 小时. */
import { Group, Input, NativeSelect, NumberInput, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import { readLimit } from './matter-facts.ts';
import type { FieldProps, ShowProps } from './types.ts';
import { recordOf, textOf } from './values.ts';

const units = ['workingDay', 'calendarDay', 'hour'] as const;

export function LimitField({ place, label, value, onChange, refusals }: FieldProps) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const { amount, unit } = recordOf(value);
  const refusal = Object.values(refusals)[0];
  const chosen = textOf(unit) || units[0];
  return (
    <Input.Wrapper label={label} withAsterisk={place.isRequired} error={refusal && sentence(refusal)}>
      <Group gap="xs" wrap="nowrap">
        <NumberInput
          name={place.name}
          aria-label={label}
          w={110}
          min={0}
          max={3000}
          allowDecimal={false}
          value={typeof amount === 'number' ? amount : ''}
          onChange={(typed) => {
            onChange(typeof typed === 'number' ? { amount: typed, unit: chosen } : undefined);
          }}
        />
        <NativeSelect
          aria-label={t('limit.unit')}
          w={130}
          data={units.map((one) => ({ value: one, label: t(`unit.${one}`) }))}
          value={chosen}
          onChange={(event) => {
            onChange({ ...(typeof amount === 'number' ? { amount } : {}), unit: event.currentTarget.value });
          }}
        />
      </Group>
    </Input.Wrapper>
  );
}

export function ShowLimit({ value }: ShowProps) {
  const { t } = useTranslation('cases');
  const limit = readLimit(value);
  return limit ? <Text span>{t(`limit.${limit.unit}`, { count: limit.amount })}</Text> : null;
}
