/** A screen that nobody sees, for what prints only with a window: the machine's own, else an Xvfb of its own. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const hasScreen = (): boolean =>
  process.env['DISPLAY'] !== undefined ||
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'Xvfb')));

export interface Screen {
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => void;
}

/** Rejects where Xvfb ends before it has said which display it is. */
export function openScreen(): Promise<Screen> {
  const own = process.env['DISPLAY'];
  if (own !== undefined) return Promise.resolve({ env: {}, stop: () => undefined });
  const child = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1366x768x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => {
      reject(new Error('Xvfb ended'));
    });
    child.stdout.setEncoding('utf8').once('data', (number: string) => {
      resolve({ env: { DISPLAY: `:${number.trim()}` }, stop: () => void child.kill() });
    });
  });
}
