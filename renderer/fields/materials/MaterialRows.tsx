/** Papers to tick as they come, each with copies and form; beside one that is missing stands what may be done about it. */
import { Badge, Checkbox, Group, NativeSelect, NumberInput, Table, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { receivedForms } from '#shared/kinds/common/petitioner.ts';
import { isImeKey } from '../../app/ime.ts';
import * as rowsOf from '../material-rows.ts';
import type { MatterMaterial } from '../matter-facts.ts';
import { RemoveLine } from '../RemoveLine.tsx';
import { textOf } from '../values.ts';

interface MaterialRowsProps {
  readonly asked: readonly MatterMaterial[];
  readonly rows: readonly JsonObject[];
  readonly onChange: (rows: readonly JsonObject[]) => void;
  readonly path: string;
  /** What stands beside a paper that is not there. */
  readonly beside?: (asked: MatterMaterial) => ReactNode;
}

export function MaterialRows({ asked, rows, onChange, path, beside }: MaterialRowsProps) {
  if (asked.length === 0) return null;
  return (
    <Table verticalSpacing={2} withRowBorders={false}>
      <Table.Tbody>
        {rowsOf.askedRows(asked, rows).map((one) => (
          <Table.Tr key={one.asked.name}>
            <Table.Td>
              <Tick one={one} rows={rows} onChange={onChange} path={path} />
            </Table.Td>
            <Table.Td style={{ width: '1%' }}>
              {one.row ? (
                <CopiesAndForm
                  row={one.row}
                  onChange={(next) => {
                    onChange(rowsOf.withRow(rows, next));
                  }}
                />
              ) : (
                beside?.(one.asked)
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface TickProps extends Omit<MaterialRowsProps, 'asked' | 'beside'> {
  readonly one: rowsOf.AskedRow;
}

function Tick({ one: { asked, row }, rows, onChange, path }: TickProps) {
  const { t } = useTranslation('cases');
  return (
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

export function OtherMaterial({ row, path, onChange }: OtherMaterialProps) {
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
      <RemoveLine
        onRemove={() => {
          onChange(undefined);
        }}
      />
    </Group>
  );
}

interface RowProps {
  readonly row: JsonObject;
  readonly onChange: (row: JsonObject) => void;
}

function CopiesAndForm({ row, onChange }: RowProps) {
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
        w={150}
        data={receivedForms.map((form) => ({ value: form, label: t(`materials.form.${form}`) }))}
        value={textOf(row['form'])}
        onChange={(event) => {
          const { place: _place, ...rest } = row;
          onChange({ ...rest, form: event.currentTarget.value });
        }}
      />
      {row['form'] === 'kept' && <PlaceOf row={row} onChange={onChange} />}
    </Group>
  );
}

/** Where a kept original lies; nothing said is nothing kept of it. */
function PlaceOf({ row, onChange }: RowProps) {
  const { t } = useTranslation('cases');
  return (
    <TextInput
      aria-label={t('materials.place')}
      placeholder={t('materials.place')}
      size="sm"
      w={110}
      value={textOf(row['place'])}
      onChange={(event) => {
        const { place: _before, ...rest } = row;
        const place = event.currentTarget.value;
        onChange(place === '' ? rest : { ...rest, place });
      }}
    />
  );
}
