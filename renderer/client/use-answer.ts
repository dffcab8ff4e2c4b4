import { keepPreviousData, useQuery, type QueryKey } from '@tanstack/react-query';
import { RefusalError, refusalIn, type DeskAnswer, type DeskRefusal } from './answer.ts';

export interface Answer<T> {
  /** The last good answer, also while the program is gone or the next one is awaited. */
  readonly data: T | undefined;
  /** Why the last question was refused. */
  readonly refusal: DeskRefusal | undefined;
  /** `data` is the answer to the question before this one (`keepsLast`): to be looked at, not to be chosen from. */
  readonly isOfBefore: boolean;
  /** Nothing to show yet. */
  readonly isLoading: boolean;
  readonly again: () => void;
}

export interface AnswerOptions {
  /** False: not asked now. */
  readonly isOn?: boolean;
  /** Keeps showing the last answer while another key's is awaited, so that a list does not blink while somebody types. */
  readonly keepsLast?: boolean;
}

/**
 * A question to the desk: `useAnswer(['case.page', stream], () => desk.case.page({ stream, reveal: false }))`.
 * Asked again by itself when the desk says that something changed, and when the program is back.
 */
export function useAnswer<T>(key: QueryKey, ask: () => Promise<DeskAnswer<T>>, options: AnswerOptions = {}): Answer<T> {
  const query = useQuery({
    queryKey: key,
    queryFn: async () => {
      const answer = await ask();
      if (!answer.ok) throw new RefusalError(answer.refusal);
      return answer.value;
    },
    enabled: options.isOn ?? true,
    ...(options.keepsLast === true ? { placeholderData: keepPreviousData } : {}),
  });
  return {
    data: query.data,
    refusal: query.error ? refusalIn(query.error) : undefined,
    isOfBefore: query.isPlaceholderData,
    isLoading: query.isLoading,
    again: () => void query.refetch(),
  };
}
