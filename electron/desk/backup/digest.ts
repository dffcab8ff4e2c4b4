/** A file's sum: SM3 over the SM3s of its pieces of 4 MiB, so that a file of any size is summed in little memory. */
import { open } from 'node:fs/promises';
import { toHex } from '#shared/journal/entry.ts';
import type { Sm3 } from '#shared/kernel/ports.ts';

const pieceBytes = 4 * 1024 * 1024;

export interface FileSum {
  readonly bytes: number;
  /** 64 hexadecimal digits. */
  readonly sum: string;
}

export async function sumFile(sm3: Sm3, file: string): Promise<FileSum> {
  const handle = await open(file, 'r');
  try {
    const sums: Uint8Array[] = [];
    const piece = Buffer.alloc(pieceBytes);
    let bytes = 0;
    for (;;) {
      const { bytesRead } = await handle.read(piece, 0, pieceBytes, bytes);
      if (bytesRead === 0) break;
      sums.push(sm3(piece.subarray(0, bytesRead)));
      bytes += bytesRead;
    }
    return { bytes, sum: toHex(sm3(Buffer.concat(sums))) };
  } finally {
    await handle.close();
  }
}
