/**
 * A disk that forgets. It follows recorded calls and knows, for each file and folder, what a sync has made sure of and what is
 * still on its way; `crash` gives one state a power cut could leave. POSIX promises no more than this: bytes not synced may be
 * there in any part (a sector at a time), a name not synced with its folder may be there or not.
 */
import { dirname, join } from 'node:path';
import type { Call } from './trace.ts';

type Change = { readonly at: number; readonly data: Buffer } | { readonly length: number };

interface File {
  readonly sure: Content;
  pending: Change[];
  /** What the running program sees. */
  readonly seen: Content;
}

type NameChange =
  | { readonly kind: 'put'; readonly path: string; readonly what: File | 'folder' }
  | { readonly kind: 'drop'; readonly path: string };

interface Descriptor {
  readonly what: File | { readonly folder: string };
  position: number;
}

const sector = 512;

/** How un-synced bytes fare at the cut. */
export const fates = ['none', 'all', 'first', 'some'] as const;
export type Fate = (typeof fates)[number];

export class Disk {
  readonly acked: string[] = [];
  private readonly root: string;
  private readonly sureNames = new Map<string, File | 'folder'>();
  private readonly seenNames = new Map<string, File | 'folder'>();
  private readonly pendingNames = new Map<string, NameChange[]>();
  private readonly descriptors = new Map<number, Descriptor>();

  constructor(root: string) {
    this.root = root;
    this.sureNames.set(root, 'folder');
    this.seenNames.set(root, 'folder');
  }

  /** Applies one call; answers whether it concerned this directory or was an acknowledgement. */
  apply(call: Call): boolean {
    switch (call.name) {
      case 'open':
        return this.open(call.path, call.flags, call.fd);
      case 'close':
        return this.descriptors.delete(call.fd);
      case 'write':
        return this.write(call.fd, call.data, call.offset);
      case 'truncate':
        return this.change(call.fd, { length: call.length });
      case 'sync':
        return this.sync(call.fd);
      case 'rename':
        return this.rename(call.from, call.to);
      case 'unlink':
        return this.rename(call.path, undefined);
      case 'mkdir':
        return this.isOurs(call.path) && this.name({ kind: 'put', path: call.path, what: 'folder' });
    }
  }

  /** Files a cut right now could leave, by path below the directory. `random` decides, `fate` leans. */
  crash(fate: Fate, random: () => number): Map<string, Buffer> {
    const names = new Map(this.sureNames);
    for (const pending of this.pendingNames.values()) {
      const kept = fate === 'all' ? pending.length : fate === 'none' ? 0 : Math.floor(random() * (pending.length + 1));
      for (const change of pending.slice(0, kept)) settle(names, change);
    }
    const left = new Map<string, Buffer>();
    for (const [path, what] of names) {
      if (what === 'folder' || !this.isReachable(names, path) || path.endsWith('-shm')) continue;
      left.set(path.slice(this.root.length + 1), contentAfter(what, fate, random));
    }
    return left;
  }

  private isReachable(names: ReadonlyMap<string, File | 'folder'>, path: string): boolean {
    for (let folder = dirname(path); folder !== this.root; folder = dirname(folder)) {
      if (names.get(folder) !== 'folder') return false;
    }
    return true;
  }

  private isOurs(path: string): boolean {
    return path === this.root || path.startsWith(`${this.root}/`);
  }

  private open(path: string, flags: string, fd: number): boolean {
    if (!this.isOurs(path)) return false;
    const known = this.seenNames.get(path);
    if (known === 'folder') {
      this.descriptors.set(fd, { what: { folder: path }, position: 0 });
      return true;
    }
    const file = known ?? { sure: new Content(), pending: [], seen: new Content() };
    if (!known) this.name({ kind: 'put', path, what: file });
    this.descriptors.set(fd, { what: file, position: 0 });
    if (flags.includes('O_APPEND')) throw new Error('appending is not modelled');
    return flags.includes('O_TRUNC') ? this.change(fd, { length: 0 }) : true;
  }

