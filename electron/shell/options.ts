import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface ShellOptions {
  /** Given with `--data-dir`: this desk lives there, with a profile of its own, so two desks can run side by side. */
  readonly dataDir: string | undefined;
  readonly demo: boolean;
}

/** Reads the flags the start script has already checked; Chromium's own flags pass by. */
export const readOptions = (words: readonly string[]): ShellOptions => {
  const { values } = parseArgs({
    args: [...words],
    options: { 'data-dir': { type: 'string' }, demo: { type: 'boolean' } },
    strict: false,
    allowPositionals: true,
  });
  const dataDir = values['data-dir'];
  return {
    dataDir: typeof dataDir === 'string' ? resolve(dataDir) : undefined,
    demo: values.demo === true,
  };
};

/** Chromium's own files; they hold nothing of cases because the window's session lives in memory. */
export const profileOf = (dataDir: string): string => join(dataDir, 'profile');
