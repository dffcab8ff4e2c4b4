/** The desk’s log: structured lines without personal data, into a file of the data directory (`log-file.ts`). */
import pino from 'pino';
import type { DoorLogLine } from './door/transport.ts';
import type { StoreLog } from './store/connection.ts';

export interface DeskLog {
  readonly store: StoreLog;
  readonly door: (line: DoorLogLine) => void;
}

export function createLog(write: (line: string) => void): DeskLog {
  const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write });
  return {
    store: {
      warn: (fields, message) => {
        log.warn(fields, message);
      },
    },
    door: (line) => {
      if (line.event === 'fault') log.error(line, 'fault');
      else log.warn(line, 'dropped');
    },
  };
}
