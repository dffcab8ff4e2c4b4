/**
 * The files of this window that are on their way into cases. They go on beneath the pages, so that whoever drops five photographs
 * can take the next person in; they end with the person who chose them. What was refused stays, with its file and its ids, until
 * that person tries again or lets it go.
 */
import { useSyncExternalStore } from 'react';
import type { AttachedFor } from '#shared/kinds/mechanism/state.ts';
import { staffAtDesk } from '../app/use-status.ts';
import { newActId } from '../client/act-runner.ts';
import { answerOf, type DeskAnswer, type DeskRefusal } from '../client/answer.ts';
import { desk, untilBack } from '../client/desk.ts';
import { fittingName } from './file-facts.ts';
import { uploadFile, type FileToSend, type UploadPorts } from './upload.ts';

export interface Upload {
  readonly id: string;
  readonly stream: string;
  /** Whose it is: nobody else's login may send it. */
  readonly staff: string;
  readonly name: string;
  readonly bytes: number;
  /** 必需材料. */
  readonly isRequired: boolean;
  readonly for?: AttachedFor;
  readonly state: 'waiting' | 'sending' | 'keeping' | 'failed';
  /** 0 to 1. */
  readonly share: number;
  readonly refusal?: DeskRefusal;
}

interface Job {
  readonly file: FileToSend;
  readonly act: string;
  readonly leaving: AbortController;
}

/** Each holds one part in memory; more at once would only take turns at the one desk. */
const mostAtOnce = 2;

let uploads: readonly Upload[] = [];
const jobs = new Map<string, Job>();
const listeners = new Set<() => void>();

function show(next: readonly Upload[]): void {
  uploads = next;
  listeners.forEach((listener) => {
    listener();
  });
}

const change = (id: string, next: Partial<Upload>): void => {
  show(uploads.map((upload) => (upload.id === id ? { ...upload, ...next } : upload)));
};

const isUnderWay = ({ state }: Upload): boolean => state === 'sending' || state === 'keeping';

/** A file a person has chosen, under the name it is to have. */
export interface Chosen {
  readonly file: File;
  readonly name: string;
}

/** What is said of files as they are added. */
export interface Said {
  readonly isRequired: boolean;
  readonly for?: AttachedFor;
}

export function addFiles(stream: string, staff: string, chosen: readonly Chosen[], said: Said): void {
  const added = chosen.map(({ file, name }): Upload => {
    const id = newActId();
    jobs.set(id, { file: toSend(file, fittingName(name)), act: newActId(), leaving: new AbortController() });
    const about = { id, stream, staff, name: fittingName(name), bytes: file.size, ...said };
    return { ...about, state: 'waiting', share: 0 };
  });
  show([...uploads, ...added]);
  goOn();
}

const toSend = (file: File, name: string): FileToSend => ({
  ...{ name, mime: file.type.slice(0, 127), size: file.size },
  read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
});

/** Gives one up, whatever its state. One that is being kept just now may still come to stand in the list. */
export function giveUp(id: string): void {
  jobs.get(id)?.leaving.abort();
  jobs.delete(id);
  show(uploads.filter((upload) => upload.id !== id));
  goOn();
}

export function tryAgain(id: string): void {
  show(uploads.map((upload) => (upload.id === id ? waitingAgain(upload) : upload)));
  goOn();
}

const waitingAgain = ({ refusal: _refusal, ...upload }: Upload): Upload => ({ ...upload, state: 'waiting', share: 0 });

/** Another person sits down: what the last one left is theirs, and is in its place still. */
export function dropOthers(staff: string): void {
  for (const { id, staff: owner } of uploads) if (owner !== staff) giveUp(id);
}

function goOn(): void {
  const free = mostAtOnce - uploads.filter(isUnderWay).length;
  for (const next of uploads.filter(({ state }) => state === 'waiting').slice(0, Math.max(0, free))) void send(next);
}

async function send(upload: Upload): Promise<void> {
  const { id } = upload;
  const job = jobs.get(id);
  if (job === undefined) return;
  change(id, { state: 'sending', share: 0 });
  const onProgress = (share: number): void => {
    change(id, { share, state: share === 1 ? 'keeping' : 'sending' });
  };
  const run = { act: job.act, upload: id, signal: job.leaving.signal, onProgress };
  const outcome = await uploadFile(job.file, run, portsOf(upload));
  if (outcome !== 'cancelled' && !outcome.ok) change(id, { state: 'failed', refusal: outcome.refusal });
  else if (outcome !== 'cancelled') giveUp(id);
  goOn();
}

function portsOf({ stream, staff, isRequired, for: what }: Upload): UploadPorts {
  /** Files of one person are never sent under the login of the next. */
  const asOwner = <T>(call: () => Promise<DeskAnswer<T>>): Promise<DeskAnswer<T>> =>
    staffAtDesk() === staff ? answerOf(call) : Promise.resolve({ ok: false, refusal: { code: 'login.required' } });
  return {
    part: (input) => asOwner(() => desk.attachment.part(input)),
    keep: (input) =>
      asOwner(() => desk.attachment.keep({ stream, isRequired, ...(what ? { for: { ...what } } : {}), ...input })),
    untilBack: (signal) =>
      Promise.race([
        untilBack(),
        new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => {
            resolve();
          });
        }),
      ]),
  };
}

/** Resolves when nothing is under way any more, or after so many milliseconds: before the screen locks or the person leaves. */
export function uploadsSettled(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      window.clearTimeout(timer);
      listeners.delete(look);
      resolve();
    };
    const look = (): void => {
      if (!uploads.some((upload) => isUnderWay(upload) || upload.state === 'waiting')) end();
    };
    const timer = window.setTimeout(end, milliseconds);
    listeners.add(look);
    look();
  });
}

export const useUploads = (): readonly Upload[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => uploads,
  );
