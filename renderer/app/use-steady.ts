/**
 * What stays the same object from one drawing to the next, so that a key in one box draws that box and not all that stand around it. The
 * compiler leaves out an element whose properties are the same ones (decision 31).
 */
import { useLayoutEffect, useRef, useState } from 'react';
import type { JsonObject } from '#shared/kernel/json.ts';

/**
 * One function for the whole life of the component, which does what `act` of the last drawing does: for handlers, not to be called while
 * drawing. Set before the next event can come, unlike a hook that sets it in a passive effect: a key pressed at once after an answer
 * of the desk must not write the values of before.
 */
export function useSteady<Given extends readonly unknown[], Answered>(
  act: (...given: Given) => Answered,
): (...given: Given) => Answered {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  const [steady] = useState(
    () =>
      (...given: Given) =>
        latest.current(...given),
  );
  return steady;
}

/** The same object as long as it says the same. */
export function useSame<Values extends JsonObject>(values: Values): Values {
  const [kept, keep] = useState(values);
  if (kept === values || JSON.stringify(kept) === JSON.stringify(values)) return kept;
  keep(values);
  return values;
}
