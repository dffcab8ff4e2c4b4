/** 已收材料: what the matter asks for as a list to tick, and lines for what else was handed in. */
import { Box, Button, Fieldset, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { receivedForms } from '#shared/kinds/common/petitioner.ts';
import { FieldRefusal } from '../FieldRefusal.tsx';
import * as rowsOf from '../material-rows.ts';
import { useAskedMaterials } from '../matter-facts.ts';
import type { FieldProps, ShowProps } from '../types.ts';
import { recordsOf, textOf } from '../values.ts';
import { MaterialRows, OtherMaterial } from './MaterialRows.tsx';
import { useMissing } from './use-missing.tsx';

export function MaterialsField({ place, label, value, onChange, refusals, form, put }: FieldProps) {
  const { t } = useTranslation('cases');
  const asked = useAskedMaterials(form);
  const rows = recordsOf(value);
  const others = rowsOf.otherRows(asked, rows);
  const missing = rowsOf.missingOf(asked, rows);
  const beside = useMissing({ form, put, asked, rows });
  const setOthers = (next: readonly JsonObject[]) => {
    onChange([...rows.filter((row) => !others.includes(row)), ...next]);
  };
  return (
    <Fieldset legend={label} data-field={place.name}>
      <Stack gap="xs">
        <MaterialRows asked={asked} rows={rows} onChange={onChange} path={place.name} {...(beside ? { beside } : {})} />
        <Group gap="sm">
          {asked.length > 0 && (
            <Button
              variant="default"
              size="sm"
              onClick={() => {
                onChange(rowsOf.allReceived(asked, rows));
              }}
            >
              {t('materials.all')}
            </Button>
          )}
          <Button
            variant="default"
            size="sm"
            onClick={() => {
              setOthers([...others, rowsOf.freshRow]);
            }}
          >
            {t('materials.add')}
          </Button>
          {missing.length > 0 && (
            <Text size="sm" c="var(--tongban-warn)">
              {t('materials.missing', {
                count: missing.length,
                names: missing.map(({ name }) => name).join(t('separator')),
              })}
            </Text>
          )}
        </Group>
        <OtherRows others={others} path={place.name} onChange={setOthers} />
        <FieldRefusal refusals={refusals} />
      </Stack>
    </Fieldset>
  );
}

interface OtherRowsProps {
  readonly others: readonly JsonObject[];
  readonly path: string;
  readonly onChange: (rows: readonly JsonObject[]) => void;
}

/** What the matter does not ask for. */
export const OtherRows = ({ others, path, onChange }: OtherRowsProps) =>
  others.map((row, index) => (
    <OtherMaterial
      key={index}
      row={row}
      path={`${path}.${String(index)}`}
      onChange={(next) => {
        onChange(others.flatMap((one, at) => (at === index ? (next === undefined ? [] : [next]) : [one])));
      }}
    />
  ));

export function ShowMaterials({ value }: ShowProps) {
  const { t } = useTranslation('cases');
  return (
    <Box>
      {recordsOf(value).map((row, index) => {
        const form = receivedForms.find((one) => one === row['form']);
        const where = textOf(row['place']);
        return (
          <Text key={index}>
            {textOf(row['name'])} × {textOf(row['copies'])}
            {form && ` (${[t(`materials.form.${form}`), where].filter((part) => part !== '').join(t('separator'))})`}
          </Text>
        );
      })}
    </Box>
  );
}
