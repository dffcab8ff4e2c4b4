/**
 * One file on its way into a case: cut into parts, each sent until it is answered, then kept by one act. Parts wait in the desk's
 * memory, so a desk that was started again has none of them and says so (`attachment.gap`, `attachment.gone`): the file is sent
 * anew from its beginning, under the same ids. An answer that was lost is asked for again; neither a part nor the act is done twice.
 */
import { longestAttachment, partBytes } from '#shared/contract/attachment.ts';
import { isLost, type DeskAnswer, type DeskRefusal } from '../client/answer.ts';

/** A file as the page holds it; `read` gives the bytes from … to, and rejects when the file cannot be read (any more). */
export interface FileToSend {
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  readonly read: (from: number, to: number) => Promise<Uint8Array>;
}

export interface UploadPorts {
  readonly part: (input: { upload: string; index: number; data: string }) => Promise<DeskAnswer<unknown>>;
  readonly keep: (input: {
    act: string;
    upload: string;
    name: string;
    mime: string;
  }) => Promise<DeskAnswer<{ id: string }>>;
  /** Resolves when the program answers again, or when `signal` is given up. */
  readonly untilBack: (signal: AbortSignal) => Promise<void>;
}

export interface UploadRun {
  /** Minted when the file was chosen, and kept over every retry. */
  readonly act: string;
  readonly upload: string;
  readonly signal: AbortSignal;
  /** Share of the file that has arrived, 0 to 1; 1 = everything is there and is being kept. */
  readonly onProgress: (share: number) => void;
}

export type Uploaded = DeskAnswer<{ readonly id: string }> | 'cancelled';

/** A desk that loses its parts again and again is not going to keep them. */
const mostBeginnings = 3;
const lostParts: ReadonlySet<string> = new Set(['attachment.gap', 'attachment.gone']);

/** Never throws. Refusals: those of the two procedures, and attachment.empty, attachment.tooLarge, attachment.unreadable before anything is sent. */
export async function uploadFile(file: FileToSend, run: UploadRun, ports: UploadPorts): Promise<Uploaded> {
  const unfit = refuseUnsent(file);
  if (unfit) return { ok: false, refusal: unfit };
  for (let beginning = 1; ; beginning += 1) {
    const answer = await sendOnce(file, run, ports);
    if (answer === 'cancelled' || answer.ok) return answer;
    if (!lostParts.has(answer.refusal.code) || beginning === mostBeginnings) return answer;
  }
}

function refuseUnsent({ size }: FileToSend): DeskRefusal | undefined {
  if (size === 0) return { code: 'attachment.empty' };
  const limitMb = longestAttachment / 1024 / 1024;
  return size > longestAttachment ? { code: 'attachment.tooLarge', details: { limitMb } } : undefined;
}

async function sendOnce(file: FileToSend, run: UploadRun, ports: UploadPorts): Promise<Uploaded> {
  const { act, upload, signal, onProgress } = run;
  onProgress(0);
  for (let index = 0; index * partBytes < file.size; index += 1) {
    const data = await readPart(file, index);
    if (data === undefined) return { ok: false, refusal: { code: 'attachment.unreadable' } };
    const answer = await untilAnswered(() => ports.part({ upload, index, data }), signal, ports);
    if (answer === 'cancelled' || !answer.ok) return answer;
    onProgress(Math.min(1, ((index + 1) * partBytes) / file.size));
  }
  return untilAnswered(() => ports.keep({ act, upload, name: file.name, mime: file.mime }), signal, ports);
}

/** Undefined where the stick was pulled out, the file was moved or changed, or it is a folder. */
async function readPart(file: FileToSend, index: number): Promise<string | undefined> {
  try {
    return toBase64(await file.read(index * partBytes, Math.min(file.size, (index + 1) * partBytes)));
  } catch {
    return undefined;
  }
}

async function untilAnswered<T>(
  send: () => Promise<DeskAnswer<T>>,
  signal: AbortSignal,
  { untilBack }: UploadPorts,
): Promise<DeskAnswer<T> | 'cancelled'> {
  for (;;) {
    if (signal.aborted) return 'cancelled';
    const answer = await send();
    if (answer.ok || !isLost(answer.refusal)) return answer;
    await untilBack(signal);
  }
}

/** Arguments of one call; more would overflow the stack. */
const piece = 0x8000;

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += piece) {
    text += String.fromCharCode(...bytes.subarray(at, at + piece));
  }
  return btoa(text);
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text);
  const bytes = new Uint8Array(plain.length);
  for (let at = 0; at < plain.length; at += 1) bytes[at] = plain.charCodeAt(at);
  return bytes;
}
