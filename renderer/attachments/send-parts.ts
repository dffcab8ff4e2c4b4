import { partBytes } from '#shared/contract/attachment.ts';
import { answerOf, type DeskAnswer, type DeskRefusal } from '../client/answer.ts';
import { toBase64 } from './upload.ts';

/** A small file to the desk, part by part, while somebody waits for it. Undefined: it has arrived. */
export async function sendParts(
  file: File,
  send: (index: number, data: string) => Promise<DeskAnswer<unknown>>,
): Promise<DeskRefusal | undefined> {
  if (file.size === 0) return { code: 'attachment.empty' };
  for (let index = 0; index * partBytes < file.size; index += 1) {
    const bytes = await bytesOf(file, index);
    if (bytes === undefined) return { code: 'attachment.unreadable' };
    const answer = await answerOf(() => send(index, toBase64(bytes)));
    if (!answer.ok) return answer.refusal;
  }
  return undefined;
}

/** Undefined where the stick was pulled out or the file was moved. */
async function bytesOf(file: File, index: number): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await file.slice(index * partBytes, (index + 1) * partBytes).arrayBuffer());
  } catch {
    return undefined;
  }
}
