/** Somebody the hall knows, by anything of them: a box and what it finds, masked. ↑ ↓ choose, Enter takes. */
import { Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartyLine } from '#shared/contract/party.ts';
import { isImeKey } from '../app/ime.ts';
import { LoadFault } from '../app/Waiting.tsx';
import { isLost } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { kindWords } from '../fields/kind-words.ts';
import { useSettled } from '../find/use-settled.ts';
import { isSearchable } from './fill.ts';
import classes from './Parties.module.css';
import { PartyText } from './PartyText.tsx';

interface PartySearchProps {
  readonly onChoose: (line: PartyLine) => void;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  /** Of one sort only; absent: people, bodies and households. */
  readonly kind?: string;
  /** Whose own line is not offered. */
  readonly except?: string;
  readonly label: string;
}

const most = 40;

export function PartySearch({ onChoose, typed, onType, kind, except, label }: PartySearchProps) {
  const { t } = useTranslation('cases');
  const text = useSettled(typed.trim(), 120);
  const isOn = isSearchable(text);
  const answer = useAnswer(['party.find', 'any', text], () => desk.party.find({ typed: text, sought: 'any', most }), {
    isOn,
    keepsLast: true,
  });
  const isAwaited = text !== typed.trim() || (isOn && (answer.isLoading || answer.isOfBefore));
  const all = isOn ? (answer.data?.lines ?? []) : [];
  const lines = all.filter((line) => line.party !== except && (kind === undefined || line.kind === kind));
  const { at, setAt, onKeyDown } = useChosen({ lines, isAwaited, text: typed.trim(), onChoose });
  return (
    <Stack gap="xs">
      <TextInput
        aria-label={label}
        placeholder={label}
        name="party-search"
        data-autofocus
        autoFocus
        autoComplete="off"
        spellCheck={false}
        role="combobox"
        aria-expanded={lines.length > 0}
        value={typed}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          onType(event.currentTarget.value);
          setAt(0);
        }}
      />
      {isOn && answer.refusal && !isLost(answer.refusal) ? (
        <LoadFault refusal={answer.refusal} again={answer.again} />
      ) : (
        <Text size="sm" c="dimmed" role="status" data-testid="party-says">
          {says({ isOn, isAwaited, count: lines.length })}
        </Text>
      )}
      <ul role="listbox" aria-label={t('people.found')} className={classes.list}>
        {lines.map((line, index) => (
          <li
            key={line.party}
            role="option"
            aria-selected={index === at}
            className={classes.row}
            data-testid="party-line"
            onMouseMove={() => {
              setAt(index);
            }}
            onClick={() => {
              onChoose(line);
            }}
          >
            <Text size="sm" c="dimmed" w={110} style={{ flex: 'none' }}>
              {kindWords(line.kind).name}
            </Text>
            <PartyText line={line} />
          </li>
        ))}
      </ul>
    </Stack>
  );

  function says(found: { readonly isOn: boolean; readonly isAwaited: boolean; readonly count: number }): string {
    if (typed.trim() === '') return t('people.hint');
    if (found.isAwaited) return t('people.wait');
    if (!found.isOn) return t('people.more');
    if (found.count === 0) return t('people.nobody');
    return t(found.count >= most ? 'people.tooMany' : 'people.count', { count: found.count });
  }
}

interface Choosing {
  readonly lines: readonly PartyLine[];
  readonly isAwaited: boolean;
  readonly text: string;
  readonly onChoose: (line: PartyLine) => void;
}

/** A hand quicker than the list presses Enter before it has come: the first that fits what was typed is meant, never one of before. */
function useChosen({ lines, isAwaited, text, onChoose }: Choosing) {
  const [at, setAt] = useState(0);
  const wanted = useRef<string>(undefined);
  const chosen = Math.min(at, Math.max(0, lines.length - 1));
  useEffect(() => {
    if (isAwaited || wanted.current === undefined) return;
    const first = lines[0];
    if (wanted.current === text && first) onChoose(first);
    wanted.current = undefined;
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (isImeKey(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt(Math.max(0, Math.min(chosen + step, lines.length - 1)));
    else if (event.key !== 'Enter' || text === '') return;
    else if (isAwaited) wanted.current = text;
    else if (lines[chosen]) onChoose(lines[chosen]);
    event.preventDefault();
  };
  return { at: chosen, setAt, onKeyDown };
}
