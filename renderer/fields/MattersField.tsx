/** 事项, several: each found as a single one is, the next as soon as the last is chosen. */
import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Json } from '#shared/kernel/json.ts';
import { MatterField, ShowMatter } from './MatterField.tsx';
import { useMatter } from './matter-facts.ts';
import { RemoveLine } from './RemoveLine.tsx';
import type { FieldProps, FieldValue, ShowProps } from './types.ts';
import { listOf, recordOf, textOf } from './values.ts';

const codesIn = (value: FieldValue): readonly string[] =>
  listOf(value)
    .map((one) => textOf(recordOf(one)['code']))
    .filter((code) => code !== '');

export function MattersField(props: FieldProps) {
  const { place, label, value, onChange } = props;
  const { t } = useTranslation('cases');
  const codes = codesIn(value);
  const say = (next: readonly string[]) => {
    onChange(next.length === 0 ? undefined : [...new Set(next)].map((code) => ({ code })));
  };
  return (
    <Stack gap={4} data-field={place.name}>
      {codes.map((code) => (
        <ChosenMatter
          key={code}
          code={code}
          onRemove={() => {
            say(codes.filter((other) => other !== code));
          }}
        />
      ))}
      <MatterField
        {...props}
        label={codes.length === 0 ? label : t('matter.another')}
        value={undefined}
        place={{ ...place, isRequired: place.isRequired && codes.length === 0 }}
        onChange={(next) => {
          say([...codes, textOf(recordOf(next)['code'])]);
        }}
      />
    </Stack>
  );
}

function ChosenMatter({ code, onRemove }: { readonly code: string; readonly onRemove: () => void }) {
  const row = useMatter(code);
  return (
    <Group gap="xs" data-chosen={code}>
      <Text>{row?.name ?? code}</Text>
      <RemoveLine size="compact-sm" onRemove={onRemove} />
    </Group>
  );
}

export function ShowMatters(props: ShowProps) {
  return (
    <Stack gap={2}>
      {listOf(props.value).map((one: Json, at) => (
        <ShowMatter key={at} {...props} value={one} />
      ))}
    </Stack>
  );
}
