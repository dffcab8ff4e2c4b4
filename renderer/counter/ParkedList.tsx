import { Button, Modal, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParkedView } from '#shared/contract/work.ts';
import { useDates } from '../app/dates.ts';
import { isImeKey } from '../app/ime.ts';
import { digitOf } from '../app/keys.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import type { DeskRefusal } from '../client/answer.ts';
import { useKindWords } from '../fields/kind-words.ts';
import classes from './Counter.module.css';

interface ParkedListProps {
  readonly parked: readonly ParkedView[];
  readonly refusal: DeskRefusal | undefined;
  readonly onClose: () => void;
}

/** A digit goes to one of the first nine at once; ↑ ↓ and Enter to any. */
export function ParkedList({ parked, refusal, onClose }: ParkedListProps) {
  const { t } = useTranslation('screens');
  const navigate = useNavigate();
  const list = useRef<HTMLDivElement>(null);
  const goTo = (one: ParkedView | undefined): void => {
    if (!one) return;
    onClose();
    void navigate({ to: '/take', search: { draft: one.id } });
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (isImeKey(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const digit = digitOf(event);
    if (step !== undefined) moveFocus(list.current, step);
    else if (digit > 0) goTo(parked[digit - 1]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal opened onClose={onClose} title={t('counter.parkedTitle', { count: parked.length })} size="lg">
      <RefusalNote refusal={refusal} />
      <Stack gap={6} p={4} ref={list} onKeyDown={onKeyDown} tabIndex={-1} data-testid="parked-list">
        {parked.length === 0 && (
          <Text c="dimmed" tabIndex={0} data-autofocus>
            {t('counter.parkedNone')}
          </Text>
        )}
        {parked.map((one, index) => (
          <Button
            key={one.id}
            variant="default"
            size="lg"
            justify="flex-start"
            fullWidth
            leftSection={<kbd className={classes.digit}>{index < 9 ? index + 1 : ''}</kbd>}
            {...(index === 0 ? { 'data-autofocus': true } : {})}
            onClick={() => {
              goTo(one);
            }}
          >
            <ParkedName one={one} />
          </Button>
        ))}
      </Stack>
      <Text size="sm" c="dimmed" mt="sm">
        {t('counter.parkedHint')}
      </Text>
    </Modal>
  );
}

/** Who (masked), which matter, since when. */
export function ParkedName({ one }: { readonly one: ParkedView }) {
  const { t } = useTranslation('screens');
  const { moment } = useDates();
  const words = useKindWords(one.kind);
  const parts = [one.who === '' ? t('counter.nobodyYet') : one.who, one.matter === '' ? words.name : one.matter];
  return (
    <span className={classes.parked}>
      <b>{parts.join(' · ')}</b> <span>{t('counter.parkedAt', { at: moment(one.parkedAt) })}</span>
    </span>
  );
}

function moveFocus(list: HTMLElement | null, step: number): void {
  const buttons = [...(list?.querySelectorAll<HTMLElement>('button') ?? [])];
  const at = buttons.findIndex((one) => one === document.activeElement);
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
}
