import { posix, win32 } from 'node:path';

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/**
 * Where the data live when nothing else is said: `%LOCALAPPDATA%\Tongban` (never roaming: a copy on a server would be a
 * clone), `~/Library/Application Support/Tongban`, `$XDG_DATA_HOME/tongban`. The demo has a folder of its own beside it,
 * so that trying things out never touches a real desk.
 */
export function usualDataDir({ platform, env, home }: Machine, isDemo: boolean): string {
  const suffix = isDemo ? '-demo' : '';
  if (platform === 'win32') {
    return win32.join(env['LOCALAPPDATA'] ?? win32.join(home, 'AppData', 'Local'), `Tongban${suffix}`);
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', `Tongban${suffix}`);
  const xdg = env['XDG_DATA_HOME'];
  // The specification says that a relative path there is to be ignored.
  const base = xdg?.startsWith('/') ? xdg : posix.join(home, '.local', 'share');
  return posix.join(base, `tongban${suffix}`);
}
