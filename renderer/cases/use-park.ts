/** 挂起: one key puts the form aside with everything typed and opens an empty one. */
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type RefObject } from 'react';
import { useShortcut } from '../app/use-shortcut.ts';
import { newActId } from '../client/act-runner.ts';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { placeIn } from './place-in-form.ts';
import type { Draft } from './use-draft.ts';

interface ParkPlace {
  readonly element: RefObject<HTMLFormElement | null>;
  readonly kind: string;
  readonly draft: Draft;
  /** Nothing is typed: there is nothing to put aside. */
  readonly isUntouched: boolean;
}

/** `refusal`: why it could not be put aside; then everything stays as it is. */
export function usePark({ element, kind, draft, isUntouched }: ParkPlace) {
  const navigate = useNavigate();
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const parkNow = async (): Promise<void> => {
    if (element.current === null) return;
    const refused = await draft.park(placeIn(element.current));
    setRefusal(refused);
    if (refused) return;
    askAgain();
    await navigate({ to: '/take', search: { kind, draft: newActId() } });
  };
  const park = (): void => {
    if (!isUntouched) void parkNow();
  };
  useShortcut('park', park);
  return { park, refusal };
}

/** A form that opens again is no longer among those put aside. */
export function useTakenUp(draft: string, isRestored: boolean): void {
  useEffect(() => {
    if (isRestored) void answerOf(() => desk.draft.takeUp({ id: draft })).then(askAgain);
  }, [draft, isRestored]);
}
