/** 一次性告知: every paper that is missing and what it must be like, all at once (行政许可法 art. 32(4)). */
import { Box, Button, Chip, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { useRefusalSentence } from '../../app/refusal-sentence.ts';
import { matterCodeIn, useMatter, type MatterMaterial } from '../../fields/matter-facts.ts';
import type { FieldProps, ShowProps } from '../../fields/types.ts';
import { recordsOf, textOf } from '../../fields/values.ts';

const fresh: JsonObject = { material: '', standard: '' };

export function GapsField({ place, label, value, onChange, refusals, form }: FieldProps) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const asked = useMatter(matterCodeIn(form))?.facts?.materials ?? [];
  const rows = recordsOf(value);
  const shown = rows.length === 0 ? [fresh] : rows;
  const refusal = Object.values(refusals)[0];
  const replace = (index: number, next: readonly JsonObject[]) => {
    onChange(shown.flatMap((row, at) => (at === index ? next : [row])));
  };
  return (
    <Fieldset legend={label} data-field={place.name}>
      <Stack gap="xs">
        <AskedChips asked={asked} rows={rows} onChange={onChange} />
        {shown.map((row, index) => (
          <Group key={index} gap="sm" wrap="nowrap">
            <TextInput
              aria-label={t('gaps.material')}
              placeholder={t('gaps.material')}
              name={`${place.name}.${index}.material`}
              style={{ flex: 2 }}
              value={textOf(row['material'])}
              onChange={(event) => {
                replace(index, [{ ...row, material: event.currentTarget.value }]);
              }}
            />
            <TextInput
              aria-label={t('gaps.standard')}
              placeholder={t('gaps.standard')}
              name={`${place.name}.${index}.standard`}
              style={{ flex: 3 }}
              value={textOf(row['standard'])}
              onChange={(event) => {
                replace(index, [{ ...row, standard: event.currentTarget.value }]);
              }}
            />
            <Button
              variant="subtle"
              size="sm"
              onClick={() => {
                replace(index, []);
              }}
            >
              {t('materials.remove')}
            </Button>
          </Group>
        ))}
        <Group>
          <Button
            variant="default"
            size="sm"
            onClick={() => {
              onChange([...shown, fresh]);
            }}
          >
            {t('gaps.add')}
          </Button>
        </Group>
        {refusal && (
          <Text c="red" size="sm" role="alert">
            {sentence(refusal)}
          </Text>
        )}
      </Stack>
    </Fieldset>
  );
}

interface AskedChipsProps {
  readonly asked: readonly MatterMaterial[];
  readonly rows: readonly JsonObject[];
  readonly onChange: (rows: readonly JsonObject[]) => void;
}

/** What the matter asks for, to be named with one key. */
function AskedChips({ asked, rows, onChange }: AskedChipsProps) {
  if (asked.length === 0) return null;
  const named = rows.filter((row) => textOf(row['material']) !== '');
  return (
    <Group gap="xs">
      {asked.map(({ name, standard = '' }) => (
        <Chip
          key={name}
          checked={named.some((row) => row['material'] === name)}
          onChange={(isOn) => {
            const others = named.filter((row) => row['material'] !== name);
            onChange(isOn ? [...others, { material: name, standard }] : others);
          }}
        >
          {name}
        </Chip>
      ))}
    </Group>
  );
}

export function ShowGaps({ value }: ShowProps) {
  return (
    <Box>
      {recordsOf(value).map((row, index) => (
        <Text key={index}>
          {textOf(row['material'])}
          {textOf(row['standard']) !== '' && ` — ${textOf(row['standard'])}`}
        </Text>
      ))}
    </Box>
  );
}
