/** Reads secrets from the terminal without showing them, or from a pipe, one a line. */
import type { ReadStream } from 'node:tty';
import type { Sentence } from './words.ts';

/** The part of a terminal or a pipe that is needed. */
export type SecretSource = AsyncIterable<Uint8Array | string> & Partial<Pick<ReadStream, 'isTTY' | 'setRawMode'>>;

export interface SecretReader {
  /** null where the input has ended. */
  readonly ask: (question: Sentence) => Promise<string | null>;
  /** Gives the input up, so that the program can end. */
  readonly close: () => Promise<void>;
}

/** `print` shows the question; what is typed is never shown. Ctrl+C and Ctrl+D end the input. */
export function secretReader(source: SecretSource, print: (text: string) => void): SecretReader {
  const isTerminal = source.isTTY === true;
  const pieces = source[Symbol.asyncIterator]();
  const decoder = new TextDecoder();
  let waiting = '';
  let hasEnded = false;
  let isAfterReturn = false;
  const more = async (): Promise<void> => {
    const next = await pieces.next();
    if (next.done === true) hasEnded = true;
    else waiting += typeof next.value === 'string' ? next.value : decoder.decode(next.value, { stream: true });
  };
  const line = async (): Promise<string | null> => {
    for (;;) {
      // A line end of two characters may come in two pieces.
      if (isAfterReturn && waiting !== '') {
        waiting = waiting.replace(/^\n/u, '');
        isAfterReturn = false;
      }
      const end = waiting.search(/[\r\n\u0003\u0004]/u);
      if (end >= 0) return take(end);
      if (hasEnded) return waiting === '' ? null : take(waiting.length);
      await more();
    }
  };
  const take = (end: number): string | null => {
    const [text, ending] = [waiting.slice(0, end), waiting.charAt(end)];
    waiting = waiting.slice(end + 1);
    isAfterReturn = ending === '\r';
    if (ending === '\u0003' || (ending === '\u0004' && text === '')) return null;
    return withoutErased(text);
  };
  return {
    ask: async ([zh, en]) => {
      print(`${zh}\n${en}`);
      if (isTerminal) source.setRawMode?.(true);
      try {
        return await line();
      } finally {
        if (isTerminal) source.setRawMode?.(false);
      }
    },
    close: async () => {
      await pieces.return?.();
    },
  };
}

/** In raw mode the backspace key comes as a character. */
function withoutErased(text: string): string {
  const kept: string[] = [];
  for (const character of text) {
    if (character === '\u007f' || character === '\b') kept.pop();
    else kept.push(character);
  }
  return kept.join('');
}
