import { lazy, Suspense, useEffect, useState } from 'react';
import { useShortcut } from '../app/use-shortcut.ts';
import { targetOf, type Target } from './target-field.ts';

const fetchFinder = () => import('./CharacterFinder.tsx').then(({ CharacterFinder }) => ({ default: CharacterFinder }));
const CharacterFinder = lazy(fetchFinder);
/** After the first page, before anybody looks for a character. */
const fetchAfterMs = 2000;

/** 生僻字查字 for every field that takes text: one key opens it over the field, Enter brings the character back, Esc nothing. */
export function FinderHost() {
  const [target, setTarget] = useState<Target>();
  useShortcut('character', () => {
    const next = targetOf(document.activeElement);
    if (target !== undefined || next === undefined) return;
    // What is typed now is meant for the finder, never for the field.
    next.field.blur();
    setTarget(next);
  });
  useEffect(() => {
    const timer = window.setTimeout(() => {
      // Without an answer now, it comes when it is opened.
      fetchFinder().catch(() => undefined);
    }, fetchAfterMs);
    return () => {
      window.clearTimeout(timer);
    };
  }, []);
  if (target === undefined) return null;
  const close = (character?: string) => {
    setTarget(undefined);
    // Once the dialog has let go of the cursor.
    window.setTimeout(() => {
      if (character === undefined) target.goBack();
      else target.insert(character);
    });
  };
  return (
    <Suspense>
      <CharacterFinder onClose={close} />
    </Suspense>
  );
}
