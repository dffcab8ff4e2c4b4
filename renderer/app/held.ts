import { useCallback, useState } from 'react';
import type { Me } from '#shared/contract/desk.ts';
import { queryClient } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { keepAll } from './keepers.ts';
import type { Router } from './router.ts';
import { askStatusAgain } from './use-status.ts';

export interface Held {
  /** Whose pages stand in the window, locked or not. */
  readonly me: Me | null;
  /** Changes when the pages must be made anew because somebody else sits down. */
  readonly sitting: number;
  readonly isLocked: boolean;
  readonly lock: () => Promise<void>;
  readonly leave: () => Promise<void>;
  /** After a good login: the same person finds everything as it was, another gets fresh pages. */
  readonly enter: (me: Me) => void;
}

interface Sitting {
  readonly me: Me | null;
  readonly count: number;
  readonly isLocked: boolean;
}

const sittingOf = (last: Sitting, me: Me): Sitting => ({
  me,
  isLocked: false,
  count: last.me?.staff === me.staff ? last.count : last.count + 1,
});

/**
 * The person whose pages are shown, apart from whether the desk still counts them as logged in: after a lock, or when the
 * program was restarted, their pages stay as they are beneath the lock screen until somebody logs in.
 */
export function useHeld(present: Me | null, router: Router): Held {
  const [sitting, setSitting] = useState<Sitting>({ me: null, count: 0, isLocked: false });
  // A reload finds its login still there.
  if (present && !sitting.me) setSitting(sittingOf(sitting, present));
  const enter = useCallback(
    (me: Me) => {
      if (sitting.me?.staff !== me.staff) {
        queryClient.removeQueries();
        void router.navigate({ to: '/' });
      }
      setSitting((last) => sittingOf(last, me));
      void queryClient.invalidateQueries();
    },
    [sitting.me, router],
  );
  const lock = useCallback(async () => {
    // Hidden at once; what was typed is kept while the connection still belongs to its person.
    setSitting((last) => ({ ...last, isLocked: true }));
    await keepAll();
    await desk.login.lock({});
    await askStatusAgain();
  }, []);
  const leave = useCallback(async () => {
    await keepAll();
    await desk.login.leave({});
    await askStatusAgain();
    setSitting((last) => ({ ...last, me: null, isLocked: false }));
    queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'desk.status' });
  }, []);
  return { me: sitting.me, sitting: sitting.count, isLocked: sitting.isLocked || !present, lock, leave, enter };
}
