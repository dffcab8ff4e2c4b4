/**
 * Where the log's lines go: `tongban.log` in the data directory, kept small, the one before as `tongban.1.log`. A terminal, where there
 * is one, shows only what a person reads. Nothing personal is in a line (`log.ts`), so the file can be sent by mail.
 */
import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from './store/failures.ts';

export const logName = 'tongban.log';
export const olderLogName = 'tongban.1.log';
const mostBytes = 2 * 1024 * 1024;
/** Lines said before the directory is known, or made. */
const mostWaiting = 200;

export interface LogFile {
  readonly write: (line: string) => void;
  /** The data directory, as soon as the flags are read. */
  readonly useFolder: (dir: string) => void;
}

export function createLogFile(): LogFile {
  let folder: string | undefined;
  let waiting: readonly string[] = [];
  const write = (line: string): void => {
    const lines = [...waiting, line].slice(-mostWaiting);
    waiting = folder !== undefined && append(folder, lines.join('')) ? [] : lines;
  };
  return {
    write,
    useFolder: (dir) => {
      folder = dir;
    },
  };
}

/** False: not now. A disk that takes no line must not keep the desk from its work. */
function append(folder: string, text: string): boolean {
  const file = join(folder, logName);
  try {
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > mostBytes)
      renameSync(file, join(folder, olderLogName));
    appendFileSync(file, text, { mode: 0o600 });
    return true;
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return false;
  }
}
