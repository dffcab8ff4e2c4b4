/** One key opens the page of the petitioner: the form is put aside as it stands, and the same key comes back to the very place. */
import { useNavigate } from '@tanstack/react-router';
import { useState, type RefObject } from 'react';
import { useShortcut } from '../app/use-shortcut.ts';
import type { DeskRefusal } from '../client/answer.ts';
import { placeIn } from './place-in-form.ts';
import type { Draft } from './use-draft.ts';

interface CallUpPlace {
  readonly element: RefObject<HTMLFormElement | null>;
  readonly act: string;
  readonly draft: Draft;
  /** '': nobody was chosen. */
  readonly party: string;
}

/** `refusal`: why the form could not be put aside; then it stays open. */
export function useCallUp({ element, act, draft, party }: CallUpPlace) {
  const navigate = useNavigate();
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const go = async (): Promise<void> => {
    if (element.current === null) return;
    const refused = await draft.park(placeIn(element.current));
    setRefusal(refused);
    if (!refused) await navigate({ to: '/people/$party', params: { party }, search: { back: act } });
  };
  const callUp = (): void => {
    if (party !== '') void go();
  };
  useShortcut('person', callUp, party !== '');
  return { callUp, refusal };
}
