/** What the frame of the pages does with a reading that no form takes: a code opens its case, a person's paper an intake. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '#shared/kernel/result.ts';
import { keepAll } from '../app/keepers.ts';
import { usePerson } from '../app/person.ts';
import type { Router } from '../app/router.ts';
import { answerOf } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { useScanWords, type Scanned } from '../find/scan-words.ts';
import { readers, type Heard } from './bus.ts';
import { hasUnkeptText } from './unkept.ts';
import { ranks, useTaker } from './use-taker.ts';

const refused = (refusal: Refusal): void => {
  readers.notices.say({ tone: 'refused', refusal });
};

export interface Leaving {
  readonly isAsking: boolean;
  readonly go: () => void;
  readonly stay: () => void;
}

interface Leave extends Leaving {
  /** Goes when everything typed is kept; asks first when something would be lost. Not at all once the screen is locked. */
  readonly leave: (go: () => void) => Promise<void>;
}

function useLeave(isLocked: boolean): Leave {
  const [waiting, setWaiting] = useState<() => void>();
  const locked = useRef(isLocked);
  useEffect(() => {
    locked.current = isLocked;
  }, [isLocked]);
  const leave = useCallback(async (go: () => void) => {
    await keepAll();
    if (locked.current) return;
    if (hasUnkeptText()) setWaiting(() => go);
    else go();
  }, []);
  const stay = (): void => {
    setWaiting(undefined);
  };
  return {
    leave,
    isAsking: waiting !== undefined && !isLocked,
    stay,
    go: () => {
      stay();
      waiting?.();
    },
  };
}

export function useFrameTaker(router: Router, isLocked: boolean): Leaving {
  const { may } = usePerson();
  const { t } = useTranslation('screens');
  const words = useScanWords();
  const { leave, ...leaving } = useLeave(isLocked);

  const toCase = (stream: string, scanned: Scanned): void => {
    const tone = scanned.paper === null || scanned.paper.status === 'valid' ? 'done' : 'warn';
    readers.led.say(undefined);
    void router.navigate({ to: '/cases/$stream', params: { stream } });
    readers.notices.say({ tone, words: words(scanned) });
  };
  const openSheet = async (heard: Heard, number: string): Promise<void> => {
    if (readers.offer({ ...heard, reading: { kind: 'sheet', number } })) return;
    if (!may('case.take')) {
      refused({ code: 'device.nowhere' });
      return;
    }
    await leave(() => {
      readers.led.say(undefined);
      void router.navigate({ to: '/take', search: { sheet: number } });
      readers.notices.say({ tone: 'done', words: t('device.sheet') });
    });
  };
  const openCode = async (heard: Heard, code: string): Promise<void> => {
    const answer = await answerOf(() => desk.case.byCode({ code }));
    if (!answer.ok) {
      refused(answer.refusal);
      return;
    }
    const { stream, number, isBlankSheet } = answer.value;
    if (isBlankSheet) await openSheet(heard, number);
    else if (stream === null) refused({ code: 'number.unknown' });
    else if (router.state.location.pathname === `/cases/${stream}`) toCase(stream, answer.value);
    else
      await leave(() => {
        toCase(stream, answer.value);
      });
  };
  const openIntake = async (heard: Heard): Promise<void> => {
    await leave(() => {
      // In memory, because an address would keep it.
      readers.hold(heard);
      readers.led.say(undefined);
      void router.navigate({ to: '/take' });
    });
  };
  useTaker({
    rank: ({ reading }) => {
      if (reading.kind === 'sheet') return 0;
      return reading.kind === 'card' && !may('case.take') ? 0 : ranks.frame;
    },
    take: (heard) => {
      const { reading } = heard;
      if (reading.kind === 'code') void openCode(heard, reading.text);
      else if (reading.kind === 'card') void openIntake(heard);
      else if (reading.kind === 'problem') refused(reading.refusal);
    },
  });
  return leaving;
}
