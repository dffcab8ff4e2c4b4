/** 已收材料: what the matter asks for as a list to tick, and lines for what else was handed in. */
import {
  Badge,
  Box,
  Button,
  Checkbox,
  Fieldset,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { isImeKey } from '../app/ime.ts';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import * as rowsOf from './material-rows.ts';
import { useAskedMaterials } from './matter-facts.ts';
import type { FieldProps, ShowProps } from './types.ts';
import { recordsOf, textOf } from './values.ts';

export const materialForms = ['original', 'copy', 'electronic'] as const;

export function MaterialsField({ place, label, value, onChange, refusals, form }: FieldProps) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const asked = useAskedMaterials(form);
  const rows = recordsOf(value);
  const others = rowsOf.otherRows(asked, rows);
  const missing = rowsOf.missingOf(asked, rows);
  const refusal = Object.values(refusals)[0];
  const setOthers = (next: readonly JsonObject[]) => {
    onChange([...rows.filter((row) => !others.includes(row)), ...next]);
  };
  return (
    <Fieldset legend={label} data-field={place.name}>
      <Stack gap="xs">
        {asked.length > 0 && (
          <Table verticalSpacing={2} withRowBorders={false}>
            <Table.Tbody>
              {rowsOf.askedRows(asked, rows).map((one) => (
                <AskedMaterial key={one.asked.name} one={one} rows={rows} onChange={onChange} path={place.name} />
              ))}
            </Table.Tbody>
          </Table>
        )}
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
        {others.map((row, index) => (
          <OtherMaterial
            key={index}
            row={row}
            path={`${place.name}.${index}`}
            onChange={(next) => {
              setOthers(others.flatMap((one, at) => (at === index ? (next === undefined ? [] : [next]) : [one])));
            }}
          />
        ))}
        {refusal && (
          <Text c="red" size="sm" role="alert">
            {sentence(refusal)}
          </Text>
        )}
      </Stack>
    </Fieldset>
  );
}

interface AskedMaterialProps {
  readonly one: rowsOf.AskedRow;
  readonly rows: readonly JsonObject[];
  readonly onChange: (rows: readonly JsonObject[]) => void;
  readonly path: string;
}

function AskedMaterial({ one: { asked, row }, rows, onChange, path }: AskedMaterialProps) {
  const { t } = useTranslation('cases');
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox
          name={`${path}.${asked.name}`}
          label={
            <>
              {asked.name}
              <Badge variant={asked.isNecessary ? 'light' : 'default'} tt="none" ml="xs" component="span">
                {t(asked.isNecessary ? 'materials.necessary' : 'materials.optional')}
              </Badge>
              {asked.standard !== undefined && (
                <Text span size="sm" c="dimmed" ml="sm">
                  {asked.standard}
                </Text>
              )}
            </>
          }
          checked={row !== undefined}
          data-necessary={asked.isNecessary || undefined}
          onKeyDown={(event) => {
            // Ticked blind: one key a paper, and after the last one that is necessary the button. A tick is taken away like anywhere.
            if (event.key !== ' ' || row !== undefined || isImeKey(event)) return;
            event.preventDefault();
            onChange([...rowsOf.withoutNamed(rows, asked.name), rowsOf.receivedAs(asked)]);
            focusNextNecessary(event.currentTarget);
          }}
          onChange={(event) => {
            const without = rowsOf.withoutNamed(rows, asked.name);
            onChange(event.currentTarget.checked ? [...without, rowsOf.receivedAs(asked)] : without);
          }}
        />
      </Table.Td>
      <Table.Td w="16rem">
        {row && (
          <CopiesAndForm
            row={row}
            onChange={(next) => {
              onChange(rowsOf.withRow(rows, next));
            }}
          />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function focusNextNecessary(from: HTMLInputElement): void {
  const open = [...(from.closest('fieldset')?.querySelectorAll<HTMLInputElement>('[data-necessary]') ?? [])].filter(
    (box) => box !== from && !box.checked,
  );
  const next =
    open.find((box) => (from.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0) ?? open[0];
  (next ?? from.closest('form')?.querySelector<HTMLElement>('[type=submit]:not(:disabled)'))?.focus();
}

interface OtherMaterialProps {
  readonly row: JsonObject;
  readonly path: string;
  readonly onChange: (row: JsonObject | undefined) => void;
}

function OtherMaterial({ row, path, onChange }: OtherMaterialProps) {
  const { t } = useTranslation('cases');
  return (
    <Group gap="sm" wrap="nowrap">
      <TextInput
        aria-label={t('materials.name')}
        placeholder={t('materials.name')}
        name={`${path}.name`}
        style={{ flex: 1 }}
        autoFocus={textOf(row['name']) === ''}
        value={textOf(row['name'])}
        onChange={(event) => {
          onChange({ ...row, name: event.currentTarget.value });
        }}
      />
      <CopiesAndForm row={row} onChange={onChange} />
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

function CopiesAndForm({ row, onChange }: { readonly row: JsonObject; readonly onChange: (row: JsonObject) => void }) {
  const { t } = useTranslation('cases');
  const copies = row['copies'];
  return (
    <Group gap="xs" wrap="nowrap">
      <NumberInput
        aria-label={t('materials.copies')}
        w={84}
        size="sm"
        min={1}
        max={999}
        suffix={t('materials.copiesSuffix')}
        value={typeof copies === 'number' ? copies : ''}
        onChange={(typed) => {
          onChange({ ...row, copies: typeof typed === 'number' ? typed : 1 });
        }}
      />
      <NativeSelect
        aria-label={t('materials.form')}
        size="sm"
        w={130}
        data={materialForms.map((form) => ({ value: form, label: t(`materials.form.${form}`) }))}
        value={textOf(row['form'])}
        onChange={(event) => {
          onChange({ ...row, form: event.currentTarget.value });
        }}
      />
    </Group>
  );
}

export function ShowMaterials({ value }: ShowProps) {
  const { t } = useTranslation('cases');
  return (
    <Box>
      {recordsOf(value).map((row, index) => {
        const form = materialForms.find((one) => one === row['form']);
        return (
          <Text key={index}>
            {textOf(row['name'])} × {textOf(row['copies'])}
            {form && ` (${t(`materials.form.${form}`)})`}
          </Text>
        );
      })}
    </Box>
  );
}
