import { useEffect, useRef } from 'react';

const signs = ['keydown', 'pointerdown', 'wheel', 'touchstart'] as const;

export interface IdleWatch {
  /** Somebody is there. */
  readonly sign: () => void;
  readonly stop: () => void;
}

export interface IdlePorts {
  /** Milliseconds; of the wall, so that sleeping counts as absence. */
  readonly now: () => number;
  /** Calls after that many milliseconds, or later when the machine slept; gives back how to stop. */
  readonly after: (milliseconds: number, call: () => void) => () => void;
}

/** Calls `onIdle` once when `milliseconds` have passed without a sign. One timer, set anew only when it fires. */
export function watchIdle(milliseconds: number, onIdle: () => void, { now, after }: IdlePorts): IdleWatch {
  let last = now();
  let stop: () => void;
  const look = (): void => {
    const left = last + milliseconds - now();
    if (left <= 0) onIdle();
    else stop = after(left, look);
  };
  stop = after(milliseconds, look);
  return {
    sign: () => {
      // The first key after a sleep must not save a screen that should long have been locked.
      if (now() - last < milliseconds) last = now();
      else look();
    },
    stop: () => {
      stop();
    },
  };
}

const browser: IdlePorts = {
  now: () => Date.now(),
  after: (milliseconds, call) => {
    const timer = window.setTimeout(call, milliseconds);
    return () => {
      window.clearTimeout(timer);
    };
  },
};

/** Locks a screen nobody sits at (GB/T 22239-2019: 登录连接超时自动退出). `seconds` 0 switches it off. */
export function useIdle(seconds: number, onIdle: () => void): void {
  const latest = useRef(onIdle);
  useEffect(() => {
    latest.current = onIdle;
  }, [onIdle]);
  useEffect(() => {
    if (seconds <= 0) return undefined;
    const call = (): void => {
      latest.current();
    };
    const watch = watchIdle(seconds * 1000, call, browser);
    const options = { capture: true, passive: true };
    signs.forEach((sign) => {
      window.addEventListener(sign, watch.sign, options);
    });
    return () => {
      watch.stop();
      signs.forEach((sign) => {
        window.removeEventListener(sign, watch.sign, options);
      });
    };
  }, [seconds]);
}
