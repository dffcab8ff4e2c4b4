/** 材料不齐，回去拿: which of the papers of the matter's guide were not there, or something it does not name. */
import { Chip, Group, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import type { DeskRefusal } from '../client/answer.ts';
import { useMatterVersion } from '../fields/matter-facts.ts';
import { listOf, textOf } from '../fields/values.ts';
import type { FieldValue } from '../fields/types.ts';

interface LackingFieldsProps {
  readonly code: string;
  readonly label: string;
  readonly value: FieldValue;
  readonly refusal: DeskRefusal | undefined;
  readonly onChange: (lacks: string[]) => void;
}

export function LackingFields({ code, label, value, refusal, onChange }: LackingFieldsProps) {
  const { t } = useTranslation('screens');
  const sentence = useRefusalSentence();
  const named = (useMatterVersion({ code, versionId: '' })?.materials ?? []).map(({ name }) => name);
  const chosen = listOf(value).map(textOf);
  const others = chosen.filter((one) => !named.includes(one));
  const element = useRef<HTMLDivElement>(null);
  // The papers come a moment after the box; then the cursor stands at the first of them.
  useEffect(() => {
    element.current?.querySelector('input')?.focus();
  }, [named.length]);
  return (
    <Stack gap={6} ref={element}>
      <Text fw={600}>{label}</Text>
      <Chip.Group
        multiple
        value={chosen.filter((one) => named.includes(one))}
        onChange={(next) => {
          onChange([...next, ...others]);
        }}
      >
        <Group gap={6} data-testid="lacks">
          {named.map((name) => (
            <Chip key={name} value={name}>
              {name}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <TextInput
        name="lacks"
        aria-label={t('counter.lacksOther')}
        placeholder={t('counter.lacksOther')}
        autoComplete="off"
        value={others[0] ?? ''}
        error={refusal && sentence(refusal)}
        onChange={(event) => {
          const other = event.currentTarget.value;
          onChange([...chosen.filter((one) => named.includes(one)), ...(other === '' ? [] : [other])]);
        }}
      />
    </Stack>
  );
}
