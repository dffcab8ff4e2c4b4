import type { FoldEntry } from '#shared/journal/entry.ts';

/** Official numbers of a stream as they were given; of a destroyed case, whose entry lost its body, as the entry that destroyed it says. */
export function numbersOf(
  entries: readonly FoldEntry[],
): readonly { readonly stream: string; readonly said: string }[] {
  const isErased = entries.some(({ type, body }) => type === 'officialNumber' && body === null);
  return entries.flatMap(({ type, body, stream }) => {
    if (type === 'officialNumber' && body !== null) return [{ stream, said: body.data['number'] as string }];
    if (type === 'fileDestroyed' && isErased) return [{ stream, said: body?.data['officialNumber'] as string }];
    return [];
  });
}
