import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { bindingName, hookKey, pageScript } from './page-side.ts';
import type { FromPage, ToPage } from './page-side.ts';
import { PortBridge, PortDouble } from './ports.ts';
import { SessionDouble, toApp, toHttp } from './session.ts';
import type { Of } from './surface.ts';

/** What one window needs of the rest of the stand-in. */
export interface WindowWorld {
  readonly invoke: (contents: WebContentsDouble, channel: string, args: readonly unknown[]) => Promise<unknown>;
  readonly printers: () => Electron.PrinterInfo[];
  readonly print: (options: Electron.WebContentsPrintOptions) => { success: boolean; reason: string } | undefined;
  /** What lay on the paper when it went out. */
  readonly printed: (sheet: PrintedSheet) => void;
  readonly closed: (window: BrowserWindowDouble) => void;
}

/** A page as the printer would have got it: its text, and the families of the fonts that were drawn with. */
export interface PrintedSheet {
  readonly text: string;
  readonly fonts: readonly string[];
}

const readSheet = (page: Page): Promise<PrintedSheet> =>
  page.evaluate(() => ({
    text: document.body.innerText,
    fonts: [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family),
  }));

/** An event whose default can be prevented, as Electron's events are. */
export const preventable = <T extends object>(details: T) => {
  const event = { ...details, defaultPrevented: false, preventDefault: () => void (event.defaultPrevented = true) };
  return event;
};

