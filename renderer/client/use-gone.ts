import { useEffect, useState } from 'react';
import type { Gone } from './connection-state.ts';
import { transport } from './desk.ts';

/** Why the program does not answer, or undefined while it does. */
export function useGone(): Gone {
  const [gone, setGone] = useState<Gone>();
  useEffect(() => transport.onGone(setGone), []);
  return gone;
}
