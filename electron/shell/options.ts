import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { usualDataDir, type Machine } from '#desk/data-dir.ts';
import { makeFolder } from '#desk/store/durable.ts';

export interface ShellOptions {
  /** Absolute; where this desk lives. */
  readonly dataDir: string;
  readonly demo: boolean;
}

/** Reads the flags the start script has already checked; Chromium's own flags pass by. */
export const readOptions = (words: readonly string[], machine: Machine): ShellOptions => {
  const { values } = parseArgs({
    args: [...words],
    options: { 'data-dir': { type: 'string' }, demo: { type: 'boolean' } },
    strict: false,
    allowPositionals: true,
  });
  const demo = values.demo === true;
  const given = values['data-dir'];
  return { dataDir: typeof given === 'string' ? resolve(given) : usualDataDir(machine, demo), demo };
};

/**
 * The folder for Chromium's own files, made if it can be; they hold nothing of cases because the window's session lives in memory.
 * One a desk, so that two desks can run side by side and each is a single instance. Undefined where the folder cannot be written:
 * the window then opens all the same, because the desk's refusal is told in it.
 */
export const makeProfile = (dataDir: string): string | undefined => {
  const profile = join(dataDir, 'profile');
  try {
    makeFolder(profile);
    return profile;
  } catch {
    return undefined;
  }
};
