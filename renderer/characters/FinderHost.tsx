import { lazy, Suspense, useState } from 'react';
import { useShortcut } from '../app/use-shortcut.ts';
import { targetOf, type Target } from './target-field.ts';

const CharacterFinder = lazy(() =>
  import('./CharacterFinder.tsx').then(({ CharacterFinder }) => ({ default: CharacterFinder })),
);

/** 生僻字查字 for every field that takes text: one key opens it over the field, Enter brings the character back, Esc nothing. */
export function FinderHost() {
  const [target, setTarget] = useState<Target>();
  useShortcut('character', () => {
    setTarget((open) => open ?? targetOf(document.activeElement));
  });
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
