/** The name of a petitioner, by which somebody the hall knows is found: last four digits of a telephone or paper, pinyin, or the name itself. */
import { Combobox, TextInput, useCombobox, type TextInputProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useEffectEvent } from 'react';
import type { PartyLine } from '#shared/contract/party.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { isFragment, isSearchable } from './fill.ts';
import { PartyText } from './PartyText.tsx';

interface NameFinderProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  readonly value: string;
  readonly onChange: (name: string) => void;
  readonly onFound: (line: PartyLine) => void;
}

export function NameFinder({ value, onChange, onFound, ...input }: NameFinderProps) {
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
    },
  });
  const [asked] = useDebouncedValue(value.trim(), 120);
  const isOn = combobox.dropdownOpened && isSearchable(asked);
  const answer = useAnswer(['party.find', asked], () => desk.party.find({ typed: asked }), { isOn });
  const lines = isOn && asked === value.trim() ? (answer.data?.lines ?? []) : [];
  // Digits are no name, so the first of whom they are is meant; of a name nobody is meant until somebody is chosen.
  const selectFirst = useEffectEvent(() => {
    if (isFragment(asked)) combobox.selectFirstOption();
  });
  useEffect(() => {
    if (lines.length > 0) selectFirst();
  }, [lines.length, asked]);
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(party) => {
        const line = lines.find((one) => one.party === party);
        combobox.closeDropdown();
        if (line) onFound(line);
      }}
    >
      <Combobox.Target>
        <TextInput
          {...input}
          value={value}
          autoComplete="off"
          onChange={(event) => {
            onChange(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onBlur={(event) => {
            combobox.closeDropdown();
            input.onBlur?.(event);
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={lines.length === 0} style={{ minWidth: 520 }}>
        <Combobox.Options>
          {lines.map((line) => (
            <Combobox.Option key={line.party} value={line.party} data-testid="party-found">
              <PartyText line={line} />
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
