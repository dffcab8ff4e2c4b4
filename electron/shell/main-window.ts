import { MessageChannelMain } from 'electron';
import type { BrowserWindow, MessagePortMain, Session } from 'electron';
import type { ShellMessage } from '#shared/contract/window-bridge.ts';
import { channels } from './channels.ts';
import type { DeskLink } from './desk-link.ts';
import { handleFrom } from './ipc.ts';
import { frontPage } from './policy.ts';
import { reviveFallenPage } from './revive.ts';
import { createWindow, followTheme } from './windows.ts';

/** The clerk's window: its page, the ports it asks for, and what it is told. */
export interface MainWindow {
  readonly window: BrowserWindow;
  tell(message: ShellMessage, ports?: MessagePortMain[]): void;
  /** Sends `closing` to a page that is at work and gives the port its answer comes on. */
  askToSave(): MessagePortMain | undefined;
}

export interface MainWindowNeeds {
  readonly session: Session;
  readonly preload: { readonly file: string; readonly version: string };
  readonly icon: string;
  readonly desk: () => DeskLink;
  /** Closing waits until everything is saved; true once it may go. */
  readonly mayClose: () => boolean;
  readonly onClose: () => void;
  readonly elapsed: () => number;
}

export const openMainWindow = (needs: MainWindowNeeds): MainWindow => {
  const window = createWindow({ session: needs.session, preload: needs.preload, icon: needs.icon, shown: true });
  const contents = window.webContents;
  /** Only a page that asked for a port has anything to save. */
  let isAtWork = false;

  const tell = (message: ShellMessage, ports: MessagePortMain[] = []): void => {
    if (!window.isDestroyed()) contents.postMessage(channels.message, message, ports);
  };
  const handOverPort = (): void => {
    isAtWork = true;
    const trouble = needs.desk().trouble();
    if (trouble === undefined) tell({ tongban: 'port' }, [needs.desk().openPort()]);
    else tell({ tongban: 'desk', ...trouble });
  };

  handleFrom(channels.request, (sender) => sender === contents, handOverPort);
  contents.on('render-process-gone', () => {
    isAtWork = false;
  });
  reviveFallenPage(contents, needs.elapsed);
  followTheme(window);
  window.on('close', (event) => {
    if (needs.mayClose()) return;
    event.preventDefault();
    needs.onClose();
  });
  // A log-off or shutdown of Windows leaves some seconds: use them to save.
  window.on('session-end', needs.onClose);
  void window.loadURL(frontPage);

  return {
    window,
    tell,
    askToSave() {
      if (!isAtWork || window.isDestroyed()) return undefined;
      const { port1, port2 } = new MessageChannelMain();
      tell({ tongban: 'closing' }, [port2]);
      return port1;
    },
  };
};
