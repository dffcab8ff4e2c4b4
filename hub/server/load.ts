/**
 * How much the hub takes on at once. Bodies being received are counted by their bytes, calls being answered by their number; a slow sender
 * holds only the first, so it cannot keep others from being answered.
 */
export interface LoadLimits {
  /** One body. */
  readonly bodyBytes: number;
  /** All bodies being received and held. */
  readonly allBytes: number;
  /** Calls being answered. */
  readonly calls: number;
}

export interface Load {
  /** Room for a body that tells its size; `undefined` where there is none now. The function gives the room back, once. */
  readonly takeBytes: (bytes: number) => (() => void) | undefined;
  readonly takeCall: () => (() => void) | undefined;
}

export function createLoad({ allBytes, calls }: LoadLimits): Load {
  const bytes = meter(allBytes);
  const answering = meter(calls);
  return { takeBytes: bytes, takeCall: () => answering(1) };
}

function meter(most: number): (amount: number) => (() => void) | undefined {
  let used = 0;
  return (amount) => {
    if (used + amount > most) return undefined;
    used += amount;
    let isHeld = true;
    return () => {
      if (isHeld) used -= amount;
      isHeld = false;
    };
  };
}
