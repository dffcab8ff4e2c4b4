import { mkdirSync } from 'node:fs';
import { join, posix, resolve, win32 } from 'node:path';
import { parseArgs } from 'node:util';

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

export interface ShellOptions {
  /** Absolute; where this desk lives. */
  readonly dataDir: string;
  readonly demo: boolean;
}

/**
 * The same folders as the browser host's, so that both open the same desk (a test holds them together): never a roaming one, because a
 * copy on a server would be a clone; the demo beside the real desk, never in it.
 */
const usualDataDir = ({ platform, env, home }: Machine, demo: boolean): string => {
  const suffix = demo ? '-demo' : '';
  if (platform === 'win32')
    return win32.join(env.LOCALAPPDATA ?? win32.join(home, 'AppData', 'Local'), `Tongban${suffix}`);
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', `Tongban${suffix}`);
  const base = env.XDG_DATA_HOME?.startsWith('/') ? env.XDG_DATA_HOME : posix.join(home, '.local', 'share');
  return posix.join(base, `tongban${suffix}`);
};

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
    mkdirSync(profile, { recursive: true });
    return profile;
  } catch {
    return undefined;
  }
};
