import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import type { Browser, Page } from '@playwright/test';
import { PortDouble } from './ports.ts';
import { createSessions, toApp } from './session.ts';
import type { SessionDouble } from './session.ts';
import type { Members, Of, statics } from './surface.ts';
import { UtilityDouble } from './utility.ts';
import { BrowserWindowDouble, WebContentsDouble, preventable } from './window.ts';
import type { PrintedSheet } from './window.ts';

/**
 * A stand-in for the `electron` module that runs the compiled main, preload and desk process with Chromium as the window.
 * What it cannot show is listed in `docs/shell.md`; what it does show is real: pages, policies, ports, processes, PDF.
 */

export interface DoubleOptions {
  readonly browser: Browser;
  /** The folder with `dist/electron/shell/main.cjs` in it. */
  readonly appPath: string;
  readonly userData: string;
  /** Programs already running, by their `userData`: what the operating system would know. */
  readonly running?: Map<string, RunningProgram>;
  /** Words after the program's name. */
  readonly argv?: readonly string[];
  readonly keyStore?: ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>;
  readonly printers?: readonly string[];
  /** What the print system says; undefined = nothing, ever. */
  readonly print?: () => { success: boolean; reason: string } | undefined;
  /** What the person does in the dialog for saving: the path chosen, or undefined for 取消. Without it nobody chooses anything. */
  readonly save?: () => string | undefined | Promise<string | undefined>;
}

export interface RunningProgram {
  readonly secondStart: () => void;
}

type InvokeHandler = (event: InvokeEvent, ...args: unknown[]) => unknown;
interface InvokeEvent {
  readonly sender: WebContentsDouble;
  readonly senderFrame: { readonly url: string; readonly parent: object | null } | null;
}

/** One start of the program, seen from outside. */
export interface RunningDouble {
  readonly windows: readonly BrowserWindowDouble[];
  readonly utilities: readonly UtilityDouble[];
  readonly sessions: ReadonlyMap<string, SessionDouble>;
  readonly record: DoubleRecord;
  readonly powerMonitor: EventEmitter;
  readonly exited: Promise<number>;
  /** The clerk's window and its page, once it has loaded. */
  mainPage(): Promise<Page>;
  setDark(isDark: boolean): void;
  quit(): void;
  /** Sends what a page of another kind might send: `frame` as the sender. */
  invokeFrom(window: BrowserWindowDouble, frame: InvokeEvent['senderFrame'], channel: string): Promise<unknown>;
  /** Ends everything, whatever its state. */
  kill(): Promise<void>;
}

export interface DoubleRecord {
  readonly openedOutside: string[];
  readonly switches: string[];
  readonly schemes: Electron.CustomScheme[];
  readonly prints: Electron.WebContentsPrintOptions[];
  readonly sheets: PrintedSheet[];
  readonly saveDialogs: Electron.SaveDialogOptions[];
  menu: unknown;
  isSandboxed: boolean;
}

class AppDouble extends EventEmitter implements Omit<Of<'App', Electron.App>, 'commandLine'> {
  readonly exited: Promise<number>;
  readonly #onExit: (code: number) => void;
  readonly #paths: Map<string, string>;
  readonly #options: DoubleOptions;
  readonly #record: DoubleRecord;
  readonly #windows: () => readonly BrowserWindowDouble[];
  readonly commandLine = {
    appendSwitch: (name: string, value?: string): void =>
      void this.#record.switches.push(value === undefined ? name : `${name}=${value}`),
  } satisfies Of<'CommandLine', Electron.CommandLine>;

  constructor(options: DoubleOptions, record: DoubleRecord, windows: () => readonly BrowserWindowDouble[]) {
    super();
    const exit = Promise.withResolvers<number>();
    this.exited = exit.promise;
    this.#onExit = exit.resolve;
    this.#options = options;
    this.#record = record;
    this.#windows = windows;
    this.#paths = new Map([
      ['userData', options.userData],
      ['downloads', join(options.userData, 'downloads')],
    ]);
  }

  getVersion(): string {
    return '0.0.0-double';
  }
  getAppPath(): string {
    return this.#options.appPath;
  }
  getPath(name: string): string {
    const path = this.#paths.get(name);
    if (path === undefined) throw new Error(`the stand-in knows no path ${name}`);
    return path;
  }
  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }
  enableSandbox(): void {
    this.#record.isSandboxed = true;
  }
  whenReady(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }
  requestSingleInstanceLock(): boolean {
    const running = this.#options.running;
    const first = running?.get(this.getPath('userData'));
    if (first !== undefined) {
      first.secondStart();
      return false;
    }
    running?.set(this.getPath('userData'), { secondStart: () => this.emit('second-instance', {}, [], '') });
    return true;
  }
  /** As Electron: `before-quit` may stop it, then every window is closed and may stop it too. */
  quit(): void {
    const event = preventable({});
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    if (this.#windows().every((window) => window.close())) this.exit(0);
  }
  exit(code = 0): void {
    this.#options.running?.delete(this.getPath('userData'));
    this.#onExit(code);
  }
}

