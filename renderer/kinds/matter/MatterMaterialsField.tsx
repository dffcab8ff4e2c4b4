/** 申请材料: what a matter asks for, what it must be like, and whether it may come later. */
import { Button, Checkbox, Fieldset, Group, NativeSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Json, JsonObject } from '#shared/kernel/json.ts';
import { useRefusalSentence } from '../../app/refusal-sentence.ts';
import { materialForms, ShowMaterials } from '../../fields/MaterialsField.tsx';
import type { FieldProps } from '../../fields/types.ts';
import { recordsOf, textOf } from '../../fields/values.ts';

const fresh: JsonObject = { name: '', form: 'copy', copies: 1, isNecessary: true };

export function MatterMaterialsField({ place, label, value, onChange, refusals }: FieldProps) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const rows = recordsOf(value);
  const refusal = Object.values(refusals)[0];
  const replace = (index: number, next: readonly JsonObject[]) => {
    onChange(rows.flatMap((row, at) => (at === index ? next : [row])));
  };
  return (
    <Fieldset legend={label}>
      <Stack gap="xs">
        {rows.map((row, index) => (
          <AskedRow
            key={index}
            row={row}
            path={`${place.name}.${index}`}
            onChange={(next) => {
              replace(index, next === undefined ? [] : [next]);
            }}
          />
        ))}
        <Group>
          <Button
            variant="default"
            size="sm"
            onClick={() => {
              onChange([...rows, fresh]);
            }}
          >
            {t('materials.add')}
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

interface AskedRowProps {
  readonly row: JsonObject;
  readonly path: string;
  readonly onChange: (row: JsonObject | undefined) => void;
}

function AskedRow({ row, path, onChange }: AskedRowProps) {
  const { t } = useTranslation('cases');
  const set = (name: string, next: Json) => {
    onChange({ ...row, [name]: next });
  };
  const copies = row['copies'];
  return (
    <Group gap="sm" wrap="nowrap">
      <TextInput
        aria-label={t('materials.name')}
        placeholder={t('materials.name')}
        name={`${path}.name`}
        style={{ flex: 2 }}
        value={textOf(row['name'])}
        onChange={(event) => {
          set('name', event.currentTarget.value);
        }}
      />
      <NumberInput
        aria-label={t('materials.copies')}
        w={80}
        min={1}
        max={99}
        value={typeof copies === 'number' ? copies : ''}
        onChange={(typed) => {
          set('copies', typeof typed === 'number' ? typed : 1);
        }}
      />
      <NativeSelect
        aria-label={t('materials.form')}
        w={130}
        data={materialForms.map((form) => ({ value: form, label: t(`materials.form.${form}`) }))}
        value={textOf(row['form'])}
        onChange={(event) => {
          set('form', event.currentTarget.value);
        }}
      />
      <Checkbox
        label={t('materials.necessary')}
        checked={row['isNecessary'] === true}
        onChange={(event) => {
          set('isNecessary', event.currentTarget.checked);
        }}
      />
      <TextInput
        aria-label={t('gaps.standard')}
        placeholder={t('gaps.standard')}
        name={`${path}.standard`}
        style={{ flex: 2 }}
        value={textOf(row['standard'])}
        onChange={(event) => {
          const typed = event.currentTarget.value;
          const { standard: _before, ...rest } = row;
          onChange(typed === '' ? rest : { ...row, standard: typed });
        }}
      />
      <Button
        variant="subtle"
        size="sm"
        onClick={() => {
          onChange(undefined);
        }}
      >
        {t('materials.remove')}
      </Button>
    </Group>
  );
}

export const ShowMatterMaterials = ShowMaterials;
