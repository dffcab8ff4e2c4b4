import { spawn } from 'node:child_process';
import type { BrowserCall } from './browser.ts';

/**
 * Starts a browser on its own (it may live longer than we do: an open window then says that the program is gone).
 * `onFailure` is told once, when it cannot be started or ends with an error, as Chromium does when it is run by root.
 */
export function launchBrowser(call: BrowserCall, onFailure: () => void): void {
  const child = spawn(call.program, call.args, { detached: true, stdio: 'ignore', windowsHide: true });
  let isTold = false;
  const tell = (): void => {
    if (!isTold) onFailure();
    isTold = true;
  };
  child.once('error', tell);
  child.once('exit', (code) => {
    if (code !== null && code !== 0) tell();
  });
  child.unref();
}