const safeStorageOf = (backend: ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>) => {
  const mark = Buffer.from('kept by the stand-in:');
  const flip = (bytes: Buffer): Buffer => bytes.map((byte) => byte ^ 0x5a) as Buffer;
  return {
    getSelectedStorageBackend: () => backend,
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    encryptStringAsync: (text) => Promise.resolve(Buffer.concat([mark, flip(Buffer.from(text))])),
    decryptStringAsync: (bytes) =>
      bytes.subarray(0, mark.length).equals(mark)
        ? Promise.resolve({ shouldReEncrypt: false, result: Buffer.from(flip(bytes.subarray(mark.length))).toString() })
        : Promise.reject(new Error('not protected here')),
  } satisfies Of<'SafeStorage', Electron.SafeStorage>;
};

class NativeThemeDouble extends EventEmitter implements Of<'NativeTheme', Electron.NativeTheme> {
  shouldUseDarkColors = false;
  themeSource: Electron.NativeTheme['themeSource'] = 'system';
}

const printerInfo = (name: string): Electron.PrinterInfo => ({
  name,
  displayName: `${name} (显示名)`,
  description: '',
  options: {},
});

/** Starts the compiled main of `options.appPath` and gives what a person or the system could see and do. */
export const startElectron = (options: DoubleOptions): RunningDouble => {
  const windows: BrowserWindowDouble[] = [];
  const everyWindow: BrowserWindowDouble[] = [];
  const utilities: UtilityDouble[] = [];
  const handlers = new Map<string, InvokeHandler>();
  const record: DoubleRecord = {
    openedOutside: [],
    switches: [],
    schemes: [],
    prints: [],
    sheets: [],
    saveDialogs: [],
    menu: undefined,
    isSandboxed: false,
  };
  const app = new AppDouble(options, record, () => windows);
  const powerMonitor = new EventEmitter();
  const nativeTheme = new NativeThemeDouble();
  const sessions = createSessions(options.browser, {
    allows: (page, address, isMainFrame) => {
      const contents = page === undefined ? undefined : guards.get(page);
      if (contents !== undefined) return contents.allows(address, isMainFrame);
      return windows[0]?.webContents.mayOpen(address) ?? false;
    },
  });
  const guards = new Map<Page, WebContentsDouble>();

  const invoke = (event: InvokeEvent, channel: string, args: readonly unknown[]): Promise<unknown> => {
    const handler = handlers.get(channel);
    if (handler === undefined) return Promise.reject(new Error(`No handler registered for '${channel}'`));
    return new Promise((resolve) => resolve(handler(event, ...args)));
  };
  const world = {
    invoke: async (contents: WebContentsDouble, channel: string, args: readonly unknown[]) =>
      invoke(
        { sender: contents, senderFrame: { url: toApp((await contents.page()).url()), parent: null } },
        channel,
        args,
      ),
    printers: () => (options.printers ?? []).map(printerInfo),
    print: (wanted: Electron.WebContentsPrintOptions) => {
      record.prints.push(wanted);
      return options.print === undefined ? { success: true, reason: '' } : options.print();
    },
    printed: (sheet: PrintedSheet) => void record.sheets.push(sheet),
    closed: (window: BrowserWindowDouble) => {
      windows.splice(windows.indexOf(window), 1);
      if (windows.length === 0) setImmediate(() => app.emit('window-all-closed'));
    },
  };

  class BrowserWindow extends BrowserWindowDouble {
    constructor(given: Electron.BrowserWindowConstructorOptions = {}) {
      super(given, world);
      windows.push(this);
      everyWindow.push(this);
      void this.webContents.page().then((page) => guards.set(page, this.webContents));
    }
    static fromWebContents(contents: WebContentsDouble): BrowserWindowDouble | null {
      return windows.find((window) => window.webContents === contents) ?? null;
    }
  }
  class MessageChannelMain implements Of<'MessageChannelMain', { port1: PortDouble; port2: PortDouble }> {
    readonly port1: PortDouble;
    readonly port2: PortDouble;
    constructor() {
      ({ port1: this.port1, port2: this.port2 } = PortDouble.pair());
    }
  }

  const electron = {
    app,
    BrowserWindow,
    MessageChannelMain,
    Menu: { setApplicationMenu: (menu: unknown) => void (record.menu = menu) } satisfies Record<
      (typeof statics.Menu)[number],
      unknown
    >,
    dialog: {
      showSaveDialog: async (
        window: BrowserWindowDouble | Electron.SaveDialogOptions,
        wanted?: Electron.SaveDialogOptions,
      ) => {
        // Without a window the dialog would not lie over ours, and the page below could go on.
        if (!(window instanceof BrowserWindowDouble)) throw new TypeError('the dialog belongs to a window');
        record.saveDialogs.push(wanted ?? {});
        const filePath = await options.save?.();
        return { canceled: filePath === undefined, filePath: filePath ?? '' };
      },
    } satisfies Record<Members<'Dialog'>, unknown>,
    ipcMain: { handle: (channel: string, handler: InvokeHandler) => void handlers.set(channel, handler) },
    nativeTheme,
    powerMonitor,
    protocol: {
      registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) => void record.schemes.push(...schemes),
    },
    safeStorage: safeStorageOf(options.keyStore ?? 'gnome_libsecret'),
    session: sessions.module,
    shell: {
      openExternal: (address: string) => {
        record.openedOutside.push(address);
        return Promise.resolve();
      },
    } satisfies Of<'Shell', Electron.Shell>,
    utilityProcess: {
      fork: (modulePath: string, args?: string[]) => {
        const started = new UtilityDouble(modulePath, args);
        utilities.push(started);
        return started;
      },
    } satisfies Record<(typeof statics.UtilityProcess)[number], unknown>,
  } satisfies Partial<Record<keyof typeof Electron.CrossProcessExports, unknown>>;

  runMain(join(options.appPath, 'dist', 'electron', 'shell', 'main.cjs'), electron, options.argv ?? []);

  return {
    windows,
    utilities,
    sessions: sessions.byPartition,
    record,
    powerMonitor,
    exited: app.exited,
    async mainPage() {
      const window =
        everyWindow[0] ??
        (await new Promise<BrowserWindowDouble>((resolve) => {
          const look = (): void => (everyWindow[0] === undefined ? void setImmediate(look) : resolve(everyWindow[0]));
          look();
        }));
      if (!window.isShown) await new Promise<void>((resolve) => window.once('ready-to-show', () => resolve()));
      return window.webContents.page();
    },
    setDark(isDark) {
      nativeTheme.shouldUseDarkColors = isDark;
      nativeTheme.emit('updated');
    },
    quit: () => app.quit(),
    invokeFrom: (window, senderFrame, channel) => invoke({ sender: window.webContents, senderFrame }, channel, []),
    async kill() {
      app.exit(0);
      // The program is gone: nobody is left to hear that its processes ended.
      for (const utility of utilities) utility.removeAllListeners('exit').kill();
      await Promise.all(utilities.map(({ ended }) => ended));
      for (const window of [...windows]) window.destroy();
      await Promise.all(everyWindow.map(({ gone }) => gone));
      await Promise.all([...sessions.byPartition.values()].map((session) => session.close()));
    },
  };
};

/** Runs the compiled main with this `electron` and its own command line; everything else it requires is real. */
const runMain = (file: string, electron: object, argv: readonly string[]): void => {
  const real = createRequire(file);
  const require = (name: string): unknown => (name === 'electron' ? electron : real(name));
  const own: unknown = Object.create(process, { argv: { value: ['electron', file, ...argv] } });
  const compiled: unknown = compileFunction(
    readFileSync(file, 'utf8'),
    ['require', 'module', 'exports', 'process', '__filename', '__dirname'],
    {
      filename: file,
    },
  );
  const module = { exports: {} };
  Reflect.apply(compiled as () => void, undefined, [require, module, module.exports, own, file, dirname(file)]);
};
