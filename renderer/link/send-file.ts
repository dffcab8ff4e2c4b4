/** A chosen file on its way to the desk, in parts. */
import { partBytes } from '#shared/contract/attachment.ts';
import { newActId } from '../client/act-runner.ts';
import { answerOf, type DeskAnswer } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { toBase64 } from '../attachments/upload.ts';

/** What a file on a stick may be at most; a film chosen by mistake is not even read. */
const mostBytes = 32 * 1024 * 1024;

/** Answers the name under which the desk has it. Refusals: stick.unreadable, stick.tooLarge, stick.notOne, those of `stick.part`. */
export async function sendFile(file: File): Promise<DeskAnswer<{ readonly upload: string }>> {
  if (file.size > mostBytes) return { ok: false, refusal: { code: 'stick.tooLarge' } };
  if (file.size === 0) return { ok: false, refusal: { code: 'stick.notOne' } };
  const upload = newActId();
  for (let index = 0; index * partBytes < file.size; index += 1) {
    const bytes = await readPart(file, index);
    if (bytes === undefined) return { ok: false, refusal: { code: 'stick.unreadable' } };
    const answer = await answerOf(() => desk.stick.part({ upload, index, data: toBase64(bytes) }));
    if (!answer.ok) return answer;
  }
  return { ok: true, value: { upload } };
}

/** Undefined where the stick was pulled out, or it is a folder. */
async function readPart(file: File, index: number): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await file.slice(index * partBytes, (index + 1) * partBytes).arrayBuffer());
  } catch {
    return undefined;
  }
}
