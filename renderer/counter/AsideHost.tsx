/**
 * A narrow note beside the page: 来电, 咨询, 转介. One key from any field, dialogs included; the same key or Esc goes back to the very place,
 * and nothing of the form beneath has changed.
 */
import { CloseButton, Group, Title } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isImeKey } from '../app/ime.ts';
import { leaveEscapeToUs } from '../app/leave-escape.ts';
import { shortcuts } from '../app/keys.ts';
import { usePerson } from '../app/person.ts';
import { useShortcut } from '../app/use-shortcut.ts';
import { useKindWords } from '../fields/kind-words.ts';
import { useAsideOpener, type AsideAsked } from './aside-opener.ts';
import { asideForms } from './aside-forms.ts';
import { useDraftList } from './WithMemoDraft.tsx';
import classes from './Counter.module.css';
import { forgetNotes } from './typed-notes.ts';
import { rememberPlace } from './way-back.ts';

export function AsideHost() {
  const { may } = usePerson();
  const [asked, setAsked] = useState<AsideAsked>();
  const goBack = useRef<() => void>(undefined);
  const open = useCallback((next: AsideAsked) => {
    goBack.current ??= rememberPlace();
    setAsked(next);
  }, []);
  const close = useCallback((isLeaving = false) => {
    setAsked(undefined);
    if (!isLeaving) goBack.current?.();
    goBack.current = undefined;
  }, []);
  useAsideOpener(open);
  // Asked before it is needed: the box is there with the key.
  useDraftList();
  useEffect(() => forgetNotes, []);
  const toggle = (kind: string) => {
    if (asked?.kind === kind) close();
    else open({ kind });
  };
  useShortcut(
    'call',
    () => {
      toggle('call');
    },
    may('case.take'),
  );
  useShortcut(
    'inquiry',
    () => {
      toggle('inquiry');
    },
    may('case.take'),
  );
  if (!asked) return null;
  return <AsidePanel key={asked.kind} asked={asked} onClose={close} />;
}

interface AsidePanelProps {
  readonly asked: AsideAsked;
  readonly onClose: (isLeaving?: boolean) => void;
}

function AsidePanel({ asked, onClose }: AsidePanelProps) {
  const { t } = useTranslation('screens');
  const words = useKindWords(asked.kind);
  const panel = useRef<HTMLElement>(null);
  const Form = asideForms[asked.kind];
  useEffect(() => {
    // The panel itself where its fields are not there yet: nothing typed now may go into the form beneath.
    (panel.current?.querySelector<HTMLElement>('textarea, input') ?? panel.current)?.focus();
  }, []);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    // The trap of a dialog beneath would take the cursor away.
    if (event.key === 'Tab') event.stopPropagation();
    if (event.key !== 'Escape' || isImeKey(event) || isListOpen(event.target)) return;
    event.preventDefault();
    onClose();
  };
  if (!Form) return null;
  return (
    <aside
      ref={panel}
      className={classes.aside}
      role="dialog"
      tabIndex={-1}
      aria-label={words.name}
      onKeyDown={onKeyDown}
      onFocus={leaveEscapeToUs}
      data-testid="aside"
    >
      <Group justify="space-between" wrap="nowrap" mb="sm">
        <Title order={2}>{words.name}</Title>
        <CloseButton
          aria-label={t('counter.back', { keys: shortcuts.leaveNote.keys })}
          onClick={() => {
            onClose();
          }}
        />
      </Group>
      <Form kind={asked.kind} {...(asked.about === undefined ? {} : { about: asked.about })} onClose={onClose} />
    </aside>
  );
}

const isListOpen = (target: EventTarget): boolean =>
  target instanceof HTMLElement && target.getAttribute('aria-expanded') === 'true';
