/** 一次性告知: every paper that is missing and what it must be like, all at once (行政许可法 art. 32(4)). */
import { Box, Button, Checkbox, Chip, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { WayOutOfMissing } from '#shared/kinds/matter/material.ts';
import { FieldRefusal } from '../../fields/FieldRefusal.tsx';
import { useAskedMaterials, type MatterMaterial } from '../../fields/matter-facts.ts';
import { RemoveLine } from '../../fields/RemoveLine.tsx';
import { saidBefore } from '../../fields/said-before.ts';
import type { FieldProps, ShowProps } from '../../fields/types.ts';
import { listOf, recordsOf, textOf } from '../../fields/values.ts';

const fresh: JsonObject = { material: '', standard: '' };

export function GapsField({ place, label, value, onChange, refusals, form }: FieldProps) {
  const { t } = useTranslation('cases');
  const asked = useStillAsked(form);
  const rows = recordsOf(value);
  useAllMissing(form, asked, value, onChange);
  const shown = rows.length === 0 ? [fresh] : rows;
  const replace = (index: number, next: readonly JsonObject[]) => {
    onChange(shown.flatMap((row, at) => (at === index ? next : [row])));
  };
  return (
    <Fieldset legend={label} data-field={place.name}>
      <Stack gap="xs">
        <AskedChips asked={asked} rows={rows} onChange={onChange} />
        {shown.map((row, index) => (
          <GapRow
            key={index}
            row={row}
            path={`${place.name}.${String(index)}`}
            offered={asked.find(({ name }) => name === row['material'])?.waysOut ?? []}
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
              onChange([...shown, fresh]);
            }}
          >
            {t('gaps.add')}
          </Button>
        </Group>
        <FieldRefusal refusals={refusals} />
      </Stack>
    </Fieldset>
  );
}

/** What was handed in is not asked for again: it is not even offered. */
function useStillAsked(form: FieldProps['form']): readonly MatterMaterial[] {
  const asked = useAskedMaterials(form);
  const received = recordsOf(saidBefore(form, 'materials')).map((row) => textOf(row['name']));
  return asked.filter(({ name }) => !received.includes(name));
}

/** 一次性告知: whatever is necessary and missing stands there from the beginning, but what somebody else is seeing to. */
function useAllMissing(
  { learnt }: FieldProps['form'],
  asked: readonly MatterMaterial[],
  value: FieldProps['value'],
  onChange: FieldProps['onChange'],
): void {
  const seenTo = recordsOf(learnt?.['owed']).flatMap((row) =>
    row['way'] !== 'comeBack' && row['state'] === 'open' ? [textOf(row['material'])] : [],
  );
  const all = asked.filter(({ name, isNecessary }) => isNecessary && !seenTo.includes(name));
  const isFresh = value === undefined && all.length > 0;
  const begin = useEffectEvent(() => {
    onChange(all.map(gapOf));
  });
  useEffect(() => {
    if (isFresh) begin();
  }, [isFresh]);
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
      {asked.map((material) => (
        <Chip
          key={material.name}
          checked={named.some((row) => row['material'] === material.name)}
          onChange={(isOn) => {
            const others = named.filter((row) => row['material'] !== material.name);
            onChange(isOn ? [...others, gapOf(material)] : others);
          }}
        >
          {material.name}
        </Chip>
      ))}
    </Group>
  );
}

/** What the catalogue says of a missing paper: told with it, so that one trip is enough. */
function gapOf({ name, standard = '', issuer, place, hours, phone, waysOut = [] }: MatterMaterial): JsonObject {
  const from = [issuer, place, hours, phone].filter((part) => part !== undefined).join('，');
  return {
    material: name,
    standard,
    ...(from === '' ? {} : { from }),
    ...(waysOut.length === 0 ? {} : { ways: waysOut }),
  };
}

interface GapRowProps {
  readonly row: JsonObject;
  readonly path: string;
  readonly offered: readonly string[];
  readonly onChange: (row: JsonObject | undefined) => void;
}

function GapRow({ row, path, offered, onChange }: GapRowProps) {
  const { t } = useTranslation('cases');
  return (
    <Stack gap={4}>
      <Group gap="sm" wrap="nowrap">
        {(['material', 'standard'] as const).map((name, at) => (
          <TextInput
            key={name}
            aria-label={t(`gaps.${name}`)}
            placeholder={t(`gaps.${name}`)}
            name={`${path}.${name}`}
            style={{ flex: 2 + at }}
            value={textOf(row[name])}
            onChange={(event) => {
              onChange({ ...row, [name]: event.currentTarget.value });
            }}
          />
        ))}
        <RemoveLine
          onRemove={() => {
            onChange(undefined);
          }}
        />
      </Group>
      {textOf(row['material']) !== '' && <GapDetail row={row} path={path} offered={offered} onChange={onChange} />}
    </Stack>
  );
}

/** 缺件办法 the matter allows for this paper, and where it is to be had. */
function GapDetail({ row, path, offered, onChange }: GapRowProps) {
  const { t } = useTranslation('cases');
  const ways = listOf(row['ways']).map(textOf);
  return (
    <Group gap="sm" pl="md">
      <TextInput
        aria-label={t('gaps.from')}
        placeholder={t('gaps.from')}
        name={`${path}.from`}
        w={420}
        value={textOf(row['from'])}
        onChange={(event) => {
          onChange({ ...row, from: event.currentTarget.value });
        }}
      />
      {offered.length > 0 && (
        <Checkbox.Group
          value={ways}
          onChange={(chosen) => {
            onChange({ ...row, ways: chosen });
          }}
        >
          <Group gap="md">
            {offered.map((way) => (
              <Checkbox key={way} value={way} label={t(`gaps.way.${way as WayOutOfMissing}`)} />
            ))}
          </Group>
        </Checkbox.Group>
      )}
    </Group>
  );
}

export function ShowGaps({ value }: ShowProps) {
  const { t } = useTranslation('cases');
  return (
    <Box>
      {recordsOf(value).map((row, index) => (
        <Text key={index}>
          {textOf(row['material'])}
          {textOf(row['standard']) !== '' && ` — ${textOf(row['standard'])}`}
          {textOf(row['from']) !== '' && ` (${textOf(row['from'])})`}
          {listOf(row['ways']).map((way) => ` · ${t(`gaps.way.${textOf(way) as WayOutOfMissing}`)}`)}
        </Text>
      ))}
    </Box>
  );
}
