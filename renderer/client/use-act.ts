import { useCallback, useState } from 'react';
import { createActRunner, newActId, type Send } from './act-runner.ts';
import { answerOf, type DeskAnswer, type DeskRefusal } from './answer.ts';
import { untilBack } from './desk.ts';

export interface Act<I, T> {
  /** Under which the next submit goes; also the id of the form's draft. */
  readonly id: string;
  /** A submit is under way (also while it waits for the program to come back): the form's button is off. */
  readonly isBusy: boolean;
  /** Why the last submit was refused; the form keeps everything typed. */
  readonly refusal: DeskRefusal | undefined;
  /** Submits. Undefined while another submit is under way. Never throws. */
  readonly run: (input: I) => Promise<DeskAnswer<T> | undefined>;
  readonly forget: () => void;
}

/**
 * A command of the desk as a form uses it: `useAct((act, input: Input) => desk.case.begin({ act, ...input }))`.
 * `firstId` is the id of a draft that is taken up again. Procedures without an act id simply leave it unused.
 */
export function useAct<I, T>(send: Send<I, T>, firstId?: string): Act<I, T> {
  const [runner] = useState(() =>
    createActRunner(
      (act, { send, input }: { send: Send<I, T>; input: I }) => answerOf(() => send(act, input)),
      { newId: newActId, untilBack },
      firstId,
    ),
  );
  const [id, setId] = useState(runner.id);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const run = useCallback(
    async (input: I) => {
      setBusy(true);
      const answer = await runner.run({ send, input });
      if (!answer) return undefined;
      setBusy(false);
      setRefusal(answer.ok ? undefined : answer.refusal);
      setId(runner.id());
      return answer;
    },
    [runner, send],
  );
  const forget = useCallback(() => {
    setRefusal(undefined);
  }, []);
  return { id, isBusy, refusal, run, forget };
}
