import { Modal, ScrollArea, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isImeKey } from '../app/ime.ts';
import { useSearchTaker } from '../devices/use-taker.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { CaseRow, DeedRow } from './FoundRow.tsx';
import { useFound, type Found } from './use-found.ts';
import classes from './Palette.module.css';

interface PaletteProps {
  readonly onClose: () => void;
}

/** Find anything: a case by any fragment of it, a scanned code, a page. ↑ ↓ choose, Enter opens. */
export function Palette({ onClose }: PaletteProps) {
  const { t } = useTranslation('screens');
  const navigate = useNavigate();
  const listId = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const { found, refusal, isAwaited } = useFound(text);
  const box = useRef<HTMLInputElement>(null);
  useSearchTaker(box, setText);
  const chosen = found[Math.min(at, found.length - 1)];
  const open = (one: Found | undefined): void => {
    if (!one) return;
    onClose();
    void navigate(one.to);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    // Neither the Enter nor the arrows that choose a candidate of an input method choose a line here.
    if (isImeKey(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt(wrap(at + step, found.length));
    else if (event.key === 'Enter') open(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <Modal opened onClose={onClose} withCloseButton={false} size="xl" yOffset="6vh" centered={false} padding={0}>
      <TextInput
        ref={box}
        className={classes.input ?? ''}
        variant="unstyled"
        size="lg"
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={chosen && `${listId}-${chosen.key}`}
        aria-label={t('top.find')}
        placeholder={t('top.find')}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        autoComplete="off"
        spellCheck={false}
      />
      <RefusalNote refusal={refusal} />
      <ScrollArea.Autosize mah="60vh">
        <ul id={listId} role="listbox" aria-label={t('find.results')} className={classes.list}>
          {found.map((one, index) => (
            <li
              key={one.key}
              id={`${listId}-${one.key}`}
              role="option"
              aria-selected={one === chosen}
              className={classes.row}
              onMouseMove={() => {
                setAt(index);
              }}
              onClick={() => {
                open(one);
              }}
            >
              {one.line ? <CaseRow line={one.line} /> : <DeedRow name={one.name} keys={one.keys} />}
            </li>
          ))}
        </ul>
      </ScrollArea.Autosize>
      <Text className={classes.foot} size="sm" c="dimmed" role="status">
        {isAwaited ? t('load.wait') : found.length === 0 ? t('find.nothing') : t('find.hint')}
      </Text>
    </Modal>
  );
}

const wrap = (index: number, length: number): number => (length === 0 ? 0 : (index + length) % length);
