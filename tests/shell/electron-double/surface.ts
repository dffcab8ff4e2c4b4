import type {} from 'electron';

/**
 * What the stand-in has of Electron: the members it implements and the events it can raise, checked by the compiler against the
 * real types. `surface.test.ts` fails when the shell uses anything of these classes that is not listed here.
 */
interface Part<T> {
  readonly members: readonly (keyof T)[];
  readonly events?: readonly string[];
}
const part = <T>() =>
  function listed<const P extends Part<T>>(names: P): P {
    return names;
  };

export const surface = {
  App: part<Electron.App>()({
    members: [
      ...(['on', 'quit', 'exit', 'whenReady', 'getVersion', 'getAppPath', 'getPath', 'setPath'] as const),
      ...(['enableSandbox', 'requestSingleInstanceLock', 'commandLine'] as const),
    ],
    events: ['window-all-closed', 'before-quit', 'second-instance'],
  }),
  CommandLine: part<Electron.CommandLine>()({ members: ['appendSwitch'] }),
  BrowserWindow: part<Electron.BrowserWindow>()({
    members: [
      ...(['on', 'once', 'webContents', 'loadURL', 'show', 'focus', 'restore', 'destroy'] as const),
      ...(['isDestroyed', 'isMinimized', 'setBackgroundColor'] as const),
    ],
    events: ['close', 'ready-to-show', 'session-end'],
  }),
  WebContents: part<Electron.WebContents>()({
    members: [
      ...(['on', 'once', 'postMessage', 'reload', 'setWindowOpenHandler', 'insertCSS', 'print', 'printToPDF'] as const),
      ...(['getPrintersAsync', 'executeJavaScriptInIsolatedWorld'] as const),
    ],
    events: ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview', 'render-process-gone'],
  }),
  DownloadItem: part<Electron.DownloadItem>()({ members: ['getURL'] }),
  Dialog: part<Electron.Dialog>()({ members: ['showSaveDialog'] }),
  Session: part<Electron.Session>()({
    members: [
      ...(['on', 'protocol', 'setPermissionRequestHandler', 'setPermissionCheckHandler'] as const),
      ...(['setDevicePermissionHandler', 'setDisplayMediaRequestHandler', 'setSpellCheckerEnabled'] as const),
    ],
    events: ['will-download'],
  }),
  Protocol: part<Electron.Protocol>()({ members: ['handle', 'registerSchemesAsPrivileged'] }),
  IpcMain: part<Electron.IpcMain>()({ members: ['handle'] }),
  IpcRenderer: part<Electron.IpcRenderer>()({ members: ['on', 'invoke'] }),
  ContextBridge: part<Electron.ContextBridge>()({ members: ['exposeInMainWorld'] }),
  NativeTheme: part<Electron.NativeTheme>()({
    members: ['on', 'shouldUseDarkColors', 'themeSource'],
    events: ['updated'],
  }),
  PowerMonitor: part<Electron.PowerMonitor>()({ members: ['on'], events: ['resume', 'unlock-screen'] }),
  SafeStorage: part<Electron.SafeStorage>()({
    members: [
      ...(['isAsyncEncryptionAvailable', 'getSelectedStorageBackend'] as const),
      ...(['encryptStringAsync', 'decryptStringAsync'] as const),
    ],
  }),
  Shell: part<Electron.Shell>()({ members: ['openExternal'] }),
  UtilityProcess: part<Electron.UtilityProcess>()({
    members: ['on', 'once', 'postMessage', 'kill'],
    events: ['message', 'exit'],
  }),
  // In the utility process (`utility-host.ts`).
  Process: part<NodeJS.Process>()({ members: ['parentPort'] }),
  ParentPort: part<Electron.ParentPort>()({ members: ['on', 'postMessage'], events: ['message'] }),
  MessagePortMain: part<Electron.MessagePortMain>()({
    members: ['on', 'once', 'postMessage', 'start', 'close'],
    events: ['message', 'close'],
  }),
  MessageChannelMain: part<Electron.MessageChannelMain>()({ members: ['port1', 'port2'] }),
} as const;

/** Static members of classes and of modules that are classes in the types; the stand-in has these and no others. */
export const statics = {
  BrowserWindow: ['fromWebContents'] satisfies (keyof typeof Electron.BrowserWindow)[],
  Menu: ['setApplicationMenu'] satisfies (keyof typeof Electron.Menu)[],
  Session: ['fromPartition'] satisfies (keyof typeof Electron.Session)[],
  UtilityProcess: ['fork'] satisfies (keyof typeof Electron.UtilityProcess)[],
} as const;

type Surface = typeof surface;
/** The names of one class, for a part whose own types differ from the real ones (a window here is the stand-in's window). */
export type Members<N extends keyof Surface> = Surface[N]['members'][number];
/**
 * The real type of a class cut down to what the stand-in implements: `implements Of<'App', Electron.App>`. Listening (`on`, `once`)
 * comes from `EventEmitter`, whose types know no event names; those are checked by their list.
 */
export type Of<N extends keyof Surface, T> = Pick<T, Exclude<Surface[N]['members'][number] & keyof T, 'on' | 'once'>>;
