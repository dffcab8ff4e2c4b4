import type { IncomingMessage } from 'node:http';

/** A chunked body tells no length, so it is counted as it comes. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | 'tooLarge'> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limitBytes) return 'tooLarge';
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** JSON text as UTF-8; `unreadable` for anything else, whose bytes are kept nowhere. */
export function parseJson(body: Buffer): { readonly value: unknown } | 'unreadable' {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return { value: text === '' ? undefined : JSON.parse(text) };
  } catch {
    return 'unreadable';
  }
}
