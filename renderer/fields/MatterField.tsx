/** 事项: found by name, code or the initials of its pinyin; what was chosen says at once whether it is 即办 and by when. */
import { Badge, Combobox, Group, Stack, Text, TextInput, useCombobox } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Limit } from '#shared/time/limits.ts';
import { focusNextOf } from '../app/enter-to-next.ts';
import { isImeKey } from '../app/ime.ts';
import { usePerson } from '../app/person.ts';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import { MatterGuide } from '../papers/MatterGuide.tsx';
import { useMatter, useMatters, type MatterLine } from './matter-facts.ts';
import type { FieldProps, ShowProps } from './types.ts';
import { recordOf, textOf } from './values.ts';

export function MatterField({ place, label, value, onChange, refusals }: FieldProps) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const code = textOf(recordOf(value)['code']);
  const chosen = useMatter(code);
  const [typed, setTyped] = useState<string>();
  const element = useRef<HTMLDivElement>(null);
  const refusal = refusals[''] ?? refusals['code'];
  const take = (next: string) => {
    onChange({ code: next });
    setTyped(undefined);
    // After the fields of the matter have been drawn.
    window.setTimeout(() => {
      focusNextOf(element.current);
    });
  };
  const { combobox, found, choose, onEnter, onRows } = useFoundMatters(typed ?? '', take);
  return (
    <Stack gap={4} ref={element}>
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
            onKeyDown={onEnter}
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
          <MatterOptions typed={(typed ?? '').trim()} found={found} onRows={onRows} />
        </Combobox.Dropdown>
      </Combobox>
      {chosen && typed === undefined && <MatterSummary row={chosen} />}
    </Stack>
  );
}

/**
 * Matters for what is typed. A hand that is quicker than the list presses Enter before the list has come: the first that fits what was
 * typed is meant then, never the first of what was typed before.
 */
function useFoundMatters(typed: string, onChosen: (code: string) => void) {
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
    },
  });
  const [wanted, setWanted] = useState<string>();
  const text = typed.trim();
  const found = useMatters(text, combobox.dropdownOpened);
  const choose = (code: string) => {
    combobox.closeDropdown();
    onChosen(code);
  };
  const onRows = () => {
    const first = found.isOfBefore ? undefined : found.data?.[0]?.code;
    if (first === undefined) combobox.resetSelectedOption();
    else if (wanted === text && text !== '') choose(first);
    else combobox.selectFirstOption();
  };
  const onEnter = (event: KeyboardEvent<HTMLElement>) => {
    const isAwaited = combobox.dropdownOpened && text !== '' && (found.isOfBefore || found.isLoading);
    setWanted(event.key === 'Enter' && !isImeKey(event) && isAwaited ? text : undefined);
    if (event.key !== 'Enter' || isImeKey(event) || !isAwaited) return;
    // Neither the list of before nor the form takes it.
    event.preventDefault();
    combobox.resetSelectedOption();
  };
  return { combobox, found, choose, onEnter, onRows };
}

const most = 50;

interface MatterOptionsProps {
  readonly typed: string;
  readonly found: ReturnType<typeof useMatters>;
  /** Told when the lines are drawn. */
  readonly onRows: () => void;
}

function MatterOptions({ typed, found: { data = [], isOfBefore, refusal }, onRows }: MatterOptionsProps) {
  const { t } = useTranslation('cases');
  const drawn = useEffectEvent(onRows);
  useEffect(() => {
    drawn();
  }, [typed, isOfBefore, data.length]);
  const sentence = useRefusalSentence();
  if (refusal) return <Combobox.Empty>{sentence(refusal)}</Combobox.Empty>;
  if (data.length === 0) return <Combobox.Empty>{t('matter.none')}</Combobox.Empty>;
  return (
    <Combobox.Options mah={320} style={{ overflowY: 'auto' }}>
      {data.slice(0, most).map((row) => (
        <Combobox.Option key={row.code} value={row.code}>
          <Group gap="sm" wrap="nowrap">
            <Text style={{ flex: 1 }}>{row.name}</Text>
            {row.isInstant && (
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

function MatterSummary({ row }: { readonly row: MatterLine }) {
  const { t } = useTranslation('cases');
  return (
    <Group gap="sm" data-testid="matter-summary">
      {row.isInstant ? (
        <Badge color="green" size="lg" tt="none">
          {t('matter.instant')}
        </Badge>
      ) : (
        <Badge variant="default" size="lg" tt="none">
          {t('matter.promisedCase')}
        </Badge>
      )}
      <LimitText name={t('matter.promised')} limit={row.promised} />
      <LimitText name={t('matter.statutory')} limit={row.statutory} />
      <Text size="sm" c="dimmed">
        {row.category} · {row.code}
      </Text>
      <AtVillage row={row} />
      <MatterGuide code={row.code} />
    </Group>
  );
}

/** At a village station: whether it may be taken in here at all, and who accepts it; before somebody fills in the rest. */
function AtVillage({ row: { village } }: { readonly row: MatterLine }) {
  const { t } = useTranslation('cases');
  const { status } = usePerson();
  if (status.station?.form !== 'village' || village === 'direct') return null;
  return (
    <Badge color={village === 'none' ? 'red.9' : 'blue.9'} variant="outline" size="lg" tt="none">
      {t(village === 'none' ? 'matter.notAtVillage' : 'matter.collected')}
    </Badge>
  );
}

function LimitText({ name, limit }: { readonly name: string; readonly limit: Limit | null }) {
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
