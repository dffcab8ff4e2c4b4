/**
 * 读卡 (模拟): a card reader for the demonstration. Each press reads the next of the made-up cards; the menu reads one of them. The people
 * are the desk's, which has none where real work is done.
 */
import { Button, Group, Menu } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { madeUpCards, type MadeUpCard } from '#shared/contract/desk.ts';
import { shortcuts } from '../app/keys.ts';
import { useShortcut } from '../app/use-shortcut.ts';
import { answerOf } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { readers } from './bus.ts';
import type { Tell } from './reader.ts';

/** Plugged in while it stands; answers how to put a card on it. */
function useSimulated(): (card: MadeUpCard, focus: Element | null) => Promise<void> {
  const tell = useRef<Tell>(undefined);
  useEffect(
    () =>
      readers.plug({
        id: 'simulated',
        start: (to) => {
          tell.current = to;
          return () => {
            tell.current = undefined;
          };
        },
      }),
    [],
  );
  return async (card, focus) => {
    const answer = await answerOf(() => desk.desk.readMadeUp({ card }));
    if (answer.ok) tell.current?.(answer.value.said, { focus });
    else readers.notices.say({ tone: 'refused', refusal: answer.refusal });
  };
}

export function ReadCard() {
  const { t } = useTranslation('screens');
  const read = useSimulated();
  const [at, setAt] = useState(0);
  const readNext = (): void => {
    setAt(at + 1);
    void read(madeUpCards[at % madeUpCards.length] ?? 'plain', document.activeElement);
  };
  useShortcut('readCard', readNext);
  return (
    <Group gap={2} wrap="nowrap">
      <Button variant="default" onClick={readNext} onMouseDown={keepFocus} title={shortcuts.readCard.keys}>
        {t('device.read')}
      </Button>
      <Menu position="bottom-end" returnFocus>
        <Menu.Target>
          <Button variant="default" px="xs" aria-label={t('device.readWhich')} onMouseDown={keepFocus}>
            {'▾'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {madeUpCards.map((card) => (
            <Menu.Item key={card} onClick={() => void read(card, null)}>
              {t(`device.card.${card}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

/** A reader has no cursor: whoever was typing stays where they were. */
const keepFocus = (event: React.MouseEvent): void => {
  event.preventDefault();
};
