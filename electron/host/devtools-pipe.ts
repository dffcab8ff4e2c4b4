/**
 * Talking to a browser over its DevTools pipe (`--remote-debugging-pipe`): it reads messages from its descriptor 3 and writes to 4,
 * JSON texts each ended by a NUL. Unlike a port, nobody else on the computer can join in.
 */
import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';

export interface DevTools {
  /** Rejects with the browser's own words, and when it ends. `session`: of the target it is about; absent = the browser itself. */
  readonly send: <T>(method: string, params: object, answer: z.ZodType<T>, session?: string) => Promise<T>;
}

const messageSchema = z.object({
  id: z.int().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** `browser` was started with pipes at 3 and 4. */
export function talkTo(browser: ChildProcess): DevTools {
  const [, , , toBrowser, fromBrowser] = browser.stdio as readonly unknown[] as readonly [
    ...[unknown, unknown, unknown],
    ...[Writable, Readable],
  ];
  const waiting = new Map<number, Waiting>();
  const giveUp = (why: string): void => {
    for (const { reject } of waiting.values()) reject(new Error(why));
    waiting.clear();
  };
  browser.once('exit', () => {
    giveUp('the browser ended');
  });
  browser.once('error', ({ message }) => {
    giveUp(message);
  });
  // What was written to a browser that is gone; `exit` says so to whoever waits.
  toBrowser.on('error', () => undefined);
  readMessages(fromBrowser, (text) => {
    const { id, result, error } = messageSchema.parse(JSON.parse(text));
    const asked = id === undefined ? undefined : waiting.get(id);
    if (id === undefined || asked === undefined) return;
    waiting.delete(id);
    if (error === undefined) asked.resolve(result);
    else asked.reject(new Error(error.message));
  });
  let last = 0;
  return {
    send: async (method, params, answer, session) => {
      const id = (last += 1);
      const answered = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
      const message = { id, method, params, ...(session === undefined ? {} : { sessionId: session }) };
      toBrowser.write(`${JSON.stringify(message)}\0`);
      return answer.parse(await answered);
    },
  };
}

function readMessages(from: Readable, onMessage: (text: string) => void): void {
  const parts: string[] = [];
  from.setEncoding('utf8').on('data', (chunk: string) => {
    const texts = chunk.split('\0');
    const rest = texts.pop() ?? '';
    for (const text of texts) onMessage([...parts.splice(0), text].join(''));
    if (rest !== '') parts.push(rest);
  });
}
