import { QueryClient } from '@tanstack/react-query';
import { isToAskAgain, still } from './ask-again.ts';
import { desk, transport } from './desk.ts';

/**
 * The desk is beside us and tells what changed: nothing is asked on a timer, on focus, or again after a refusal. A page that
 * opens asks again, because drafts and settings change without a word.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: false,
      staleTime: Infinity,
      gcTime: 60_000,
      refetchOnMount: ({ queryKey }) => (queryKey[0] === still ? false : 'always'),
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
    },
  },
});

export const askAgain = (): void => {
  void queryClient.invalidateQueries({ predicate: isToAskAgain });
};

/** Many acts may follow one another (a pad, a merge): screens ask again at most every 150 ms. */
const pauseMs = 150;

/** The one subscription of the page. Gives back how to stop. */
export function followChanges(): () => void {
  let timer: number | undefined;
  const soon = (): void => {
    timer ??= window.setTimeout(() => {
      timer = undefined;
      askAgain();
    }, pauseMs);
  };
  return transport.follow((signal) => desk.event.changes({}, { signal }), { onEvent: soon, onBack: askAgain });
}