  private write(fd: number, data: Buffer, offset: number | undefined): boolean {
    if (fd === 1) return this.acknowledge(data.toString('utf8'));
    const descriptor = this.descriptors.get(fd);
    if (!descriptor) return false;
    const at = offset ?? descriptor.position;
    if (offset === undefined) descriptor.position += data.byteLength;
    return this.change(fd, { at, data });
  }

  private acknowledge(text: string): boolean {
    for (const line of text.split('\n')) if (line.startsWith('ack ')) this.acked.push(line.slice(4));
    return true;
  }

  private change(fd: number, change: Change): boolean {
    const what = this.descriptors.get(fd)?.what;
    if (!what || 'folder' in what) return false;
    what.pending.push(change);
    what.seen.apply(change);
    return true;
  }

  private sync(fd: number): boolean {
    const what = this.descriptors.get(fd)?.what;
    if (!what) return false;
    if ('folder' in what) {
      for (const change of this.pendingNames.get(what.folder) ?? []) settle(this.sureNames, change);
      this.pendingNames.delete(what.folder);
    } else {
      for (const change of what.pending) what.sure.apply(change);
      what.pending = [];
    }
    return true;
  }

  private rename(from: string, to: string | undefined): boolean {
    if (!this.isOurs(from)) return false;
    const what = this.seenNames.get(from);
    if (what === undefined) throw new Error(`a name nobody made: ${from}`);
    if (to !== undefined) this.name({ kind: 'put', path: to, what });
    return this.name({ kind: 'drop', path: from });
  }

  private name(change: NameChange): boolean {
    settle(this.seenNames, change);
    const folder = dirname(change.path);
    this.pendingNames.set(folder, [...(this.pendingNames.get(folder) ?? []), change]);
    return true;
  }

  /** The paths the running program sees, for asserting that the model followed it. */
  seenFiles(): Map<string, Buffer> {
    const files = new Map<string, Buffer>();
    for (const [path, what] of this.seenNames)
      if (what !== 'folder') files.set(path.slice(join(this.root, '/').length), what.seen.bytes());
    return files;
  }
}

function settle(names: Map<string, File | 'folder'>, change: NameChange): void {
  if (change.kind === 'drop') names.delete(change.path);
  else names.set(change.path, change.what);
}

/** Bytes with room to grow, because a log is written in thousands of small pieces. */
class Content {
  private room = Buffer.alloc(0);
  private length = 0;

  apply(change: Change): void {
    if ('length' in change) {
      this.resize(change.length);
      return;
    }
    this.resize(Math.max(this.length, change.at + change.data.byteLength));
    change.data.copy(this.room, change.at);
  }

  bytes(): Buffer {
    return this.room.subarray(0, this.length);
  }

  copy(): Content {
    const copy = new Content();
    copy.room = Buffer.from(this.bytes());
    copy.length = this.length;
    return copy;
  }

  /** What is beyond the old end, or was cut off before, reads as zeros. */
  private resize(length: number): void {
    if (length > this.room.byteLength) {
      const bigger = Buffer.alloc(length * 2);
      this.bytes().copy(bigger);
      this.room = bigger;
    }
    this.room.fill(0, Math.min(length, this.length), this.length);
    this.length = length;
  }
}

function contentAfter(file: File, fate: Fate, random: () => number): Buffer {
  if (fate === 'none') return file.sure.bytes();
  if (fate === 'all') return file.seen.bytes();
  const content = file.sure.copy();
  const kept =
    fate === 'first' ? file.pending.slice(0, Math.floor(random() * (file.pending.length + 1))) : file.pending;
  for (const change of kept) {
    for (const part of fate === 'first' ? [change] : torn(change, random)) content.apply(part);
  }
  return content.bytes();
}

/** Each sector of a write arrives or not; a change of length arrives or not. */
function torn(change: Change, random: () => number): Change[] {
  if ('length' in change) return random() < 0.5 ? [change] : [];
  const parts: Change[] = [];
  for (let from = 0; from < change.data.byteLength; ) {
    const to = Math.min(change.data.byteLength, from + sector - ((change.at + from) % sector));
    if (random() < 0.5) parts.push({ at: change.at + from, data: change.data.subarray(from, to) });
    from = to;
  }
  return parts;
}
