import { BrowserWindow, nativeTheme } from 'electron';
import type { Session, WebPreferences } from 'electron';
import { versionFlag } from './channels.ts';
import { stayOnPage } from './navigation.ts';

/** The colour before the first paint, so that a dark desk does not flash white. */
const background = (): string => (nativeTheme.shouldUseDarkColors ? '#1f1f1f' : '#ffffff');

export interface WindowOptions {
  readonly session: Session;
  /** Only the clerk's window has one; a window for paper has none, so its page can reach nothing. */
  readonly preload?: { readonly file: string; readonly version: string };
  readonly shown: boolean;
  /** For task bars of desktops that do not take it from the program's entry (AppImage, tar.gz). */
  readonly icon?: string;
}

const preloadOf = ({ preload }: WindowOptions): WebPreferences =>
  preload === undefined ? {} : { preload: preload.file, additionalArguments: [`${versionFlag}${preload.version}`] };

/** The one place where a window is made: isolated, sandboxed, without Node, and it stays on its page. */
export const createWindow = (options: WindowOptions): BrowserWindow => {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    ...(options.icon === undefined ? {} : { icon: options.icon }),
    title: '通办',
    backgroundColor: background(),
    autoHideMenuBar: true,
    webPreferences: {
      session: options.session,
      ...preloadOf(options),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
    },
  });
  stayOnPage(window.webContents);
  if (options.shown) window.once('ready-to-show', () => window.show());
  return window;
};

/** Follows the system between dark and light while the program runs. */
export const followTheme = (window: BrowserWindow): void => {
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(background());
  });
};

/** A second start shows the first one's window instead of opening another. */
export const bringForward = (window: BrowserWindow): void => {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
};
