/** The files of a sample, one after the other: each has a result of its own, one that fails stops none, and it can be stopped between two. */
import { useRef, useState } from 'react';
import { saveOutside } from '../attachments/read-whole.ts';
import { fromBase64 } from '../attachments/upload.ts';
import { newActId } from '../client/act-runner.ts';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';

export type FileState =
  | { readonly state: 'waiting' | 'working' | 'done' | 'stopped' }
  | { readonly state: 'failed'; readonly refusal: DeskRefusal };

interface Wanted {
  readonly stream: string;
  readonly number: string;
}

export function useFiles(inspection: string) {
  const [states, setStates] = useState<ReadonlyMap<string, FileState>>(new Map());
  const [isRunning, setRunning] = useState(false);
  const stopping = useRef(new AbortController());
  const put = (stream: string, state: FileState) => {
    setStates((last) => new Map(last).set(stream, state));
  };
  const one = async ({ stream, number }: Wanted) => {
    put(stream, { state: 'working' });
    const act = newActId();
    const answer = await answerOf(() => desk.inspection.file({ act, stream: inspection, case: stream }));
    if (!answer.ok) {
      put(stream, { state: 'failed', refusal: answer.refusal });
      return;
    }
    saveOutside(new Blob([fromBase64(answer.value.data)], { type: 'application/pdf' }), `${number}.pdf`);
    put(stream, { state: 'done' });
  };
  const run = async (cases: readonly Wanted[]) => {
    const { signal } = (stopping.current = new AbortController());
    setRunning(true);
    for (const { stream } of cases) put(stream, { state: 'waiting' });
    for (const wanted of cases) {
      if (signal.aborted) put(wanted.stream, { state: 'stopped' });
      else await one(wanted);
    }
    setRunning(false);
  };
  const stop = () => {
    stopping.current.abort();
  };
  return { states, isRunning, run, stop };
}
