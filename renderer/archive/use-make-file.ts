/** 导出档案 under way: it is made at the desk, then taken in parts (or written where the person says). It ends with the page or with `stop`. */
import { useState } from 'react';
import type { MadeFileView, MakeEvent } from '#shared/contract/archive.ts';
import { answerOf, refusalIn, type DeskAnswer, type DeskRefusal } from '../client/answer.ts';
import { newActId } from '../client/act-runner.ts';
import { followWork, useDeskWork } from '../client/desk-work.ts';
import { desk } from '../client/desk.ts';
import { saveOutside } from '../attachments/read-whole.ts';
import { fromBase64 } from '../attachments/upload.ts';

export type Making =
  | { readonly state: 'idle' | 'stopped' }
  | { readonly state: 'running'; readonly done: number; readonly of: number }
  | { readonly state: 'made'; readonly made: MadeFileView }
  | { readonly state: 'refused'; readonly refusal: DeskRefusal };

const makingOf = (event: MakeEvent): Making => {
  switch (event.type) {
    case 'progress':
      return { state: 'running', ...event.progress };
    case 'made':
      return { state: 'made', made: event.made };
    case 'refused':
      return { state: 'refused', refusal: event.refusal };
  }
};

export function useMakeFile(stream: string) {
  const [making, setMaking] = useState<Making>({ state: 'idle' });
  const { run, end } = useDeskWork((refusal) => {
    setMaking({ state: 'refused', refusal });
  });
  const start = (): void => {
    setMaking({ state: 'running', done: 0, of: 0 });
    run((signal) => follow({ stream }, signal, setMaking));
  };
  const stop = (): void => {
    end();
    setMaking({ state: 'stopped' });
  };
  return { making, start, stop };
}

/** What is to be made; `inspection`: the sample it is for. */
interface Asked {
  readonly stream: string;
  readonly inspection?: string;
}

const follow = (asked: Asked, signal: AbortSignal, tell: (making: Making) => void): Promise<void> =>
  followWork(desk.archive.make(asked, { signal }), signal, (event) => {
    tell(makingOf(event));
  });

/** To its end, without telling how far it is. */
export async function makeWhole(asked: Asked, signal: AbortSignal): Promise<DeskAnswer<MadeFileView>> {
  let last: Making = { state: 'idle' };
  const tell = (making: Making): void => {
    last = making;
  };
  const ended = await follow(asked, signal, tell).catch((error: unknown) => refusalIn(error));
  if (ended !== undefined && !signal.aborted) return { ok: false, refusal: ended };
  return resultOf(last);
}

const resultOf = (making: Making): DeskAnswer<MadeFileView> => {
  if (making.state === 'made') return { ok: true, value: making.made };
  return { ok: false, refusal: making.state === 'refused' ? making.refusal : { code: 'work.cancelled' } };
};

type Form = 'zip' | 'pdf';

/** Part by part, then handed to the browser as a download. One act, however many parts. */
export async function downloadFile({ file, name }: MadeFileView, as: Form): Promise<DeskAnswer<{ saved: boolean }>> {
  const act = newActId();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let part = 0, parts = 1; part < parts; part += 1) {
    const at = part;
    const answer = await answerOf(() => desk.archive.take({ act, file, as, part: at }));
    if (!answer.ok) return answer;
    ({ parts } = answer.value);
    pieces.push(fromBase64(answer.value.data));
  }
  saveOutside(new Blob(pieces), `${name}.${as}`);
  return { ok: true, value: { saved: true } };
}
