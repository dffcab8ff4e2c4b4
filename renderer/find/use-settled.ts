import { useEffect, useState } from 'react';

/** The value once it has stayed the same for so many milliseconds: a fast typist asks once. */
export function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      setSettled(value);
    }, milliseconds);
    return () => {
      window.clearTimeout(timer);
    };
  }, [value, milliseconds]);
  return settled;
}
