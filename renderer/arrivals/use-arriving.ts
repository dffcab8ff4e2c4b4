/**
 * What is being noted as arrived: kept as a draft while it is ticked and typed. Up to `longestArrival` rows are one act, all or none; of more
 * each such part is one. What is noted waits no more, so whoever goes on after a crash or a 停下 notes the rest and nothing twice.
 */
import { useEffect, useRef, useState } from 'react';
import { longestArrival } from '#shared/contract/arrival.ts';
import { useDraft } from '../cases/use-draft.ts';
import type { DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { asDraft, draftKind, draftType, inParts, readyOf, type Arriving } from './ticked.ts';

export type ArrivalView = Extract<Awaited<ReturnType<typeof desk.arrival.waiting>>, { readonly ok: true }>['value'];

interface ArrivingAsked {
  readonly act: string;
  readonly rows: ArrivalView['rows'];
  readonly start: Arriving;
  readonly onNoted: (count: number, isWhole: boolean) => void;
}

type Said = Omit<Parameters<typeof desk.arrival.note>[0], 'act'>;
const send = (act: string, said: Said) => desk.arrival.note({ act, ...said });

interface Refused {
  readonly refusal: DeskRefusal;
  /** Receipt numbers of the part that was refused, in its order. */
  readonly numbers: readonly string[];
}

export type Noting = ReturnType<typeof useArriving>;

export function useArriving({ act, rows, start, onNoted }: ArrivingAsked) {
  const [arriving, setArriving] = useState(start);
  const [data, setData] = useState(() => asDraft(start));
  const draft = useDraft({ id: act, kind: draftKind, type: draftType, stream: null }, data);
  // The act that bears the draft's id takes the draft with it: it is the last one.
  const [early, last] = [useAct(send), useAct(send, act)];
  const [progress, setProgress] = useState<{ readonly done: number; readonly of: number }>();
  const [refused, setRefused] = useState<Refused>();
  const isStopped = useRef(false);
  // Whoever leaves the page sees no progress any more: the part under way is the last.
  useEffect(
    () => () => {
      isStopped.current = true;
    },
    [],
  );
  const put = (next: Arriving) => {
    setArriving(next);
    setData(asDraft(next));
  };
  const { arrivedOn, ticked } = arriving;
  const responsible = arriving.responsible.trim();
  const ready = readyOf(rows, ticked);
  const isBusy = early.isBusy || last.isBusy || progress !== undefined;
  const isComplete = !isBusy && ready.rows.length > 0 && ready.lacking === 0 && arrivedOn !== '' && responsible !== '';
  const note = async (parts: readonly Said['rows'][]): Promise<number> => {
    const of = ready.rows.length;
    let done = 0;
    for (const [nth, part] of parts.entries()) {
      if (parts.length > 1) setProgress({ done, of });
      const noted = await (nth === parts.length - 1 ? last : early).run({ arrivedOn, responsible, rows: part });
      if (noted?.ok !== true) {
        if (noted) setRefused({ refusal: noted.refusal, numbers: numbersOf(rows, part) });
        return done;
      }
      done += noted.value.count;
      if (isStopped.current) return done;
    }
    return done;
  };
  const submit = async () => {
    isStopped.current = false;
    setRefused(undefined);
    const done = await note(inParts(ready.rows, longestArrival));
    setProgress(undefined);
    const isWhole = done === ready.rows.length;
    if (isWhole) await draft.drop();
    if (done > 0) onNoted(done, isWhole);
  };
  return {
    ...{ arriving, put, ready, isComplete, isBusy, submit, progress, refused },
    keepNow: draft.keepNow,
    stop: () => {
      isStopped.current = true;
    },
  };
}

function numbersOf(rows: ArrivalView['rows'], part: Said['rows']): readonly string[] {
  const byStream = new Map(rows.map(({ stream, number }) => [stream, number]));
  return part.map(({ stream }) => byStream.get(stream) ?? '');
}
