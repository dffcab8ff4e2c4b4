/** How a screen says that it can take what is read. */
import { useEffect, useRef, type RefObject } from 'react';
import { readers, type Taker } from './bus.ts';

/** While the component stands; the newest `taker` counts. */
export function useTaker(taker: Taker): void {
  const latest = useRef(taker);
  useEffect(() => {
    latest.current = taker;
  });
  useEffect(
    () =>
      readers.addTaker({
        rank: (heard) => latest.current.rank(heard),
        take: (heard) => {
          latest.current.take(heard);
        },
      }),
    [],
  );
}

/** The highest wins: a list that takes card after card, whoever the cursor stands in, then the person of a form, then a list that can search, then the frame. */
export const ranks = {
  tryOut: 100,
  list: 60,
  focused: 50,
  petitioner: 40,
  otherPerson: 30,
  search: 20,
  frame: 1,
} as const;

type Box = RefObject<HTMLInputElement | null>;

/** A box that searches finds the person whose number was read. */
export function useSearchTaker(box: Box, search: (text: string) => void): void {
  useTaker({
    rank: ({ reading, focus }) => {
      if (reading.kind !== 'card' || reading.card.idNumber === undefined) return 0;
      return focus !== null && focus === box.current ? ranks.focused : ranks.search;
    },
    take: ({ reading }) => {
      if (reading.kind === 'card') search(reading.card.idNumber ?? '');
    },
  });
}

/** The box for the number of a blank sheet, when the cursor stands in it. */
export function useSheetTaker(box: Box, put: (number: string) => void): void {
  useTaker({
    rank: ({ reading, focus }) =>
      reading.kind === 'sheet' && focus !== null && focus === box.current ? ranks.focused : 0,
    take: ({ reading }) => {
      if (reading.kind === 'sheet') put(reading.number);
    },
  });
}

/** Calls when a reading opened a page. */
export function useScanLed(call: () => void): void {
  const latest = useRef(call);
  useEffect(() => {
    latest.current = call;
  });
  useEffect(
    () =>
      readers.led.hear(() => {
        latest.current();
      }),
    [],
  );
}
