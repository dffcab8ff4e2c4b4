/** Reads what `strace -xx` wrote about one thread: the calls that change files, with their bytes. */

export type Call =
  | { readonly name: 'open'; readonly path: string; readonly flags: string; readonly fd: number }
  | { readonly name: 'close'; readonly fd: number }
  | { readonly name: 'write'; readonly fd: number; readonly data: Buffer; readonly offset: number | undefined }
  | { readonly name: 'truncate'; readonly fd: number; readonly length: number }
  | { readonly name: 'sync'; readonly fd: number }
  | { readonly name: 'rename'; readonly from: string; readonly to: string }
  | { readonly name: 'unlink'; readonly path: string }
  | { readonly name: 'mkdir'; readonly path: string };

/** The calls recorded; `-y` is left out, because descriptors are followed from their opening. */
export const tracedCalls =
  'openat,close,write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,fallocate,fsync,fdatasync,sync_file_range,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,link,linkat,symlink,sendfile,copy_file_range';

const bytesOf = (quoted: string): Buffer => Buffer.from(quoted.replaceAll('\\x', ''), 'hex');
const text = (quoted: string | undefined): string => bytesOf(quoted ?? '').toString('utf8');
const integer = (digits: string | undefined): number => Number(digits);

type Reading = readonly [pattern: RegExp, read: (groups: readonly string[]) => Call];

const readings: readonly Reading[] = [
  [
    /^openat\(AT_FDCWD, "(.*?)", ([A-Z_|]+)(?:, \d+)?\) = (\d+)$/u,
    ([path, flags = '', fd]) => ({ name: 'open', path: text(path), flags, fd: integer(fd) }),
  ],
  [/^close\((\d+)\) = 0$/u, ([fd]) => ({ name: 'close', fd: integer(fd) })],
  [
    /^pwrite64\((\d+), "(.*?)", \d+, (\d+)\) = (\d+)$/u,
    ([fd, data, offset, taken]) => written(fd, data, integer(offset), taken),
  ],
  [/^write\((\d+), "(.*?)", \d+\) = (\d+)$/u, ([fd, data, taken]) => written(fd, data, undefined, taken)],
  [
    /^ftruncate\((\d+), (\d+)\) = 0$/u,
    ([fd, length]) => ({ name: 'truncate', fd: integer(fd), length: integer(length) }),
  ],
  [/^f(?:data)?sync\((\d+)\) = 0$/u, ([fd]) => ({ name: 'sync', fd: integer(fd) })],
  [/^rename\("(.*?)", "(.*?)"\) = 0$/u, ([from, to]) => ({ name: 'rename', from: text(from), to: text(to) })],
  [/^unlink\("(.*?)"\) = 0$/u, ([path]) => ({ name: 'unlink', path: text(path) })],
  [/^mkdir\("(.*?)", \d+\) = 0$/u, ([path]) => ({ name: 'mkdir', path: text(path) })],
];

function written(
  fd: string | undefined,
  data: string | undefined,
  offset: number | undefined,
  taken: string | undefined,
): Call {
  return { name: 'write', fd: integer(fd), data: bytesOf(data ?? '').subarray(0, integer(taken)), offset };
}

/** Calls that failed changed nothing. Anything else this reader does not know must not pass unseen: it throws. */
export function readTrace(lines: readonly string[]): Call[] {
  const calls: Call[] = [];
  for (const raw of lines) {
    const line = raw.replace(/\)\s+= /u, ') = ');
    if (line === '' || line.startsWith('+++') || line.startsWith('---') || line.includes(' = -1 E')) continue;
    const reading = readings.find(([pattern]) => pattern.test(line));
    if (!reading) throw new Error(`a recorded call nobody can read: ${line.slice(0, 200)}`);
    calls.push(reading[1]((reading[0].exec(line) ?? []).slice(1)));
  }
  return calls;
}
