import { Button, CloseButton, Group, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { shortcuts } from '../app/keys.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { useShortcut } from '../app/use-shortcut.ts';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useKindWords } from '../fields/kind-words.ts';
import classes from './Counter.module.css';
import { noteLast, useLastMemo, type LastMemo } from './last-memo.ts';

/** 已记: what was just written down, until the next one or until it is waved away; one key takes it back. */
export function LastMemoLine() {
  const last = useLastMemo();
  // Whoever logs in next has not keyed it.
  useEffect(
    () => () => {
      noteLast(undefined);
    },
    [],
  );
  return last ? <Line key={last.stream} last={last} /> : null;
}

const takeBack = (act: string, stream: string) => desk.case.step({ act, stream, type: 'takenBack', data: {} });

function Line({ last }: { readonly last: LastMemo }) {
  const { t } = useTranslation('screens');
  const words = useKindWords(last.kind);
  const act = useAct(takeBack);
  const undo = async (): Promise<void> => {
    const answer = await act.run(last.stream);
    if (!answer?.ok) return;
    noteLast(undefined);
    askAgain();
  };
  useShortcut('takeBack', () => void undo());
  return (
    <div className={classes.last} role="status" data-testid="last-memo">
      <Group justify="space-between" wrap="nowrap" gap={4}>
        <Text size="sm">{t('counter.noted', { kind: words.name, status: words.status(last.status) })}</Text>
        <CloseButton
          size="sm"
          aria-label={t('counter.wave')}
          onClick={() => {
            noteLast(undefined);
          }}
        />
      </Group>
      <RefusalNote refusal={act.refusal} />
      <Button variant="default" size="compact-sm" onClick={() => void undo()} loading={act.isBusy}>
        {t('counter.takeBack', { keys: shortcuts.takeBack.keys })}
      </Button>
    </div>
  );
}
