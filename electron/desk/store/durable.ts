/** Writing files so that a power cut leaves the old or the new, never a half. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes names created, renamed or removed in a folder survive a power cut. Windows has no such call and does not need it:
 * NTFS journals its folders.
 */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Puts a file's bytes on the disk. Never for `desk.db` or `desk.lock` while SQLite has them open: closing any descriptor of a file drops this process's POSIX locks on it. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Writes a whole file beside its place, syncs it, then moves it there and syncs the folder. */
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

/** A write may take fewer bytes than given, on a nearly full disk for one. */
export function writeAll(handle: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.byteLength; ) done += writeSync(handle, bytes, done, bytes.byteLength - done);
}

/**
 * Creates a folder and those above it, each name durable. Step by step: Node's own `recursive` never ends where the system says of a
 * folder that is there that it is not (`/proc`).
 */
export function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  const parent = dirname(folder);
  if (statSync(parent, { throwIfNoEntry: false }) === undefined && parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Made by somebody else meanwhile; anything else there is in the way.
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw error;
  }
  syncFolder(parent);
}
