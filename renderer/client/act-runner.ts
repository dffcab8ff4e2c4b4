/**
 * One act, from the form's opening to its answer. The id is minted when the form opens and kept until the desk has said yes:
 * an answer that was lost is asked for again under the same id, and the desk gives the stored one instead of acting twice.
 */
import { v7 } from 'uuid';
import { isLost, type DeskAnswer } from './answer.ts';

export const newActId = (): string => v7();

export interface ActPorts {
  readonly newId: () => string;
  /** Resolves when the program answers again. */
  readonly untilBack: () => Promise<void>;
}

export interface ActRunner<I, T> {
  /** The id under which the next submit goes. */
  readonly id: () => string;
  /** Gives undefined, and does nothing, while a submit is under way: a double click makes one record. */
  readonly run: (input: I) => Promise<DeskAnswer<T> | undefined>;
}

export type Send<I, T> = (act: string, input: I) => Promise<DeskAnswer<T>>;

/** `firstId`: of a draft that is taken up again. */
export function createActRunner<I, T>(send: Send<I, T>, ports: ActPorts, firstId?: string): ActRunner<I, T> {
  let id = firstId ?? ports.newId();
  let isBusy = false;
  return {
    id: () => id,
    run: async (input) => {
      if (isBusy) return undefined;
      isBusy = true;
      try {
        const answer = await sendUntilAnswered(() => send(id, input), ports.untilBack);
        if (answer.ok) id = ports.newId();
        return answer;
      } finally {
        isBusy = false;
      }
    },
  };
}

async function sendUntilAnswered<T>(
  send: () => Promise<DeskAnswer<T>>,
  untilBack: () => Promise<void>,
): Promise<DeskAnswer<T>> {
  for (;;) {
    const answer = await send();
    if (answer.ok || !isLost(answer.refusal)) return answer;
    await untilBack();
  }
}
