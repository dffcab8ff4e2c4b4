/**
 * A hand that knows the keys presses the digit of the answer before the list of matters, or the buttons of the answers, have come. The digit
 * belongs to the matter that Enter meant: it stays out of the box and is done once the matter stands there.
 */
import { useEffect, useEffectEvent, useRef, type KeyboardEvent } from 'react';
import { isImeKey } from '../app/ime.ts';
import { digitOf } from '../app/keys.ts';

interface TypedAhead {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onKeyDownCapture: (event: KeyboardEvent) => void;
}

/** `go`: the answer of this digit. For the form around the box named `matter`. */
export function useTypedAhead(matter: unknown, go: (digit: number) => void): TypedAhead {
  const isMeant = useRef(false);
  const digit = useRef<number>(undefined);
  const forget = (): void => {
    isMeant.current = false;
    digit.current = undefined;
  };
  const goOn = useEffectEvent(() => {
    const ahead = digit.current;
    forget();
    if (ahead !== undefined) go(ahead);
  });
  useEffect(() => {
    if (matter !== undefined) goOn();
  }, [matter]);
  return {
    // The list has taken the Enter, for the line it stands on or for the one that is still to come.
    onKeyDown: (event) => {
      if (event.key === 'Enter' && isAtMatter(event) && !isImeKey(event)) isMeant.current = event.defaultPrevented;
    },
    onKeyDownCapture: (event) => {
      if (!isMeant.current || !isAtMatter(event) || event.key === 'Enter') return;
      const pressed = isPlain(event) ? digitOf(event) : 0;
      // Whoever types on, or a second digit: it was no answer, but the number of a matter.
      if (!(pressed > 0) || digit.current !== undefined) {
        forget();
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      digit.current = pressed;
    },
  };
}

const isPlain = (event: KeyboardEvent): boolean =>
  !isImeKey(event) && !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;

const isAtMatter = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLInputElement && target.name === 'matter';
