/** Alt and a number take a step of a case, as many of them as there are. Answers what the nth button says of its key. */
import { useState } from 'react';
import { digitOf } from '../app/keys.ts';
import { useShortcut } from '../app/use-shortcut.ts';
import { digitsFor, indexFor, ninesOf, turned } from './step-keys.ts';

export function useStepKeys(
  steps: readonly string[],
  isOn: boolean,
  onTake: (step: string) => void,
): (index: number) => string {
  const [nine, setNine] = useState(0);
  // Fewer steps may be allowed than when it was turned.
  const shown = nine % ninesOf(steps.length);
  useShortcut(
    'nthAction',
    (event) => {
      const nth = steps[indexFor(digitOf(event), shown)];
      if (nth === undefined) return;
      setNine(0);
      onTake(nth);
    },
    isOn,
  );
  useShortcut(
    'laterActions',
    () => {
      setNine(turned(shown, steps.length));
    },
    isOn && ninesOf(steps.length) > 1,
  );
  return (index) => `Alt+${digitsFor(index, shown, steps.length)}`;
}
