import { useEffect, useState } from 'react';
import { answerOf, isLost, type DeskRefusal } from '../client/answer.ts';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';

const pauseMs = 2_000;

interface Confirming {
  readonly refusal: DeskRefusal | undefined;
  /** No asking again helps: declined, expired, used. */
  readonly isOver: boolean;
}

/** A server that is not reached just now is asked again; so is a program that is being started anew. */
const isPassing = (refusal: DeskRefusal): boolean => isLost(refusal) || refusal.code === 'link.unreached';

/** From the yes here until the yes there: asks every two seconds. */
export function useConfirming(isSaid: boolean): Confirming {
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const isOver = refusal !== undefined && !isPassing(refusal);
  useEffect(() => {
    if (!isSaid) return undefined;
    let timer: number | undefined;
    let isLeft = false;
    const ask = async (): Promise<void> => {
      const answer = await answerOf(() => desk.link.confirm({}));
      if (isLeft) return;
      setRefusal(answer.ok ? undefined : answer.refusal);
      if (answer.ok && answer.value.state === 'joined') askAgain();
      else if (answer.ok || isPassing(answer.refusal)) timer = window.setTimeout(() => void ask(), pauseMs);
    };
    void ask();
    return () => {
      isLeft = true;
      window.clearTimeout(timer);
    };
  }, [isSaid]);
  return { refusal, isOver };
}
