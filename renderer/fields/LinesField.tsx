/** A list of sentences, each on a line of its own: conditions, hints. */
import { Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import type { FieldKit, FieldProps, FieldValue, ShowProps } from './types.ts';
import { listOf, textOf } from './values.ts';

function LinesField({ place, label, value, onChange, refusals }: FieldProps) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const refusal = Object.values(refusals)[0];
  return (
    <Textarea
      label={label}
      description={t('matters.perLine')}
      name={place.name}
      withAsterisk={place.isRequired}
      autosize
      minRows={3}
      maxRows={14}
      value={listOf(value).map(textOf).join('\n')}
      error={refusal && sentence(refusal)}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        onChange(typed === '' ? undefined : typed.split('\n'));
      }}
    />
  );
}

function ShowLines({ value }: ShowProps) {
  return (
    <Stack gap={2}>
      {listOf(value).map((one, at) => (
        <Text key={at} style={{ overflowWrap: 'anywhere' }}>
          {textOf(one)}
        </Text>
      ))}
    </Stack>
  );
}

function tidy(value: FieldValue): FieldValue {
  const lines = listOf(value)
    .map((one) => textOf(one).trim())
    .filter((one) => one !== '');
  return lines.length === 0 ? undefined : lines;
}

export const linesKit: FieldKit = { Input: LinesField, Show: ShowLines, tidy };
