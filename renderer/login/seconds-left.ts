import { useEffect, useState } from 'react';

/** Counts down from `seconds` to 0; starts anew when the desk says another number. */
export function useSecondsLeft(seconds: number): number {
  const [left, setLeft] = useState(seconds);
  const [from, setFrom] = useState(seconds);
  if (from !== seconds) {
    setFrom(seconds);
    setLeft(seconds);
  }
  useEffect(() => {
    if (left <= 0) return undefined;
    const timer = window.setTimeout(() => {
      setLeft(left - 1);
    }, 1000);
    return () => {
      window.clearTimeout(timer);
    };
  }, [left]);
  return left;
}
