import { lazy, Suspense, useState } from 'react';
import { FinderHost } from '../characters/FinderHost.tsx';
import { LoginPage } from '../login/LoginPage.tsx';
import type { Router } from './router.ts';
import { Behind } from './Behind.tsx';
import { StartFault, Waiting } from './Waiting.tsx';
import { useHeld } from './held.ts';
import { useStatus } from './use-status.ts';

const FirstStart = lazy(() => import('../setup/FirstStart.tsx').then(({ FirstStart }) => ({ default: FirstStart })));

/** Which of the program's three faces shows: first start, login, or the desk of a person. */
export function Gate({ router }: { readonly router: Router }) {
  const { data: status, refusal, again } = useStatus();
  const held = useHeld(status?.me ?? null, router);
  // The desk is no longer new the moment it is restored; what is missing must still be read.
  const [isReading, setReading] = useState(false);
  if (!status) return refusal ? <StartFault refusal={refusal} again={again} /> : <Waiting word="load.start" />;
  if (status.state === 'new' || isReading) {
    return (
      <Suspense fallback={<Waiting word="load.start" />}>
        <FirstStart holdOn={setReading} />
        <FinderHost />
      </Suspense>
    );
  }
  if (!held.me) return <LoginPage status={status} onEntered={held.enter} />;
  return <Behind key={held.sitting} status={status} held={held} me={held.me} router={router} />;
}
