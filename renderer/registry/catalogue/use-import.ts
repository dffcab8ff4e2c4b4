/** One import: the file is sent in parts, read by the desk, looked at; leaving the page gives up what is under way. */
import { useRef, useState } from 'react';
import { partBytes } from '#shared/contract/attachment.ts';
import type { CatalogueReadEvent, CatalogueSummary } from '#shared/contract/catalogue.ts';
import { toBase64 } from '../../attachments/upload.ts';
import { newActId } from '../../client/act-runner.ts';
import { answerOf, type DeskRefusal } from '../../client/answer.ts';
import { followWork, useDeskWork } from '../../client/desk-work.ts';
import { desk } from '../../client/desk.ts';

export type Reading =
  | { readonly state: 'idle' | 'sending' | 'stopped' }
  | { readonly state: 'reading'; readonly done: number; readonly of: number }
  | { readonly state: 'refused'; readonly refusal: DeskRefusal }
  /** `look` is another number each time the file is read. */
  | { readonly state: 'read'; readonly summary: CatalogueSummary; readonly look: number };

export interface CatalogueImport {
  readonly reading: Reading;
  /** Names the file at the desk. */
  readonly file: string;
  readonly name: string;
  readonly choose: (file: File) => void;
  /** Reads the same file anew: the registry has changed. */
  readonly again: () => void;
  readonly stop: () => void;
  /** Nothing more is to be done with the file. */
  readonly close: () => void;
}

export function useImport(): CatalogueImport {
  const [chosen, setChosen] = useState({ file: '', name: '' });
  const [reading, setReading] = useState<Reading>({ state: 'idle' });
  const looks = useRef(0);
  const { run, end } = useDeskWork((refusal) => {
    setReading({ state: 'refused', refusal });
  });
  const read = (file: string, signal: AbortSignal) =>
    followWork(desk.catalogue.read({ file }, { signal }), signal, (event) => {
      looks.current += event.type === 'summary' ? 1 : 0;
      setReading(readingOf(event, looks.current));
    });
  return {
    ...chosen,
    reading,
    choose: (content) => {
      const file = newActId();
      setChosen({ file, name: content.name });
      setReading({ state: 'sending' });
      run(async (signal) => {
        const refusal = await send(file, content, signal);
        if (signal.aborted) return;
        if (refusal) setReading({ state: 'refused', refusal });
        else await read(file, signal);
      });
    },
    again: () => {
      setReading({ state: 'sending' });
      run((signal) => read(chosen.file, signal));
    },
    close: () => {
      setReading({ state: 'idle' });
    },
    stop: () => {
      end();
      setReading({ state: 'stopped' });
    },
  };
}

function readingOf(event: CatalogueReadEvent, look: number): Reading {
  switch (event.type) {
    case 'progress':
      return { state: 'reading', ...event.progress };
    case 'summary':
      return { state: 'read', summary: event.summary, look };
    case 'refused':
      return { state: 'refused', refusal: event.refusal };
  }
}

/** Undefined when everything has arrived. An empty file is one part, so that the desk says what it is. */
async function send(file: string, content: File, signal: AbortSignal): Promise<DeskRefusal | undefined> {
  for (let index = 0; index === 0 || index * partBytes < content.size; index += 1) {
    if (signal.aborted) return undefined;
    const part = await partOf(content, index);
    if (part === undefined) return { code: 'attachment.unreadable' };
    const answer = await answerOf(() => desk.catalogue.part({ file, index, data: part }));
    if (!answer.ok) return answer.refusal;
  }
  return undefined;
}

/** Undefined where the stick was pulled out, or it is a folder. */
async function partOf(content: File, index: number): Promise<string | undefined> {
  try {
    const bytes = await content.slice(index * partBytes, (index + 1) * partBytes).arrayBuffer();
    return toBase64(new Uint8Array(bytes));
  } catch {
    return undefined;
  }
}
