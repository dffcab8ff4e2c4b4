/** The hub's log: one JSON line a call, with names, codes and counts; to the terminal or, kept small, to a file. Never a body. */
import { appendFileSync, renameSync, statSync } from 'node:fs';
import pino from 'pino';
import { codeOf } from '../refusal.ts';
import type { HubLog } from '../ports.ts';

const mostBytes = 20 * 1024 * 1024;

export function createHubLog(write: (line: string) => void): HubLog {
  const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write });
  return {
    info: (facts, text) => {
      log.info(facts, text);
    },
    warn: (facts, text) => {
      log.warn(facts, text);
    },
    error: (facts, text) => {
      log.error(facts, text);
    },
  };
}

/** Lines into `file`; when it has grown, it becomes `file.1`. A disk that takes no line must not keep the hub from its work. */
export const fileWriter =
  (file: string) =>
  (line: string): void => {
    try {
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > mostBytes) renameSync(file, `${file}.1`);
      appendFileSync(file, line, { mode: 0o600 });
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
    }
  };

export interface Trace {
  readonly name: string;
  readonly code?: string;
  readonly frames: readonly string[];
}

/** Where an error arose. Its message is left out: it may quote what a petitioner wrote. */
export function traceOf(error: unknown): Trace {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const frames = (error.stack ?? '').split('\n').map((line) => line.trim());
  const code = codeOf(error);
  return {
    name: error.name,
    ...(code === undefined ? {} : { code }),
    frames: frames.filter((line) => line.startsWith('at ')).slice(0, 12),
  };
}
