/** One missing paper: not received, or what is undertaken about it; and who, and by when, where that is ours to do. */
import { Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { heldPhotos } from '#shared/kinds/matter/held-photo.ts';
import type { WayOutOfMissing } from '#shared/kinds/matter/material.ts';
import { useRefusalSentence } from '../../app/refusal-sentence.ts';
import { HeldPhotos } from '../../attachments/HeldPhotos.tsx';
import type { DeskRefusal } from '../../client/answer.ts';
import { textOf } from '../values.ts';

interface WayOutProps {
  readonly ways: readonly WayOutOfMissing[];
  readonly material: string;
  readonly path: string;
  readonly rows: readonly JsonObject[];
  readonly onChange: (rows: readonly JsonObject[] | undefined) => void;
}

export function WayOut({ ways, material, path, rows, onChange }: WayOutProps) {
  const { t } = useTranslation('cases');
  const row = rows.find((one) => one['material'] === material);
  const put = (next: JsonObject | undefined) => {
    const others = rows.filter((one) => one['material'] !== material);
    const all = next === undefined ? others : [...others, next];
    onChange(all.length === 0 ? undefined : all);
  };
  const way = textOf(row?.['way']);
  if (ways.length === 0) return null;
  return (
    <Stack gap={4} align="flex-end">
      <Group gap="xs" wrap="nowrap">
        <NativeSelect
          aria-label={t('missing.of', { material })}
          name={`${path}.${material}`}
          size="sm"
          w={170}
          data={[
            { value: '', label: t('missing.none') },
            ...ways.map((one) => ({ value: one, label: t(`missing.way.${one}`) })),
          ]}
          value={way}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            put(chosen === '' ? undefined : { material, way: chosen });
          }}
        />
        {row && <Details row={row} path={`${path}.${material}`} onChange={put} />}
      </Group>
      {row && way === 'photo' && <ShownInPhoto row={row} path={`${path}.${material}`} onChange={put} />}
    </Stack>
  );
}

interface DetailsProps {
  readonly row: JsonObject;
  readonly path: string;
  readonly onChange: (row: JsonObject) => void;
}

/** 先交照片: the photograph itself; it is attached with the act. */
function ShownInPhoto({ row, path, onChange }: DetailsProps) {
  const sentence = useRefusalSentence();
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const { photos, ...rest } = row;
  return (
    <>
      <HeldPhotos
        isNarrow
        label={textOf(row['material'])}
        name={`${path}.photos`}
        photos={heldPhotos(photos)}
        onChange={(next) => {
          onChange(next.length === 0 ? rest : { ...rest, photos: next.map((photo) => ({ ...photo })) });
        }}
        onRefused={setRefusal}
      />
      {refusal && (
        <Text c="red" size="sm" role="alert">
          {sentence(refusal)}
        </Text>
      )}
    </>
  );
}

/** What the office does itself, somebody does, and by a day. */
function Details({ row, path, onChange }: DetailsProps) {
  const { t } = useTranslation('cases');
  const isOurs = row['way'] === 'check' || row['way'] === 'fetch';
  if (!isOurs) return null;
  const change = (name: string, text: string) => {
    const { [name]: _before, ...rest } = row;
    onChange(text === '' ? rest : { ...rest, [name]: text });
  };
  return (
    <>
      <TextInput
        aria-label={t('missing.who')}
        placeholder={t('missing.who')}
        name={`${path}.who`}
        size="sm"
        w={100}
        value={textOf(row['who'])}
        onChange={(event) => {
          change('who', event.currentTarget.value);
        }}
      />
      <TextInput
        type="date"
        aria-label={t('missing.until')}
        name={`${path}.until`}
        size="sm"
        w={140}
        value={textOf(row['until'])}
        onChange={(event) => {
          change('until', event.currentTarget.value);
        }}
      />
    </>
  );
}
