import { BrowserWindow, ipcMain } from 'electron';
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { isTrustedSender } from './policy.ts';

/**
 * Takes a message of the preload, but only from the top frame of our own page in a window of ours: a frame inside it, another
 * page or a helper window gets an error and nothing happens. The one place where `ipcMain` is used.
 */
export const handleFrom = (
  channel: string,
  isOurWindow: (contents: WebContents) => boolean,
  answer: (contents: WebContents) => void,
): void => {
  const isTrustedEvent = (event: IpcMainInvokeEvent): boolean =>
    BrowserWindow.fromWebContents(event.sender) !== null &&
    isTrustedSender(event.senderFrame, isOurWindow(event.sender));
  ipcMain.handle(channel, (event) => {
    if (!isTrustedEvent(event)) throw new Error('refused: not our page');
    answer(event.sender);
  });
};
