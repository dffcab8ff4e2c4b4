/** The name of a petitioner, by which somebody the hall knows is found: last four digits of a telephone or paper, pinyin, or the name itself. */
import { Combobox, TextInput, useCombobox, type TextInputProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useEffectEvent, useRef, type KeyboardEvent } from 'react';
import type { PartyLine } from '#shared/contract/party.ts';
import { isImeKey } from '../app/ime.ts';
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
  const wanted = useRef<string>(undefined);
  const text = value.trim();
  const [asked] = useDebouncedValue(text, 120);
  const isOn = combobox.dropdownOpened && isSearchable(asked);
  const answer = useAnswer(['party.find', asked], () => desk.party.find({ typed: asked }), { isOn });
  const isAnswered = asked === text && (answer.data !== undefined || answer.refusal !== undefined);
  const lines = isOn && isAnswered ? (answer.data?.lines ?? []) : [];
  const choose = (party: string) => {
    const line = lines.find((one) => one.party === party);
    combobox.closeDropdown();
    if (line) onFound(line);
  };
  // Digits are no name, so the first of whom they are is meant; of a name nobody is meant until somebody is chosen.
  const onLines = useEffectEvent(() => {
    const isMeant = wanted.current === text;
    wanted.current = undefined;
    const [first] = lines;
    if (!isFragment(text) || first === undefined) combobox.resetSelectedOption();
    else if (isMeant) choose(first.party);
    else combobox.selectFirstOption();
  });
  useEffect(() => {
    if (isAnswered) onLines();
  }, [isAnswered, lines.length, asked]);
  /** A hand quicker than the list: whom the digits find is meant once it has come, and neither the form nor a list of before takes the key. */
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const isAwaited = combobox.dropdownOpened && isFragment(text) && !isAnswered;
    const isMeant = event.key === 'Enter' && !isImeKey(event) && isAwaited;
    wanted.current = isMeant ? text : undefined;
    if (isMeant) event.preventDefault();
    else input.onKeyDown?.(event);
  };
  return (
    <Combobox store={combobox} onOptionSubmit={choose}>
      <Combobox.Target>
        <TextInput
          {...input}
          value={value}
          onKeyDown={onKeyDown}
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
