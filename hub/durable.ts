/** Writing files so that a power cut leaves the old or the new, never a half. */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes names created or renamed in a folder survive a power cut. Windows has no such call; NTFS journals its folders. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A write may take fewer bytes than given, on a nearly full disk for one. */
export function writeAll(handle: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.byteLength; ) done += writeSync(handle, bytes, done, bytes.byteLength - done);
}

export function writeDurably(file: string, bytes: Uint8Array): void {
  const part = `${file}.part`;
  const handle = openSync(part, 'w', 0o600);
  try {
    writeAll(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(part, file);
  syncFolder(dirname(file));
}
