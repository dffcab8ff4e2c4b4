import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import type { DeskStatus, Me } from '#shared/contract/desk.ts';
import { FinderHost } from '../characters/FinderHost.tsx';
import { ClockQuestion } from '../clock/ClockQuestion.tsx';
import { DeviceDesk } from '../devices/DeviceDesk.tsx';
import { LockScreen } from '../login/LockScreen.tsx';
import { clearPaper } from '../papers/last-paper.ts';
import type { Held } from './held.ts';
import { useIdle } from './idle.ts';
import { PersonContext, type PersonAtDesk } from './person.ts';
import { fetchPages, type Router } from './router.ts';
import { board } from './shortcut-board.ts';
import { usePersonLook } from './use-person-look.ts';

interface BehindProps {
  readonly status: DeskStatus;
  readonly held: Held;
  readonly me: Me;
  readonly router: Router;
}

const afterTheFirstPageMs = 1500;

/** The pages of one person. Locked, they stay mounted with all that is typed, but neither seen nor reached. */
export function Behind({ status, held, me, router }: BehindProps) {
  const { isLocked, lock, leave } = held;
  const person = useMemo<PersonAtDesk>(() => {
    const may = new Set(me.may);
    return {
      ...{ me, status },
      may: (permission) => may.has(permission),
      lock: () => void lock(),
      leave: () => void leave(),
    };
  }, [me, status, lock, leave]);
  useIdle(isLocked ? 0 : status.idleLock, person.lock);
  usePersonLook(!isLocked);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      // Without an answer now, the pages come when they are opened.
      fetchPages(router).catch(() => undefined);
    }, afterTheFirstPageMs);
    return () => {
      window.clearTimeout(timer);
    };
  }, [router]);
  useEffect(() => {
    board.setLocked(isLocked);
    return () => {
      board.setLocked(false);
    };
  }, [isLocked]);
  useEffect(() => {
    clearPaper();
    return clearPaper;
  }, [isLocked]);
  return (
    <PersonContext value={person}>
      <div inert={isLocked} style={isLocked ? { visibility: 'hidden' } : undefined} data-testid="behind">
        <div id="floating" />
        <RouterProvider router={router} />
        <ClockQuestion />
        <FinderHost />
      </div>
      <DeviceDesk router={router} isLocked={isLocked} />
      {isLocked && <LockScreen me={me} status={status} onEntered={held.enter} onLeft={person.leave} />}
    </PersonContext>
  );
}
