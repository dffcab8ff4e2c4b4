import { shell } from 'electron';
import type { WebContents } from 'electron';
import { mayOpenOutside } from './policy.ts';

/** Opens an address of the exact list in the system's browser; anything else is left alone. Says which it was. */
const openExternalAddress = (address: string): boolean => {
  if (!mayOpenOutside(address)) return false;
  void shell.openExternal(address);
  return true;
};

/**
 * A window stays on the page it was opened with: no link, redirect, frame, new window or web view leads anywhere.
 * A new window is never opened; if its address is on the list it opens in the system's browser instead.
 */
export const stayOnPage = (contents: WebContents): void => {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openExternalAddress(url);
    return { action: 'deny' };
  });
};
