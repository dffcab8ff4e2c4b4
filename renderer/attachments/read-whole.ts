/** The content of an attachment, part by part; and its way out of the program. */
import type { DeskAnswer } from '../client/answer.ts';
import { answerOf } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { safeMime } from './file-facts.ts';
import { fromBase64 } from './upload.ts';

export interface Place {
  readonly stream: string;
  readonly id: string;
}

/** Reading is written down by the desk. `onProgress` gets 0 to 1. Undefined once `signal` is given up. */
export async function readWhole(
  { stream, id }: Place,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<DeskAnswer<Blob> | undefined> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let part = 0, parts = 1, mime = ''; ; part += 1) {
    if (part === parts) return { ok: true, value: new Blob(pieces, { type: safeMime(mime) }) };
    const at = part;
    const answer = await answerOf(() => desk.attachment.read({ stream, id, part: at }));
    if (signal.aborted) return undefined;
    if (!answer.ok) return answer;
    ({ parts, mime } = answer.value);
    pieces.push(fromBase64(answer.value.data));
    onProgress(pieces.length / parts);
  }
}

/** The browser may still read the address for a while after the click. */
const keptMs = 60_000;

/** Hands a content to the browser as a download: it leaves the encrypted store, so only a person's own click may ask for it. */
export function saveOutside(content: Blob, name: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => {
    URL.revokeObjectURL(address);
  }, keptMs);
}
