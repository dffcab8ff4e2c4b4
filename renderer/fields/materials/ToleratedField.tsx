/** 容缺: which secondary papers may come later, and what exactly has to come. */
import { Checkbox, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { FieldRefusal } from '../FieldRefusal.tsx';
import { waysOf } from '../material-rows.ts';
import { needOf } from '#shared/kinds/service/tolerance.ts';
import { matterIn, useAskedMaterials, useMatterVersion } from '../matter-facts.ts';
import { saidBefore } from '../said-before.ts';
import type { FieldProps, ShowProps } from '../types.ts';
import { recordsOf, textOf } from '../values.ts';

export function ToleratedField({ place, label, value, onChange, refusals, form }: FieldProps) {
  const { t } = useTranslation('cases');
  const asked = useAskedMaterials(form);
  const version = useMatterVersion(matterIn(form));
  const received = recordsOf(saidBefore(form, 'materials')).map((row) => textOf(row['name']));
  const rows = recordsOf(value);
  const offered = asked.filter(
    (one) => !received.includes(one.name) && waysOf(one, version?.whole ?? {}).includes('tolerate'),
  );
  const set = (material: string, next: JsonObject | undefined) => {
    const others = rows.filter((row) => row['material'] !== material);
    onChange(next === undefined ? others : [...others, next]);
  };
  return (
    <Fieldset legend={label} data-field={place.name}>
      <Stack gap="xs">
        {offered.map((one) => {
          const row = rows.find(({ material }) => material === one.name);
          return (
            <Group key={one.name} gap="sm" wrap="nowrap">
              <Checkbox
                name={`${place.name}.${one.name}`}
                label={one.name}
                style={{ flex: 1 }}
                checked={row !== undefined}
                onChange={(event) => {
                  set(one.name, event.currentTarget.checked ? { material: one.name, need: needOf(one) } : undefined);
                }}
              />
              {row && (
                <TextInput
                  aria-label={t('tolerated.needOf', { material: one.name })}
                  name={`${place.name}.${one.name}.need`}
                  w={320}
                  value={textOf(row['need'])}
                  onChange={(event) => {
                    set(one.name, { ...row, need: event.currentTarget.value });
                  }}
                />
              )}
            </Group>
          );
        })}
        <FieldRefusal refusals={refusals} />
      </Stack>
    </Fieldset>
  );
}

export const ShowTolerated = ({ value }: ShowProps) =>
  recordsOf(value).map((row, index) => (
    <Text key={index}>
      {textOf(row['material'])}：{textOf(row['need'])}
    </Text>
  ));
