import { Modal, Text, TextInput } from '@mantine/core';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isImeKey } from '../app/ime.ts';
import type { CharacterEntry } from '#shared/characters/book.ts';
import { CharacterDetail } from './CharacterDetail.tsx';
import { findCharacters } from '#shared/characters/find.ts';
import { useBook } from './use-book.ts';
import classes from './CharacterFinder.module.css';

interface CharacterFinderProps {
  /** Without a character: nothing was chosen. */
  readonly onClose: (character?: string) => void;
}

const mostShown = 72;
/** As the style sheet lays them out. */
const perRow = 12;

/** ↑ ↓ go by rows; ← → stay with the text while something of it stands on that side. */
const stepOf = (event: React.KeyboardEvent<HTMLInputElement>): number | undefined => {
  const { selectionStart: from, selectionEnd: to, value } = event.currentTarget;
  const isAtEnd = from === to && to === value.length;
  if (event.key === 'ArrowDown') return perRow;
  if (event.key === 'ArrowUp') return -perRow;
  if (event.key === 'ArrowRight' && isAtEnd) return 1;
  return event.key === 'ArrowLeft' && isAtEnd ? -1 : undefined;
};

export function CharacterFinder({ onClose }: CharacterFinderProps) {
  const { t } = useTranslation('screens');
  const listId = useId();
  const book = useBook();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const found = useMemo(() => (book === undefined ? [] : findCharacters(book, text, mostShown)), [book, text]);
  const chosen = found[at];
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>): void => {
    if (isImeKey(event)) return;
    const step = stepOf(event);
    if (step !== undefined && found.length > 0) setAt(Math.max(0, Math.min(found.length - 1, at + step)));
    else if (event.key === 'Enter') {
      if (chosen) onClose(chosen.character);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Modal
      opened
      onClose={() => {
        onClose();
      }}
      returnFocus={false}
      title={t('character.title')}
      size="44rem"
      yOffset="6vh"
      centered={false}
      closeButtonProps={{ 'aria-label': t('character.close') }}
    >
      <div data-testid="character-finder">
        <TextInput
          ref={focusNow}
          data-autofocus
          label={t('character.find')}
          description={t('character.how')}
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={chosen && `${listId}-${String(at)}`}
          value={text}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          autoComplete="off"
          spellCheck={false}
        />
        <FoundGrid id={listId} found={found} at={at} onPoint={setAt} onTake={onClose} />
        {chosen && <CharacterDetail entry={chosen} />}
        <Text size="sm" c="dimmed" role="status" mt="xs">
          {wordFor()}
        </Text>
      </div>
    </Modal>
  );

  function wordFor(): string {
    if (book === undefined) return t('load.wait');
    if (text.trim() === '') return t('character.examples');
    return found.length === 0 ? t('character.nothing') : t('character.keys');
  }
}

interface FoundGridProps {
  readonly id: string;
  readonly found: readonly CharacterEntry[];
  readonly at: number;
  readonly onPoint: (at: number) => void;
  readonly onTake: (character: string) => void;
}

function FoundGrid({ id, found, at, onPoint, onTake }: FoundGridProps) {
  const { t } = useTranslation('screens');
  return (
    <ul id={id} role="listbox" aria-label={t('character.found')} className={classes.grid}>
      {found.map(({ character }, index) => (
        <li
          key={character}
          id={`${id}-${String(index)}`}
          ref={index === at ? intoView : undefined}
          role="option"
          aria-selected={index === at}
          className={classes.cell}
          onMouseDown={(event) => {
            event.preventDefault();
          }}
          onClick={() => {
            onPoint(index);
          }}
          onDoubleClick={() => {
            onTake(character);
          }}
        >
          {character}
        </li>
      ))}
    </ul>
  );
}

/** With the first frame: the dialog would wait until it has opened. */
function focusNow(box: HTMLInputElement | null): void {
  box?.focus();
}

function intoView(cell: HTMLLIElement | null): void {
  cell?.scrollIntoView({ block: 'nearest' });
}
