/** 即办件 (decided on the spot) or 承诺件 (within the promised limit). */
import { Group, Radio, Text } from '@mantine/core';
import { useKindWords } from '../../fields/kind-words.ts';
import type { FieldProps, ShowProps } from '../../fields/types.ts';

export function InstantField({ place, label, value, onChange, form }: FieldProps) {
  const words = useKindWords(form.kind);
  return (
    <Radio.Group
      label={label}
      name={place.name}
      value={typeof value === 'boolean' ? String(value) : ''}
      onChange={(chosen) => {
        onChange(chosen === 'true');
      }}
    >
      <Group gap="lg" mt={6}>
        {['true', 'false'].map((one) => (
          <Radio key={one} value={one} label={words.value(place.name, one)} />
        ))}
      </Group>
    </Radio.Group>
  );
}

export function ShowInstant({ value, kind, name }: ShowProps) {
  const words = useKindWords(kind);
  return <Text span>{words.value(name, String(value === true))}</Text>;
}
