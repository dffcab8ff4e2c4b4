import { createHmac, timingSafeEqual } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * A second start finds the running host and opens a window of it. `host.json` in the data directory, readable by its
 * owner only, says where it listens and holds a secret of this start, which can do one thing: ask for a one-time address.
 * It opens no data, holds no key and no name. The secret itself never travels: both sides prove that they know it, so
 * neither a stranger's program on a port left over from a killed host learns it, nor can it send the clerk to its own page.
 *
 *     POST /again {nonce, proof: HMAC(secret, "ask" nonce)} → {token, proof: HMAC(secret, "answer" nonce token)}
 */
const hostFile = z.strictObject({
  port: z.int().min(1).max(65535),
  pid: z.int().min(1),
  secret: z.string().length(43),
});
export type HostFile = z.infer<typeof hostFile>;

const question = z.strictObject({ nonce: z.string().min(16).max(64), proof: z.string().max(64) });
const reply = z.strictObject({ token: z.string().min(16).max(64), proof: z.string().max(64) });

export const hostFileName = 'host.json';

const proofOf = (secret: string, role: 'ask' | 'answer', text: string): string =>
  createHmac('sha256', secret).update(`${role} ${text}`).digest('base64url');

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The answer to a question body, or undefined where the asker does not know the secret. */
export function answerAgain(secret: string, body: unknown, mint: () => string): z.infer<typeof reply> | undefined {
  const asked = question.safeParse(body);
  if (!asked.success) return undefined;
  const { nonce, proof } = asked.data;
  if (!isSame(proof, proofOf(secret, 'ask', nonce))) return undefined;
  const token = mint();
  return { token, proof: proofOf(secret, 'answer', `${nonce} ${token}`) };
}

export async function writeHostFile(folder: string, content: HostFile): Promise<void> {
  const file = join(folder, hostFileName);
  const handle = await open(`${file}.new`, 'w', 0o600);
  try {
    // The mode of `open` counts only where the file is new.
    await handle.chmod(0o600);
    await handle.writeFile(JSON.stringify(content));
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
}

export const removeHostFile = (folder: string): Promise<void> => rm(join(folder, hostFileName), { force: true });

export async function readHostFile(folder: string): Promise<HostFile | undefined> {
  try {
    return hostFile.parse(JSON.parse(await readFile(join(folder, hostFileName), 'utf8')));
  } catch {
    return undefined;
  }
}

const patienceMs = 3000;

/** A fresh one-time token from the host that wrote `file`; undefined where none answers with a valid proof. */
export async function askAgain(file: HostFile, nonce: string): Promise<string | undefined> {
  const origin = originAt(file.port);
  try {
    const response = await fetch(`${origin}/again`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ nonce, proof: proofOf(file.secret, 'ask', nonce) }),
      signal: AbortSignal.timeout(patienceMs),
    });
    const answer = reply.parse(await response.json());
    const isProven = isSame(answer.proof, proofOf(file.secret, 'answer', `${nonce} ${answer.token}`));
    return isProven ? answer.token : undefined;
  } catch {
    return undefined;
  }
}

export const originAt = (port: number): string => `http://127.0.0.1:${String(port)}`;

/** What the page is told by its address; nothing personal may ever stand here. */
export interface EntranceWishes {
  readonly language?: string;
  /** The window was started with `--kiosk-printing`. */
  readonly printsSilently: boolean;
}

/** The address that lets one window in: `/?lang=en&print=silent#enter=<token>`. The fragment is never sent; the page takes it off at once. */
export function entranceUrl(origin: string, token: string, wishes: EntranceWishes): string {
  const query = new URLSearchParams();
  if (wishes.language !== undefined) query.set('lang', wishes.language);
  if (wishes.printsSilently) query.set('print', 'silent');
  return `${origin}/${query.size > 0 ? `?${query.toString()}` : ''}#enter=${token}`;
}
