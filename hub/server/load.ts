/**
 * How much the hub takes on at once. Bodies being received are counted by their bytes, calls being answered by their number; a slow sender
 * holds only the first, so it cannot keep others from being answered.
 */
import type { StepAside } from '../ports.ts';

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
  readonly takeCall: () => CallPlace | undefined;
}

/** A place among the calls being answered. */
export interface CallPlace {
  /** For good. */
  readonly release: () => void;
  readonly stepAside: StepAside;
}

export function createLoad({ allBytes, calls }: LoadLimits): Load {
  return { takeBytes: meter(allBytes), takeCall: places(calls) };
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

function places(most: number): () => CallPlace | undefined {
  let used = 0;
  /** Those who come back from waiting, in turn: they go before who comes anew. */
  const returning: (() => void)[] = [];
  const leave = (): void => {
    const next = returning.shift();
    if (next === undefined) used -= 1;
    else next();
  };
  const comeBack = (): Promise<void> => {
    if (used < most) {
      used += 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => returning.push(resolve));
  };
  return () => {
    if (used >= most) return undefined;
    used += 1;
    let isHeld = true;
    const release = (): void => {
      if (isHeld) leave();
      isHeld = false;
    };
    const stepAside: StepAside = async (until) => {
      release();
      await until;
      await comeBack();
      isHeld = true;
    };
    return { release, stepAside };
  };
}
