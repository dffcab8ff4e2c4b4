/** 事项: found by name, code or the initials of its pinyin; what was chosen says at once whether it is 即办 and by when. */
import { Badge, Combobox, Group, Stack, Text, TextInput, useCombobox } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Limit } from '#shared/time/limits.ts';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import { useMatter, useMatters, type MatterRow } from './matter-facts.ts';
import type { FieldProps, ShowProps } from './types.ts';
import { recordOf, textOf } from './values.ts';

export function MatterField({ place, label, value, onChange, refusals }: FieldProps) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const code = textOf(recordOf(value)['code']);
  const chosen = useMatter(code);
  const [typed, setTyped] = useState<string>();
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
    },
  });
  const refusal = refusals[''] ?? refusals['code'];
  const choose = (next: string) => {
    onChange({ code: next });
    setTyped(undefined);
    combobox.closeDropdown();
  };
  return (
    <Stack gap={4}>
      <Combobox store={combobox} onOptionSubmit={choose}>
        <Combobox.Target>
          <TextInput
            label={label}
            name={place.name}
            withAsterisk={place.isRequired}
            placeholder={t('matter.placeholder')}
            autoComplete="off"
            value={typed ?? chosen?.name ?? code}
            error={refusal && sentence(refusal)}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              combobox.openDropdown();
            }}
            onFocus={(event) => {
              event.currentTarget.select();
            }}
            onClick={() => {
              combobox.openDropdown();
            }}
            onBlur={() => {
              setTyped(undefined);
              combobox.closeDropdown();
            }}
          />
        </Combobox.Target>
        <Combobox.Dropdown>
          <MatterOptions
            typed={typed ?? ''}
            isOn={combobox.dropdownOpened}
            onRows={() => {
              combobox.selectFirstOption();
            }}
          />
        </Combobox.Dropdown>
      </Combobox>
      {chosen && typed === undefined && <MatterSummary row={chosen} />}
    </Stack>
  );
}

interface MatterOptionsProps {
  readonly typed: string;
  readonly isOn: boolean;
  readonly onRows: () => void;
}

const most = 50;

function MatterOptions({ typed, isOn, onRows }: MatterOptionsProps) {
  const { t } = useTranslation('cases');
  const { data = [], refusal } = useMatters(typed.trim(), isOn);
  const sentence = useRefusalSentence();
  const selectFirst = useEffectEvent(onRows);
  useEffect(() => {
    if (isOn && data.length > 0) selectFirst();
  }, [isOn, data.length, typed]);
  if (refusal) return <Combobox.Empty>{sentence(refusal)}</Combobox.Empty>;
  if (data.length === 0) return <Combobox.Empty>{t('matter.none')}</Combobox.Empty>;
  return (
    <Combobox.Options mah={320} style={{ overflowY: 'auto' }}>
      {data.slice(0, most).map((row) => (
        <Combobox.Option key={row.code} value={row.code}>
          <Group gap="sm" wrap="nowrap">
            <Text style={{ flex: 1 }}>{row.name}</Text>
            {row.facts?.isInstant === true && (
              <Badge color="green" tt="none">
                {t('matter.instant')}
              </Badge>
            )}
            <Text size="sm" opacity={0.85}>
              {row.category} · {row.code}
            </Text>
          </Group>
        </Combobox.Option>
      ))}
    </Combobox.Options>
  );
}

function MatterSummary({ row }: { readonly row: MatterRow }) {
  const { t } = useTranslation('cases');
  const { facts } = row;
  if (!facts) return null;
  return (
    <Group gap="sm" data-testid="matter-summary">
      {facts.isInstant === true ? (
        <Badge color="green" size="lg" tt="none">
          {t('matter.instant')}
        </Badge>
      ) : (
        <Badge variant="default" size="lg" tt="none">
          {t('matter.promisedCase')}
        </Badge>
      )}
      <LimitText name={t('matter.promised')} limit={facts.promised} />
      <LimitText name={t('matter.statutory')} limit={facts.statutory} />
      <Text size="sm" c="dimmed">
        {row.category} · {row.code}
      </Text>
    </Group>
  );
}

function LimitText({ name, limit }: { readonly name: string; readonly limit: Limit | undefined }) {
  const { t } = useTranslation('cases');
  if (!limit) return null;
  return (
    <Text size="sm">
      {name} {t(`limit.${limit.unit}`, { count: limit.amount })}
    </Text>
  );
}

export function ShowMatter({ value }: ShowProps) {
  const code = textOf(recordOf(value)['code']);
  const row = useMatter(code);
  return <Text span>{row ? `${row.name} (${code})` : code}</Text>;
}
