/** The files of a sample, one after the other: each has a result of its own, one that fails stops none, and it can be stopped between two. */
import { useRef, useState } from 'react';
import type { MadeFileView } from '#shared/contract/archive.ts';
import { downloadFile, makeWhole } from '../archive/use-make-file.ts';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';

export type FileState =
  | { readonly state: 'waiting' | 'working' | 'done' | 'stopped' }
  | { readonly state: 'failed'; readonly refusal: DeskRefusal };

interface Wanted {
  readonly stream: string;
}

/** `isOwnWindow`: the program asks for the place of each; else the browser downloads it. */
export function useFiles(inspection: string, isOwnWindow: boolean) {
  const [states, setStates] = useState<ReadonlyMap<string, FileState>>(new Map());
  const [isRunning, setRunning] = useState(false);
  const stopping = useRef(new AbortController());
  const put = (stream: string, state: FileState) => {
    setStates((last) => new Map(last).set(stream, state));
  };
  const take = (made: MadeFileView) =>
    isOwnWindow ? answerOf(() => desk.archive.save({ file: made.file, as: 'pdf' })) : downloadFile(made, 'pdf');
  const one = async ({ stream }: Wanted, signal: AbortSignal) => {
    put(stream, { state: 'working' });
    const made = await makeWhole({ stream, inspection }, signal);
    if (signal.aborted) {
      put(stream, { state: 'stopped' });
      return;
    }
    const taken = made.ok ? await take(made.value) : made;
    if (taken.ok) put(stream, { state: taken.value.saved ? 'done' : 'stopped' });
    else put(stream, { state: 'failed', refusal: taken.refusal });
  };
  const run = async (cases: readonly Wanted[]) => {
    const { signal } = (stopping.current = new AbortController());
    setRunning(true);
    for (const { stream } of cases) put(stream, { state: 'waiting' });
    for (const wanted of cases) {
      if (signal.aborted) put(wanted.stream, { state: 'stopped' });
      else await one(wanted, signal);
    }
    setRunning(false);
  };
  const stop = () => {
    stopping.current.abort();
  };
  return { states, isRunning, run, stop };
}