type OpenHandler = (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse;
type Options = Electron.BrowserWindowConstructorOptions;

export class WebContentsDouble extends EventEmitter implements Of<'WebContents', Electron.WebContents> {
  readonly #options: Options;
  readonly #world: WindowWorld;
  readonly #session: SessionDouble;
  readonly #bridge = new PortBridge((frame) => this.#toPage(frame));
  #page: Promise<Page> | undefined;
  /** The address main itself is loading; every other navigation was begun by the page. */
  #loading: string | undefined;
  #sending: Promise<unknown> = Promise.resolve();
  openHandler: OpenHandler | undefined;
  readonly printed: Electron.WebContentsPrintOptions[] = [];

  constructor(options: Options, world: WindowWorld) {
    super();
    const session: unknown = options.webPreferences?.session;
    if (!(session instanceof SessionDouble)) throw new TypeError('a window needs its own session');
    this.#session = session;
    this.#options = options;
    this.#world = world;
  }

  /** The page of Chromium behind this window. */
  page(): Promise<Page> {
    this.#page ??= this.#open();
    return this.#page;
  }

  async #open(): Promise<Page> {
    const context = await this.#session.context();
    const page = await context.newPage();
    const preload = this.#options.webPreferences?.preload;
    if (preload !== undefined) {
      await page.exposeBinding(
        bindingName,
        (_source, text: string) => void this.#fromPage(JSON.parse(text) as FromPage),
      );
      const argv = this.#options.webPreferences?.additionalArguments ?? [];
      await page.addInitScript(pageScript(await readFile(preload, 'utf8'), argv));
    }
    // Its first request, if it makes one, was asked about by `mayOpen`; what is left here is an empty window.
    page.on('popup', (popup) => void (this.mayOpen('about:blank') || popup.close()));
    page.on('download', (download) => void this.#downloading(download));
    return page;
  }

  /** As Electron: the session is asked, and what it prevents is given up. */
  async #downloading(download: Download): Promise<void> {
    const event = preventable({});
    const item = { getURL: () => toApp(download.url()) } satisfies Of<'DownloadItem', Electron.DownloadItem>;
    this.#session.emit('will-download', event, item, this);
    this.#session.downloads.push({ url: item.getURL(), isRefused: event.defaultPrevented });
    if (event.defaultPrevented) await download.cancel();
  }

  /** A window this page wants to open. The stand-in opens none: it only shows whether main says no. */
  mayOpen(url: string): boolean {
    const details = { url, frameName: '', features: '', disposition: 'foreground-tab' } as const;
    const referrer = { url: '', policy: 'default' } as const;
    return this.openHandler?.({ ...details, referrer }).action !== 'deny';
  }

  /** Asked for every navigation of this page; what main loads itself is not asked about, as in Electron. */
  allows(address: string, isMainFrame: boolean): boolean {
    if (isMainFrame && address === this.#loading) return true;
    const event = preventable({ url: address, isMainFrame });
    this.emit('will-frame-navigate', event);
    if (isMainFrame) this.emit('will-navigate', event, address);
    return !event.defaultPrevented;
  }

  async loadURL(address: string): Promise<void> {
    const page = await this.page();
    this.#loading = address;
    this.#bridge.closeAll();
    await page.goto(toHttp(address));
    this.#loading = undefined;
    this.emit('did-finish-load');
  }

  reload(): void {
    void this.page().then((page) => this.loadURL(toApp(page.url())));
  }

  postMessage(channel: string, data: unknown, transfer: readonly unknown[] = []): void {
    const ports = transfer.map((port) => {
      if (port instanceof PortDouble) return this.#bridge.adopt(port);
      throw new TypeError('only ports can be transferred');
    });
    this.#toPage({ kind: 'event', channel, data, ports });
  }

  #toPage(frame: ToPage): void {
    this.#sending = this.#sending
      .then(async () => {
        const page = await this.page();
        await page.evaluate(
          ([key, message]) => {
            const take = Reflect.get(window, Symbol.for(key)) as ((frame: ToPage) => void) | undefined;
            take?.(message);
          },
          [hookKey, frame] as const,
        );
      })
      // A page that is going away hears nothing more.
      .catch(() => undefined);
  }

  async #fromPage(frame: FromPage): Promise<void> {
    if (frame.kind !== 'invoke') {
      this.#bridge.take(frame);
      return;
    }
    const { id, channel, args } = frame;
    try {
      this.#toPage({ kind: 'result', id, value: await this.#world.invoke(this, channel, args) });
    } catch (error) {
      this.#toPage({ kind: 'result', id, error: `Error invoking remote method '${channel}': ${String(error)}` });
    }
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  async executeJavaScriptInIsolatedWorld(_world: number, sources: { code: string }[]): Promise<unknown> {
    return (await this.page()).evaluate(sources.map(({ code }) => code).join('\n'));
  }

  async insertCSS(css: string): Promise<string> {
    await (await this.page()).addStyleTag({ content: css });
    return css;
  }

  getPrintersAsync(): Promise<Electron.PrinterInfo[]> {
    return Promise.resolve(this.#world.printers());
  }

  print(options: Electron.WebContentsPrintOptions = {}, callback?: (success: boolean, reason: string) => void): void {
    this.printed.push(options);
    const answer = this.#world.print(options);
    void this.page()
      .then(readSheet)
      .then((sheet) => this.#world.printed(sheet))
      // A page that is gone printed nothing that could be read.
      .catch(() => undefined)
      .then(() => answer && callback?.(answer.success, answer.reason));
  }

  async printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    const size = options.pageSize;
    if (typeof size !== 'object') throw new TypeError('the paper needs an explicit size');
    return (await this.page()).pdf({
      width: `${size.width}in`,
      height: `${size.height}in`,
      preferCSSPageSize: options.preferCSSPageSize ?? false,
      printBackground: options.printBackground ?? false,
    });
  }

  async close(): Promise<void> {
    this.#bridge.closeAll();
    await (await this.#page)?.close();
  }
}

export class BrowserWindowDouble
  extends EventEmitter
  implements Omit<Of<'BrowserWindow', Electron.BrowserWindow>, 'webContents'>
{
  readonly options: Options;
  readonly webContents: WebContentsDouble;
  readonly #world: WindowWorld;
  #isDestroyed = false;
  isShown = false;
  isFocused = false;
  minimized = false;
  background: string | undefined;
  /** Resolves when the page of the window is gone. */
  gone: Promise<void> = Promise.resolve();

  constructor(options: Options, world: WindowWorld) {
    super();
    this.options = options;
    this.#world = world;
    this.webContents = new WebContentsDouble(options, world);
  }

  async loadURL(address: string): Promise<void> {
    await this.webContents.loadURL(address);
    this.emit('ready-to-show');
  }
  show(): void {
    this.isShown = true;
  }
  focus(): void {
    this.isFocused = true;
  }
  restore(): void {
    this.minimized = false;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
  setBackgroundColor(colour: string): void {
    this.background = colour;
  }

  /** What the cross in the corner does. True when the window went. */
  close(): boolean {
    const event = preventable({});
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    this.destroy();
    return true;
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.gone = this.webContents.close();
    this.emit('closed');
    this.#world.closed(this);
  }
}
