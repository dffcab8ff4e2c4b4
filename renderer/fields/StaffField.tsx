/** A member of staff, chosen from those who work here now. */
import { NativeSelect, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import type { FieldProps, ShowProps } from './types.ts';
import { textOf } from './values.ts';

const useStaff = () => useAnswer(['staff.list'], () => desk.staff.list({})).data?.staff ?? [];

export function StaffField({ place, label, value, onChange, refusals }: FieldProps) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const refusal = Object.values(refusals)[0];
  const chosen = textOf(value);
  const offered = useStaff().filter(({ staff, isActive }) => isActive || staff === chosen);
  return (
    <NativeSelect
      label={label}
      name={place.name}
      w={320}
      withAsterisk={place.isRequired}
      data={[
        { value: '', label: t(place.isRequired ? 'staff.choose' : 'staff.nobody') },
        ...offered.map(({ staff, name }) => ({ value: staff, label: name })),
      ]}
      value={chosen}
      error={refusal && sentence(refusal)}
      onChange={(event) => {
        onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value);
      }}
    />
  );
}

export function ShowStaff({ value, name, learnt }: ShowProps) {
  const id = textOf(value);
  const found = useStaff().find(({ staff }) => staff === id);
  return <Text span>{found?.name ?? (textOf(learnt?.[name]) || id)}</Text>;
}
