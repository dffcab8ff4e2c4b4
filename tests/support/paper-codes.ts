/** What stands in the QR of the papers of a case, as a scanner would read it: the screens draw it, no procedure tells it. */
import { blocksSchema, leavesOf } from '#shared/documents/blocks.ts';
import { readQr } from '#shared/documents/qr-code.ts';
import type { DeskCore } from '#desk/core.ts';
import { loadEntries } from '#desk/journal/entries.ts';

/** By the id of the paper. */
export function codesOf({ store }: Pick<DeskCore, 'store'>, stream: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    loadEntries(store.read, stream).flatMap(({ type, body }) => {
      if (type !== 'paperIssued' || !body) return [];
      const codes = leavesOf(blocksSchema.parse(body.data['blocks'])).flatMap((block) =>
        block.type === 'qr' && readQr(block.content).ok ? [block.content] : [],
      );
      const { paper } = body.data;
      return typeof paper === 'string' ? [[paper, codes[0] ?? '']] : [];
    }),
  );
}

/** The same code with one character of a field changed (number 1 … signature 7), still readable as a code. */
export function alterCode(code: string, field: number): string {
  const parts = code.split('-');
  const part = parts[field] ?? '';
  const at = field === 3 ? part.length - 1 : 0;
  const was = part.charAt(at);
  parts[field] = part.slice(0, at) + (was === '1' ? '2' : '1') + part.slice(at + 1);
  return parts.join('-');
}
