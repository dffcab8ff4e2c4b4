/** A file of the catalogue on its way out: the program's own window writes it where the person says, a browser gets it as a download. */
import { saveOutside } from '../../attachments/read-whole.ts';
import { fromBase64 } from '../../attachments/upload.ts';
import type { DeskAnswer } from '../../client/answer.ts';

type Saved = DeskAnswer<{ readonly saved: boolean }>;

export async function download(
  name: string,
  ask: () => Promise<DeskAnswer<{ readonly data: string }>>,
): Promise<Saved> {
  const answer = await ask();
  if (!answer.ok) return answer;
  saveOutside(new Blob([fromBase64(answer.value.data)]), name);
  return { ok: true, value: { saved: true } };
}
